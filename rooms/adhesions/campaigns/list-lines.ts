// SPDX-License-Identifier: EUPL-1.2
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { writeCsv, type CsvCell } from '#platform/documents/csv.ts';
import type { FileAnswer } from '#platform/room.ts';
import { refuse, type campaignFilters } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';
import { findCampaign } from './campaign-record.ts';
import { statementOf } from './evidence.ts';

type Filter = (typeof campaignFilters)[number];
type Asked = {
  id: string;
  q: string;
  only?: Filter | undefined;
  sort: 'name' | 'convention' | 'before' | 'after' | 'difference';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const sorts = {
  name: sql`l.payer_name`,
  convention: sql`l.convention_number`,
  before: sql`l.before_cents`,
  after: sql`l.after_cents`,
  difference: sql`l.after_cents - l.before_cents`,
} as const;

const filters: Record<Filter, ReturnType<typeof sql<boolean>>> = {
  more: sql<boolean>`l.after_cents > l.before_cents`,
  less: sql<boolean>`l.after_cents < l.before_cents`,
  same: sql<boolean>`l.after_cents = l.before_cents`,
  unpriced: sql<boolean>`l.after_cents is null`,
  excluded: sql<boolean>`l.exclusion is not null`,
  loses: sql<boolean>`jsonb_array_length(l.explanation #> '{rights,lost}') > 0`,
  gains: sql<boolean>`jsonb_array_length(l.explanation #> '{rights,gained}') > 0`,
  agreed: sql<boolean>`t.answer = 'agreed'`,
  refused: sql<boolean>`t.answer = 'refused'`,
  waiting: sql<boolean>`t.id is not null and t.answer is null`,
};

/** One page of the dry run. */
export async function listLines(ctx: Context<Tables>, { id, q, only, sort, order, page, size }: Asked) {
  await findCampaign(ctx, id);
  let found = lines(ctx, id);
  if (only) found = found.where(filters[only]);
  if (q) {
    const words = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    found = found.where(sql<boolean>`unaccent(l.payer_name || ' ' || l.convention_number) ilike unaccent(${words})`);
  }
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await columnsOf(found)
    .orderBy(sorts[sort], (by) => (order === 'asc' ? by.asc().nullsLast() : by.desc().nullsLast()))
    .orderBy('l.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(shown), total };
}

/** One convention of the dry run, with the reasoning of its price and its rights before and after. */
export async function readLine(ctx: Context<Tables>, { id, line }: { id: string; line: string }) {
  const row = await columnsOf(lines(ctx, id)).select(['t.evidence', 't.outcome_says']).where('l.id', '=', line).executeTakeFirst();
  if (!row) throw refuse('adhesions.campaign-unknown-line');
  return { ...shown(row), explanation: row.explanation, statement: statementOf(row.evidence), outcomeSays: row.outcome_says };
}

const titles = ['Collectivité', 'Convention', 'Sorte', 'Aujourd’hui', 'Nouvelle édition', 'Écart', 'Services ajoutés', 'Services retirés', 'Quotas changés', 'Écartée', 'Observations', 'Lettre', 'Réponse', 'Suite']; // prettier-ignore

/** Every line, for a spreadsheet. */
export async function exportCampaign(ctx: Context<Tables>, { id }: { id: string }): Promise<FileAnswer> {
  const { number } = await findCampaign(ctx, id);
  const rows = await columnsOf(lines(ctx, id)).orderBy('l.payer_name').orderBy('l.convention_number').execute();
  return { name: `${number}.csv`, type: 'text/csv; charset=utf-8', content: writeCsv(titles, rows.map(csvRow)) };
}

function csvRow(row: Row): CsvCell[] {
  const { gained, lost, changed } = row.explanation.rights;
  return [
    row.payer_name,
    row.convention_number,
    row.kind === 'cadre' ? 'convention cadre' : 'forfait',
    { cents: row.before_cents },
    row.after_cents === null ? 'sur devis' : { cents: row.after_cents },
    row.after_cents === null ? null : { cents: row.after_cents - row.before_cents },
    gained.join(', '),
    lost.join(', '),
    changed.map(({ label }) => label).join(', '),
    row.exclusion,
    row.explanation.notes.join(' '),
    row.letterNumber,
    row.answer === null ? null : row.answer === 'agreed' ? 'accord' : 'refus',
    row.outcome === null ? null : row.outcome === 'applied' ? 'avenant' : 'inchangée',
  ];
}

function lines(ctx: Context<Tables>, campaignId: string) {
  return ctx.tx
    .selectFrom('adhesions.campaign_line as l')
    .leftJoin('adhesions.campaign_letter as t', (join) =>
      join
        .onRef('t.organisation_id', '=', 'l.organisation_id')
        .onRef('t.campaign_id', '=', 'l.campaign_id')
        .onRef('t.convention_id', '=', 'l.convention_id'),
    )
    .where('l.organisation_id', '=', ctx.organisation)
    .where('l.campaign_id', '=', campaignId);
}

type Found = ReturnType<typeof lines>;
type Builder = Found extends SelectQueryBuilder<infer DB, infer TB, unknown> ? SelectQueryBuilder<DB, TB, object> : never;

function columnsOf(found: Builder) {
  return found
    .select(['l.id', 'l.payer_name', 'l.convention_number', 'l.kind', 'l.before_cents', 'l.after_cents', 'l.verdict', 'l.explanation', 'l.exclusion'])
    .select(['t.id as letterId', 't.number as letterNumber', 't.answer', 't.outcome']);
}

type Row = Awaited<ReturnType<ReturnType<typeof columnsOf>['execute']>>[number];

function shown(row: Row) {
  const { explanation } = row;
  return {
    id: row.id,
    name: row.payer_name,
    convention: row.convention_number,
    kind: row.kind as 'cadre' | 'package', // the only kinds that a campaign holds
    beforeCents: row.before_cents,
    afterCents: row.after_cents,
    differenceCents: row.after_cents === null ? null : row.after_cents - row.before_cents,
    verdict: row.verdict,
    gained: explanation.rights.gained.length,
    lost: explanation.rights.lost.length,
    exclusion: row.exclusion,
    note: explanation.notes.join(' '),
    letterId: row.letterId,
    letterNumber: row.letterNumber,
    answer: row.answer,
    outcome: row.outcome,
  };
}
