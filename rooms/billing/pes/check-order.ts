// SPDX-License-Identifier: EUPL-1.2
import { imputationsOf } from './imputations.ts';
import { foreignTo } from './latin1.ts';
import type { PesBordereau, PesOrder, PesPiece, PesSettings } from './order.ts';

/** Why a PES file must not be written, in a French sentence that names the field. */
export type PesFault = { where: string; says: string };

/** Everything that the schema or its notes would have rejected: nothing is written while one of them stands. */
export function checkOrder(order: PesOrder): PesFault[] {
  const { settings, bordereaux } = order;
  return [
    ...ofSettings(settings),
    ...(bordereaux.length === 0 ? [{ where: 'Fichier', says: 'Le fichier n’a aucun bordereau.' }] : []),
    ...doubles(bordereaux),
    ...bordereaux.flatMap((bordereau) => ofBordereau(bordereau, settings)),
  ];
}

function ofSettings(settings: PesSettings): PesFault[] {
  const where = 'Réglages du PES';
  const wrong: [boolean, string][] = [
    [!/^(02[AB]\d{3,4}|\d{6,7})$/.test(settings.codique) || /^0+$/.test(settings.codique), 'Le codique du poste comptable a 6 ou 7 chiffres.'],
    [!/^\d{14}$/.test(settings.siret), 'Le SIRET du budget a 14 chiffres.'],
    [!/^\d{3}$/.test(settings.codCol) || settings.codCol === '000', 'Le code collectivité a 3 chiffres, « 000 » excepté.'],
    [!/^[0-9A-Z]\d$/.test(settings.codBud), 'Le code budget a 2 caractères, comme « 00 » ou « A1 ».'],
    [!/^[0-9a-zA-Z]{1,4}$/.test(settings.codProdLoc) || /^0+$/.test(settings.codProdLoc), 'Le code produit local a de 1 à 4 lettres ou chiffres.'],
    [settings.emitter.sigle.trim() === '' || settings.emitter.address.trim() === '', 'Le sigle et l’adresse de l’émetteur doivent être remplis.'],
    [
      settings.edition === '02' && settings.centre === null,
      'Un avis des sommes à payer demande le nom et l’adresse du centre des finances publiques.',
    ],
    [
      settings.edition === '02' && settings.centre !== null && !/^\d{5}$/.test(settings.centre.address.postcode),
      'Le code postal du centre des finances publiques a 5 chiffres.',
    ],
  ];
  return wrong.flatMap(([isWrong, says]) => (isWrong ? [{ where, says }] : []));
}

function doubles(bordereaux: readonly PesBordereau[]): PesFault[] {
  const seen = new Set<string>();
  return bordereaux.flatMap(({ number, exercice, pieces }) => {
    const keys = [`bordereau ${number} de ${exercice}`, ...pieces.map(({ titre }) => `titre ${titre} de ${exercice}`)];
    return keys.flatMap((key) => {
      if (seen.has(key)) return [{ where: `Bordereau ${number}`, says: `Le ${key} figure deux fois dans le fichier.` }];
      seen.add(key);
      return [];
    });
  });
}

function ofBordereau(bordereau: PesBordereau, settings: PesSettings): PesFault[] {
  const where = `Bordereau ${bordereau.number}`;
  const kinds = new Set(bordereau.pieces.map(({ document }) => document.kind === 'avoir'));
  return [
    ...(isNumber(bordereau.number, 7) ? [] : [{ where, says: 'Le numéro de bordereau est un nombre de 1 à 9 999 999.' }]),
    ...(isNumber(bordereau.exercice, 4) ? [] : [{ where, says: 'L’exercice s’écrit en quatre chiffres.' }]),
    ...(bordereau.pieces.length > 0 ? [] : [{ where, says: 'Le bordereau n’a aucune pièce.' }]),
    ...(kinds.size < 2 ? [] : [{ where, says: 'Un bordereau ne mêle pas titres et réductions : il en faut deux.' }]),
    ...bordereau.pieces.flatMap((piece) => ofPiece(piece, settings)),
  ];
}

function ofPiece({ document, titre, reduces }: PesPiece, settings: PesSettings): PesFault[] {
  const where = document.number;
  const { payer } = document;
  const lines = imputationsOf(document, settings);
  const address = payer.address;
  const words = [payer.name, document.title, ...document.lines.map(({ label }) => label), ...(address ? [...address.lines, address.city] : [])];
  const wrong: [boolean, string][] = [
    [!isNumber(titre, 8), 'Le numéro de titre est un nombre de 1 à 99 999 999.'],
    [!/^\d{14}$/.test(payer.siret ?? ''), `Le SIRET de « ${payer.name} » manque ou n’a pas 14 chiffres.`],
    [
      address === null || address.lines.every((line) => line.trim() === '') || address.city.trim() === '',
      `L’adresse de « ${payer.name} » est incomplète.`,
    ],
    [address !== null && !/^\d{5}$/.test(address.postcode), `Le code postal de « ${payer.name} » doit avoir 5 chiffres.`],
    [document.kind === 'avoir' && reduces === null, 'La réduction doit nommer le titre d’origine : importez d’abord le retour qui donne son numéro.'],
    [reduces !== null && (!isNumber(reduces.titre, 8) || !isNumber(reduces.exercice, 4)), 'Le numéro du titre d’origine n’est pas valable.'],
    [
      settings.edition === '02' && !/^[ \-/_+0-9a-zA-Z]{1,20}$/.test(document.number),
      'Le numéro de facture a au plus 20 lettres, chiffres, espaces, tirets ou barres pour un avis des sommes à payer.',
    ],
    [(payer.engagement ?? '').length > 50, 'Le numéro d’engagement dépasse 50 caractères.'],
    [(payer.serviceCode ?? '').length > 100, 'Le code service dépasse 100 caractères.'],
  ];
  return [
    ...wrong.flatMap(([isWrong, says]) => (isWrong ? [{ where, says }] : [])),
    ...lines.flatMap(({ nature, fonction, netCents, labels }) => {
      const line = `${where}, ${labels[0] ?? ''}`;
      return [
        ...(/^[1-9]\d{0,11}$/.test(nature) ? [] : [{ where: line, says: `L’imputation par nature « ${nature} » n’est pas un numéro de compte.` }]),
        ...(/^\d{0,10}$/.test(fonction) ? [] : [{ where: line, says: `La fonction « ${fonction} » n’est pas un nombre de 10 chiffres au plus.` }]),
        ...(netCents > 0
          ? []
          : [{ where: line, says: 'Le montant d’une ligne de titre doit être supérieur à zéro : une remise se déduit de la ligne qu’elle réduit.' }]),
      ];
    }),
    ...words.flatMap((text) =>
      foreignTo(text).map((character) => ({
        where,
        says: `Le caractère « ${character} » de « ${text} » n’existe pas en ISO-8859-1, que le PES impose.`,
      })),
    ),
  ];
}

function isNumber(value: number, digits: number): boolean {
  return Number.isInteger(value) && value > 0 && String(value).length <= digits;
}
