// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { checkFile, makeFile } from './make-file.ts';
import { importReturn } from './import-return.ts';
import { changeExchange, exchangeOf } from './settings.ts';

// Appels and avoirs are left waiting: the page has something to send.
const kinds = ['facture'] as const;

/**
 * Exchanges that have begun: mode A with a return of which some lines wait and a file that could not be read; or mode B, ready to number. The
 * answers are those of no real software.
 */
export async function demonstrateExchange(ctx: Context<Tables>, mode: 'A' | 'B'): Promise<void> {
  if (mode === 'B') return setUpPes(ctx);
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
