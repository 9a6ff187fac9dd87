// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { checkFile, makeFile } from './make-file.ts';
import { importReturn } from './import-return.ts';
import { settingsOf } from '../settings/read-settings.ts';
import { changeExchange, exchangeOf } from './settings.ts';

// Appels and avoirs are left waiting: the page has something to send.
const kinds = ['facture'] as const;

/** Mode A, begun: a file, a return of which some lines wait, and one that could not be read. The answers are those of no real software. */
export async function demonstrateLiquidation(ctx: Context<Tables>): Promise<void> {
  const { documents, faults } = await checkFile(ctx, { kinds });
  if (documents === 0 || faults.length > 0) return;
  const { id } = await makeFile(ctx, { kinds });
  const sent = await ctx.tx
    .selectFrom('billing.sent_document as s')
    .innerJoin('billing.document as d', (join) => join.onRef('d.organisation_id', '=', 's.organisation_id').onRef('d.id', '=', 's.document_id'))
    .select(['d.number', 'd.gross_cents'])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.file_id', '=', id)
    .where('d.gross_cents', '>', 0)
    .orderBy('d.number')
    .execute();
  const today = french(ctx.today());
  const exercice = ctx.today().year;
  const answered = sent.slice(0, Math.ceil(sent.length / 2)).map(({ number }, at) => `${number};${900 + at};81;${exercice};${today};;;`);
  const [first] = sent;
  const rows = [
    'Référence;Titre;Bordereau;Exercice;Date titre;Montant encaissé;Date encaissement;Référence encaissement',
    ...answered,
    `FA-${exercice}-9999;990;81;${exercice};${today};;;`,
    ...(first ? [`${first.number};;;;;${((first.gross_cents + 5_000) / 100).toFixed(2).replace('.', ',')};${today};ENC-1201`] : []),
  ];
  await bring(ctx, `titres-${ctx.today().toString()}.csv`, rows.join('\r\n'));
  await bring(ctx, 'extraction-grand-livre.csv', `Compte;Libellé;Débit\r\n4111;Participations;${exercice}\r\n`);
}

/** Mode B: the appels that wait get their titres in a PES. */
export async function numberByPes(ctx: Context<Tables>): Promise<void> {
  await setUpPes(ctx);
  await makeFile(ctx, { kinds: ['appel'] });
}

/** What no real Hélios answered: a titre refused by the transport, one rejected by the accountant, one taken in charge, and money for one that is not ours. */
export async function answerPes(ctx: Context<Tables>): Promise<void> {
  const sent = await ctx.tx
    .selectFrom('billing.sent_document as s')
    .innerJoin('billing.sent_file as f', (join) => join.onRef('f.organisation_id', '=', 's.organisation_id').onRef('f.id', '=', 's.file_id'))
    .innerJoin('billing.standing as st', (join) =>
      join.onRef('st.organisation_id', '=', 's.organisation_id').onRef('st.document_id', '=', 's.document_id'),
    )
    .select(['f.name', 's.exercice', 's.bordereau', 's.titre', 'st.paid_cents', 'st.contested_on'])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.titre', 'is not', null)
    .orderBy('s.titre')
    .execute();
  const [first, last] = [sent[0], sent.at(-1)];
  if (!first || !last) return;
  const rejected = sent.find((one) => one !== first && one !== last && one.paid_cents === 0 && one.contested_on === null);
  const { pes } = await exchangeOf(ctx);
  const { issuer } = await settingsOf(ctx);
  const today = ctx.today().toString();
  const head = (type: string, collectivity: string): string =>
    `<Enveloppe><Parametres>${v('Version', '2')}${v('TypFic', type)}${v('NomFic', first.name)}</Parametres></Enveloppe>` +
    `<EnTetePES>${v('DteStr', today)}${v('IdPost', pes.codique)}${v('IdColl', issuer.siret ?? '')}${v(collectivity, pes.codCol)}${v('CodBud', pes.codBud)}</EnTetePES>`;
  const ack =
    `<n:PES_ACQUIT xmlns:n="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/retour/v2">${head('PESACQ1', 'CodCol')}<ACQUIT><ElementACQUIT>` +
    `${v('DomaineAck', '6')}${v('EtatAck', '0')}${v('NumBord', last.bordereau)}${v('ExerciceBord', last.exercice)}<DetailPiece>${v('NumPiece', last.titre)}` +
    `<Erreur>${v('NumAnoAck', 'ERREUR_CODIFICATION')}${v('LibelleAnoAck', 'Nature 70688 inconnue du budget')}</Erreur></DetailPiece></ElementACQUIT></ACQUIT></n:PES_ACQUIT>`;
  const paid = `<EncaissementEmargement>${v('OrgEma', '02')}${v('DteReco', today)}${v('MtReco', '512.00')}</EncaissementEmargement>`;
  const line = `<LigneDePiece><BlocLignePiece><InfoLignePiece>${v('IdLigne', '1')}</InfoLignePiece></BlocLignePiece>`;
  const back =
    `<n:PES_Retour xmlns:n="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/retour">${head('PES2R', 'CodColl')}<PES_RecetteRetour>` +
    `<Bordereau><BlocBordereau>${v('Exer', first.exercice)}${v('IdBord', first.bordereau)}</BlocBordereau>` +
    `<Piece><BlocPiece>${v('IdPce', first.titre)}${v('DtePcePec', today)}${v('EtatPce', '02')}</BlocPiece></Piece>` +
    (rejected
      ? `<Piece><BlocPiece>${v('IdPce', rejected.titre)}${v('DtePceRej', today)}${v('EtatPce', '04')}${v('ObsEtat', 'Débiteur mal identifié : vérifiez le SIRET')}</BlocPiece></Piece>`
      : '') +
    `<Piece><BlocPiece>${v('IdPce', '1999')}${v('DtePcePec', today)}${v('EtatPce', '02')}</BlocPiece>${line}${paid}</LigneDePiece></Piece>` +
    '</Bordereau></PES_RecetteRetour></n:PES_Retour>';
  await bring(ctx, `ACQUIT_${first.name}`, xmlFile(ack));
  await bring(ctx, `PES2R_${first.name}`, xmlFile(back));
}

/** One element a line: a fault is told by its line. */
function xmlFile(text: string): string {
  return `<?xml version="1.0" encoding="ISO-8859-1"?>\n${text.replaceAll('><', '>\n<')}\n`;
}

function v(name: string, value: string | number | null): string {
  return `<${name} V="${value ?? ''}"/>`;
}

async function setUpPes(ctx: Context<Tables>): Promise<void> {
  const settings = await exchangeOf(ctx);
  await changeExchange(ctx, {
    ...settings,
    mode: 'B',
    pes: {
      ...settings.pes,
      codique: '047099',
      codCol: '147',
      codBud: '00',
      budgetLabel: 'Budget principal',
      sigle: 'CDG47',
      address: '1 place de l’Exemple',
      codProdLoc: 'NUM1',
      nature: '70688',
      fonction: '020',
      edition: '04',
      firstTitre: 1201,
      firstBordereau: 61,
    },
  });
}

async function bring(ctx: Context<Tables>, name: string, text: string): Promise<void> {
  await importReturn(ctx, { name, content: Buffer.from(text, 'latin1').toString('base64') });
}

function french(day: Temporal.PlainDate): string {
  return day.toString().split('-').toReversed().join('/');
}
