// SPDX-License-Identifier: EUPL-1.2
import { gzipSync } from 'fflate';
import { element, writeXml, type Element } from '../xml/write-xml.ts';
import { latin1Bytes } from './latin1.ts';
import type { PesBordereau, PesPiece, PesSettings } from './order.ts';
import { address, amount, attachmentId, debtorFacts, heading, names, text, value } from './parts.ts';

/** Ways of contesting a titre: art. L. 1617-5 of the CGCT, two months. */
const contest =
  'Dans le délai de deux mois suivant la notification du présent acte (article L. 1617-5 du code général des collectivités territoriales), vous pouvez contester la somme mentionnée en saisissant directement le tribunal administratif compétent.';

/**
 * The attachment « avis des sommes à payer » of a titre: a PES Facture of type 09, compressed then in base 64. The schema defines no root
 * of its own for it: we carry it in a PES Aller, the only root in which it may stand.
 */
export function asapAttachment(bordereau: PesBordereau, piece: PesPiece, settings: PesSettings): Element | null {
  const { document } = piece;
  const id = attachmentId(document, settings);
  const inside = latin1Bytes(asapXml(bordereau, piece, settings));
  return element('PJ', [
    element('Contenu', [element('Fichier', Buffer.from(gzipSync(inside, { mtime: 0 })).toString('base64'), { MIMEType: 'application/xml' })]),
    value('IdUnique', id),
    value('NomPJ', `${id}.xml`),
    value('TypePJ', '006'),
    text('Description', `Avis des sommes à payer ${document.number}`, 250),
  ]);
}

/** The notice itself, alone. */
export function asapXml(bordereau: PesBordereau, { document, titre }: PesPiece, settings: PesSettings): string {
  const root: Element = {
    name: 'n:PES_Aller',
    attributes: { 'xmlns:n': 'http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller' },
    content: [
      ...heading(settings, { fileName: `${attachmentId(document, settings)}.xml`, madeOn: bordereau.emittedOn }),
      element('PES_Facture', [
        value('IdVer', 2),
        value('Annee', bordereau.exercice),
        value('TypeFact', '09'),
        value('Date', document.issuedOn),
        emitter(document, settings),
        ...(settings.centre ? ['25', '26'].map((type) => centre(settings.centre, type)) : []),
        element('FactureIndiv', [
          value('DateEmission', document.issuedOn),
          value('DateReglement', document.dueOn),
          value('NumeroFacture', document.number),
          element('Debiteur', [element('InfoTiers', debtorFacts(document.payer, '01')), address(document.payer.address)]),
          text('Objet', document.title, 160),
          ...document.lines.map(line),
          ...document.vat.map(({ rateBasisPoints, baseCents, vatCents }) =>
            element('DetailTVA', [rate('TauxTVA', rateBasisPoints), amount('MtBaseHT', Math.abs(baseCents)), amount('MtTVA', Math.abs(vatCents))]),
          ),
          element('TotalAPayer', [
            amount('MtTotalHT', Math.abs(document.totals.netCents)),
            amount('MtTotalTVA', Math.abs(document.totals.vatCents)),
            amount('MtTotalTTC', Math.abs(document.totals.grossCents)),
          ]),
          element('RefTitre', [
            value('Exercice', bordereau.exercice),
            value('NumBordereau', bordereau.number),
            value('NumTitre', titre),
            value('NumLigne', 1),
          ]),
          text('ModalitesReglement', 'Démarche non prévue par la collectivité', 250),
          text('ModalitesContestation', contest, 420),
          text('ConditionsGen', document.mentions.join(' ') || 'Sans objet', 250),
        ]),
        element('Nomenclatures', []),
      ]),
    ].filter((part) => part !== null),
  };
  return writeXml(root, 'ISO-8859-1');
}

function line(of: PesPiece['document']['lines'][number]): Element | null {
  const vatCents = Math.round((Math.abs(of.netCents) * of.vat.rateBasisPoints) / 10_000);
  return element('LigneFacture', [
    value('DateDebut', of.period.from),
    value('DateFin', of.period.until),
    text('Libelle', of.label, 200),
    text('Unite', of.unit, 38),
    // One base amount and no quantity × price: the printed amount always wins over their product.
    amount('MtBase', Math.abs(of.netCents)),
    amount('MtHT', Math.abs(of.netCents)),
    rate('TauxTVA', of.vat.rateBasisPoints),
    amount('MtTVA', vatCents),
    amount('MtTTC', Math.abs(of.netCents) + vatCents),
    value('Ordre', of.rank),
  ]);
}

function emitter({ issuer }: PesPiece['document'], settings: PesSettings): Element | null {
  return element('Emetteur', [
    element('InfoTiers', [
      value('IdTiers', settings.siret),
      value('NatIdTiers', '01'),
      value('CatTiers', '24'),
      value('NatJur', '09'),
      value('TypTiers', '20'),
      ...names(issuer.name),
    ]),
    address(issuer.address),
    issuer.vatNumber === null ? null : element('InfoTVAEmetteur', [text('NumTVA', issuer.vatNumber, 24)]),
  ]);
}

function centre(of: PesSettings['centre'], type: string): Element | null {
  if (!of) return null;
  const { line: street, postcode, city } = of.address;
  return element('Tiers', [
    element('InfoTiers', [value('CatTiers', '20'), value('NatJur', '07'), value('TypTiers', type), ...names(of.name)]),
    address({ lines: [street], postcode, city, country: 'FR' }),
  ]);
}

function rate(name: string, basisPoints: number): Element | null {
  return value(name, (basisPoints / 100).toFixed(2));
}
