// SPDX-License-Identifier: EUPL-1.2
import { element, writeXml, type Element } from '../xml/write-xml.ts';
import { checkOrder, type PesFault } from './check-order.ts';
import { imputationsOf, type Imputation } from './imputations.ts';
import { latin1Bytes } from './latin1.ts';
import { pesWarnings, type PesBordereau, type PesOrder, type PesPiece, type PesSettings } from './order.ts';
import { address, amount, attachmentId, debtorFacts, heading, text, value } from './parts.ts';
import { asapAttachment } from './write-asap.ts';

export type PesFile = { name: string; content: Uint8Array; isSigned: false; warnings: readonly string[] };

export class PesRefused extends Error {
  readonly faults: readonly PesFault[];
  constructor(faults: readonly PesFault[]) {
    super(`the PES file would be rejected: ${faults.map(({ says }) => says).join(' ')}`);
    this.faults = faults;
  }
}

/** Larger files are refused by the transport (cahier des charges: 100 Mo). */
const mostBytes = 100_000_000;

/**
 * A PES Aller of titres de recettes (PES V2), in ISO-8859-1, unsigned. Throws `PesRefused` with French sentences when anything of it would be
 * rejected by the schema or its notes: nothing half good is written.
 */
export function writePes(order: PesOrder): PesFile {
  const faults = checkOrder(order);
  if (faults.length > 0) throw new PesRefused(faults);
  const { settings, bordereaux } = order;
  const day = order.madeOn.replaceAll('-', '').slice(2);
  const name = `PESALR2_${settings.siret}_${day}_${String(order.sequence).padStart(3, '0')}.xml`;
  const notices = settings.edition === '02' ? bordereaux.flatMap((one) => one.pieces.map((piece) => asapAttachment(one, piece, settings))) : [];
  const root: Element = {
    name: 'n:PES_Aller',
    attributes: { 'xmlns:n': 'http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller' },
    content: [
      ...heading(settings, { fileName: name, madeOn: order.madeOn }),
      element('PES_RecetteAller', [
        // 0: the pieces are not yet dematerialised, which only a signature makes them.
        element('EnTeteRecette', [value('IdVer', 2), value('InfoDematerialisee', 0)]),
        ...bordereaux.map((one) => bordereau(one, settings)),
      ]),
      notices.length > 0 ? element('PES_PJ', [element('EnTetePES_PJ', [value('IdVer', 1)]), ...notices]) : null,
    ].filter((part) => part !== null),
  };
  const content = latin1Bytes(writeXml(root, 'ISO-8859-1'));
  if (content.length > mostBytes)
    throw new PesRefused([{ where: 'Fichier', says: 'Le fichier dépasse 100 Mo : répartissez les documents sur plusieurs fichiers.' }]);
  return { name, content, isSigned: false, warnings: pesWarnings };
}

function bordereau(of: PesBordereau, settings: PesSettings): Element | null {
  const isReduction = of.pieces.some(({ document }) => document.kind === 'avoir');
  const triplet = isReduction ? settings.triplets.reduction : settings.triplets.titre;
  const lines = of.pieces.flatMap(({ document }) => imputationsOf(document, settings));
  const vatCents = sum(lines.map((line) => line.vatCents));
  return element(
    'Bordereau',
    [
      element('BlocBordereau', [
        value('Exer', of.exercice),
        value('IdBord', of.number),
        value('DteBordEm', of.emittedOn),
        value('TypBord', triplet.bordereau),
        value('NbrPce', of.pieces.length),
        amount('MtBordHt', sum(lines.map(({ netCents }) => netCents))),
        vatCents > 0 ? amount('MtBordTVA', vatCents) : null,
      ]),
      ...of.pieces.map((one) => piece(one, settings)),
    ],
    // What a signature will point at.
    { Id: `B${of.exercice}-${of.number}` },
  );
}

function piece({ document, titre, reduces }: PesPiece, settings: PesSettings): Element | null {
  const { payer } = document;
  const isNotice = settings.edition === '02';
  const triplet = reduces ? settings.triplets.reduction : settings.triplets.titre;
  return element('Piece', [
    element('BlocPiece', [
      value('IdPce', titre),
      value('TypPce', triplet.piece),
      value('NatPce', triplet.nature),
      settings.edition === 'none' ? null : value('Edition', settings.edition),
      text('ObjPce', `${document.number} ${document.title}`, 160),
      isNotice ? element('PJRef', [value('Support', '01'), value('IdUnique', attachmentId(document, settings)), value('TypePJ', '006')]) : null,
      isNotice ? value('NumeroFacture', document.number) : null,
      isNotice ? text('NumeroEngagement', payer.engagement, 50) : null,
      isNotice ? text('CodeService', payer.serviceCode, 100) : null,
    ]),
    ...imputationsOf(document, settings).map((one, at) => titreLine(one, at + 1, { document, titre, reduces }, settings)),
  ]);
}

function titreLine(of: Imputation, rank: number, { document, reduces }: PesPiece, settings: PesSettings): Element | null {
  return element('LigneDePiece', [
    element('BlocLignePiece', [
      element('InfoLignePiece', [
        value('IdLigne', rank),
        text('ObjLignePce', of.labels.join(', '), 160),
        value('CodProdLoc', settings.codProdLoc),
        value('Nature', of.nature),
        value('Fonction', of.fonction === '' ? null : of.fonction),
        of.rateBasisPoints > 0 ? value('TxTva', (of.rateBasisPoints / 100).toFixed(2)) : null,
        value('Majo', 0),
        value('TvaIntraCom', 0),
        amount('MtHT', of.netCents),
        of.vatCents > 0 ? amount('MtTVA', of.vatCents) : null,
      ]),
      reduces &&
        element('RattachPiece', [
          value('NatPceOrig', '01'),
          value('ExerRat', reduces.exercice),
          value('IdPceOrig', reduces.titre),
          value('IdLigneOrig', rank),
        ]),
    ]),
    element('Tiers', [element('InfoTiers', debtorFacts(document.payer, '01')), address(document.payer.address)]),
  ]);
}

function sum(cents: readonly number[]): number {
  return cents.reduce((total, one) => total + one, 0);
}
