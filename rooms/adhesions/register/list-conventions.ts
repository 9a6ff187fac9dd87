// SPDX-License-Identifier: EUPL-1.2
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { editionLabel } from '../membership/edition-of.ts';
import type { Tables } from '../tables.ts';
import { whereFound } from './where-found.ts';

type Asked = {
  q: string;
  kind?: 'cadre' | 'tripartite' | 'package' | undefined;
  status?: 'to-come' | 'in-force' | 'ended' | undefined;
  edition?: string | undefined;
  endsWithin?: number | undefined;
  payer?: string | undefined;
  territory?: string | undefined;
  source?: 'taken-over' | 'concluded' | undefined;
  on?: string | undefined;
  sort?: 'relevance' | 'number' | 'beginsOn' | 'endsOn' | 'beneficiary' | 'yearlyCents' | undefined;
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

type Hit = { organisation_id: string; id: string; rank: number };
type WithHits = Tables & { hit: Hit };

/**
 * The conventions that the body concluded, pays for or benefits from, with where they stand on a day. Words are looked for in numbers, bodies,
 * acts, lines, reasons and documents, the best first; each row says where they were found.
 */
export async function listConventions(ctx: Context<Tables>, asked: Asked) {
  const on = asked.on ?? ctx.today().toString();
  const { ids, total } = await pageOf(ctx, { ...asked, on });
  const [rows, places] = [await shownOf(ctx, ids, on), await whereFound(ctx, asked.q, ids)];
  return {
    total,
    rows: ids.flatMap((id) => {
      const found = rows.get(id);
      if (!found) return [];
      const { payer_id, payer, beneficiary_id, beneficiary, ...row } = found;
      return [
        {
          ...row,
          payer: { id: payer_id, name: payer },
          beneficiary: { id: beneficiary_id, name: beneficiary },
          isTakenOver: 'source' in row.proofs,
          found: places.get(id) ?? null,
        },
      ];
    }),
  };
}

/** Which conventions the page shows, in order: what it says of them is read for these alone, not for all those that come before them. */
async function pageOf(ctx: Context<Tables>, asked: Asked & { on: string }): Promise<{ ids: string[]; total: number }> {
  const roster = asked.territory ? await membersOf(ctx, asked.territory, asked.on) : [];
  const isOperator = await hasConcluded(ctx);
  const found = filtered(ofBody(ctx, asked.q, isOperator), asked, roster);
  const page = { limit: asked.size, offset: (asked.page - 1) * asked.size };
  const count = async () => (await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total;
  if (asked.q === '') {
    const isWhole = isOperator && !isFiltered(asked);
    const rows: { id: string }[] =
      isWhole && asked.sort === 'beneficiary'
        ? await ownByName(ctx, asked.order).limit(page.limit).offset(page.offset).execute()
        : await ordered(found, asked).select('c.id').limit(page.limit).offset(page.offset).execute();
    return { ids: rows.map(({ id }) => id), total: isWhole ? await countConcluded(ctx) : await count() };
  }
  // Words are looked for once: those found are counted as they are ordered.
  const rows = await ordered(found, asked)
    .select(['c.id', sql<number>`count(*) over ()`.as('total')])
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? (page.offset === 0 ? 0 : await count()) };
}

function isFiltered({ kind, status, edition, endsWithin, payer, territory, source }: Asked): boolean {
  return [kind, status, edition, endsWithin, payer, territory, source].some((one) => one !== undefined);
}

/** All that an operator concluded, by name: each has one entry in the register, and its index is in that order. */
function ownByName(ctx: Context<Tables>, order: 'asc' | 'desc') {
  return ctx.tx
    .selectFrom('adhesions.register_entry as e')
    .select('e.id')
    .where('e.organisation_id', '=', ctx.organisation)
    .orderBy('e.beneficiary_name', order)
    .orderBy('e.id', order);
}

async function countConcluded(ctx: Context<Tables>): Promise<number> {
  const { rows } = await sql<{ total: number }>`select adhesions.count_concluded(${ctx.organisation}) as total`.execute(ctx.tx);
  return rows[0]?.total ?? 0;
}

async function shownOf(ctx: Context<Tables>, ids: readonly string[], on: string) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await ctx.tx
    .selectFrom('adhesions.convention as c')
    .innerJoin('organisations.body as p', 'p.id', 'c.payer_id')
    .innerJoin('organisations.body as b', 'b.id', 'c.beneficiary_id')
    .innerJoin('organisations.body as o', 'o.id', 'c.organisation_id')
    .select(['c.id', 'c.kind', 'c.number', 'c.payer_id', 'p.name as payer', 'c.beneficiary_id', 'b.name as beneficiary', 'o.name as operator'])
    .select(['c.edition', 'c.yearly_cents as yearlyCents', 'c.begins_on as beginsOn', 'c.ends_on as endsOn', 'c.dossier_id as dossierId'])
    .select(['c.renewal', 'c.proofs'])
    .select(statusOn(on).as('status'))
    .where('c.id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Where a convention stands on a day. */
export function statusOn(on: string) {
  return sql<'to-come' | 'in-force' | 'ended'>`case
    when c.ends_on < ${on}::date then 'ended'
    when c.begins_on > ${on}::date then 'to-come'
    else 'in-force' end`;
}

type Query = SelectQueryBuilder<Record<'c', Tables['adhesions.convention']> & WithHits, 'c' | 'hit', object>;

/** The conventions of the body. An operator's own are asked by owner alone: an « or » over three columns would read them all to sort them. */
function ofBody(ctx: Context<Tables>, q: string, isOperator: boolean): Query {
  const tx = ctx.tx as unknown as Context<WithHits>['tx']; // `hit` is what the search function answers
  const hits = sql<Hit>`(select organisation_id, id, rank from adhesions.search_register(${q}))`;
  const found = (
    q === ''
      ? tx.selectFrom('adhesions.convention as c')
      : tx
          .selectFrom(hits.as('hit'))
          .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'hit.organisation_id').onRef('c.id', '=', 'hit.id'))
  ) as Query; // `hit` is read only where words were asked
  return isOperator
    ? found.where('c.organisation_id', '=', ctx.organisation)
    : found.where((where) => where.or([where('c.payer_id', '=', ctx.organisation), where('c.beneficiary_id', '=', ctx.organisation)]));
}

function filtered(
  query: Query,
  { kind, status, edition, endsWithin, payer, territory, source, on }: Asked & { on: string },
  roster: string[],
): Query {
  let found = query;
  if (kind) found = found.where('c.kind', '=', kind);
  if (edition) found = found.where('c.edition', '=', edition);
  if (payer) found = found.where('c.payer_id', '=', payer);
  if (territory)
    found = found.where((where) => where.or([where('c.payer_id', '=', territory), where('c.beneficiary_id', 'in', [territory, ...roster])]));
  if (source) found = found.where(sql<boolean>`(c.proofs -> 'source' is not null) = ${source === 'taken-over'}`);
  if (status === 'ended') found = found.where('c.ends_on', '<', on);
  if (status === 'to-come') found = found.where('c.begins_on', '>', on);
  if (status === 'in-force')
    found = found.where('c.begins_on', '<=', on).where((where) => where.or([where('c.ends_on', 'is', null), where('c.ends_on', '>=', on)]));
  if (endsWithin) {
    const last = Temporal.PlainDate.from(on).add({ months: endsWithin }).toString();
    found = found.where('c.ends_on', '>=', on).where('c.ends_on', '<=', last);
  }
  return found;
}

const columns = { number: 'c.number', beginsOn: 'c.begins_on', endsOn: 'c.ends_on', yearlyCents: 'c.yearly_cents' } as const;

function ordered(query: Query, { q, sort, order }: Asked): Query {
  const by = sort ?? (q === '' ? 'number' : 'relevance');
  if (by === 'relevance')
    return q === '' ? query.orderBy('c.number').orderBy('c.id') : query.orderBy('hit.rank', 'desc').orderBy('c.number').orderBy('c.id');
  if (by === 'beneficiary')
    return query
      .innerJoin('adhesions.register_entry as e', (join) => join.onRef('e.organisation_id', '=', 'c.organisation_id').onRef('e.id', '=', 'c.id'))
      .orderBy('e.beneficiary_name', order)
      .orderBy('e.id', order) as unknown as Query; // the entry is read only here
  // The number is never empty: left alone, its index gives the order.
  if (by === 'number') return query.orderBy('c.number', order);
  return query.orderBy(columns[by], (at) => (order === 'asc' ? at.asc().nullsLast() : at.desc().nullsLast())).orderBy('c.id');
}

async function membersOf(ctx: Context<Tables>, epciId: string, on: string): Promise<string[]> {
  const view = await operatorOn(ctx.house, ctx.organisation, Temporal.PlainDate.from(on));
  return view.roster(epciId).map(({ id }) => id);
}

/** Whether the body concludes conventions: an operator. */
async function hasConcluded(ctx: Context<Tables>): Promise<boolean> {
  const one = await ctx.tx
    .selectFrom('adhesions.convention')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

/** The editions under which conventions of the body were concluded, with how many. */
export async function listEditionsSigned(
  ctx: Context<Tables>,
  { payer, territory }: { payer?: string | undefined; territory?: string | undefined } = {},
) {
  const isOperator = await hasConcluded(ctx);
  const rows = await ctx.tx
    .selectFrom('adhesions.convention as c')
    .select((of) => ['c.edition', of.fn.min<string>(sql`c.organisation_id::text`).as('operatorId'), of.fn.countAll<number>().as('conventions')])
    .$if(isOperator, (query) => query.where('c.organisation_id', '=', ctx.organisation))
    .groupBy('c.edition')
    .orderBy('c.edition')
    .execute();
  const asked = [payer, territory].filter((id) => id !== undefined);
  const names = asked.length === 0 ? [] : await ctx.tx.selectFrom('organisations.body').select(['id', 'name']).where('id', 'in', asked).execute();
  const named = (id: string | undefined) => names.find((one) => one.id === id) ?? null;
  const labelled = await Promise.all(
    rows.map(async ({ edition, conventions, operatorId }) => ({ edition, conventions, label: await editionLabel(ctx, { operatorId, edition }) })),
  );
  return { rows: labelled, chosen: { payer: named(payer), territory: named(territory) } };
}
