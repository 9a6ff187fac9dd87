// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Tables } from '../tables.ts';

export type OwedLine = {
  id: string;
  beneficiaryId: string;
  offer: string;
  label: string;
  edition: string;
  inputs: Record<string, unknown>;
  yearlyCents: number | null;
  beginsOn: string;
  endsOn: string | null;
  /** Status, reasoning, due dates and tax of the line, as the quote had them; null where nothing tells. */
  proof: Record<string, unknown> | null;
};

/** `by`: number of the convention that says so. */
export type Owed = { from: string; yearlyCents: number; says: string; by: string };

export type OwedConvention = {
  id: string;
  number: string;
  kind: 'cadre' | 'tripartite' | 'package';
  payerId: string;
  beneficiaryId: string;
  edition: string;
  quoteNumber: string | null;
  beginsOn: string;
  endsOn: string | null;
  openedAt: string | null;
  /** What is owed a year from each day on, in cents: the first amount, then one for each recount; none for a tripartite, which its cadre pays. */
  amounts: readonly Owed[];
  /** What the convention and its lines say themselves, in cents, where a recount of its first day takes their place among the amounts. */
  agreedCents?: number;
  lines: readonly OwedLine[];
  proofs: Record<string, unknown>;
};

/** The conventions of the operator in the address that hold a day between two, with what each owes a year and what proves it. A few queries. */
export async function conventionsOwing<RoomTables>(
  caller: Context<RoomTables>,
  { from, until, payerId, payerIds }: { from: string; until: string; payerId?: string; payerIds?: readonly string[] },
): Promise<OwedConvention[]> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const conventions = await conventionsOf(ctx)
    .$if(payerId !== undefined, (query) => query.where('payer_id', '=', payerId ?? ''))
    .$if(payerIds !== undefined, (query) => query.where('payer_id', '=', anyOf(payerIds ?? [])))
    .where(holdsBetween(from, until))
    .orderBy('number')
    .execute();
  return withLines(ctx, conventions);
}

/** Who pays these conventions, all or those of some payers, and the quote of each: one query and no line, for who then reads so many payers at a time. */
export async function payersOwing<RoomTables>(
  caller: Context<RoomTables>,
  { from, until, payerIds }: { from: string; until: string; payerIds?: readonly string[] },
): Promise<{ payerId: string; quoteNumber: string | null }[]> {
  const ctx = caller as unknown as Context<Tables>; // as above
  return ctx.tx
    .selectFrom('adhesions.convention')
    .select(['payer_id as payerId', 'quote_number as quoteNumber'])
    .where('organisation_id', '=', ctx.organisation)
    .$if(payerIds !== undefined, (query) => query.where('payer_id', '=', anyOf(payerIds ?? [])))
    .where(holdsBetween(from, until))
    .execute();
}

/** Who pays, on any day, for the bodies that some lines or conventions serve, by id of either: unknown ids name nobody. One query. */
export async function payersAround<RoomTables>(caller: Context<RoomTables>, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with served as (
      select beneficiary_id from adhesions.line where organisation_id = ${caller.organisation} and id = any (${ids}::uuid[])
      union
      select beneficiary_id from adhesions.convention where organisation_id = ${caller.organisation} and id = any (${ids}::uuid[])
    )
    select c.payer_id as id
    from served s
    join adhesions.line l on l.organisation_id = ${caller.organisation} and l.beneficiary_id = s.beneficiary_id
    join adhesions.convention c on c.organisation_id = l.organisation_id and c.id = l.convention_id
    union
    select c.payer_id
    from served s
    join adhesions.convention c on c.organisation_id = ${caller.organisation} and c.beneficiary_id = s.beneficiary_id`.execute(caller.tx);
  return rows.map(({ id }) => id);
}

function holdsBetween(from: string, until: string): RawBuilder<boolean> {
  return sql<boolean>`(begins_on <= ${until}::date and (ends_on is null or (ends_on >= ${from}::date and ends_on >= begins_on)))`;
}

/** One convention of the operator in the address, with what it owes. Null when there is none of that id. */
export async function conventionOf<RoomTables>(caller: Context<RoomTables>, id: string): Promise<OwedConvention | null> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const [found] = await withLines(ctx, await conventionsOf(ctx).where('id', '=', id).execute());
  return found ?? null;
}

/** Those, of a few conventions, that renew by themselves at their end: nobody has denounced them, no other follows them yet. Three queries. */
export async function renewingOf<RoomTables>(caller: Context<RoomTables>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const tacit = await conventionsOf(ctx).where('id', '=', anyOf(ids)).where('renewal', '=', 'tacit').execute();
  const denounced = await ctx.tx
    .selectFrom('adhesions.denunciation')
    .select('convention_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', anyOf(ids))
    .where('outcome', '=', 'accepted')
    .execute();
  const followed = await ctx.tx
    .selectFrom('adhesions.succession')
    .select('predecessor_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('predecessor_id', '=', anyOf(ids))
    .execute();
  const over = new Set([...denounced.map(({ convention_id }) => convention_id), ...followed.map(({ predecessor_id }) => predecessor_id)]);
  return new Set(tacit.flatMap(({ id }) => (over.has(id) ? [] : [id])));
}

/** What a convention owes a year on a day, in cents; null where it owes nothing of its own. */
export async function owedOn(ctx: Context<Tables>, id: string, on: string): Promise<number | null> {
  const amounts = (await conventionOf(ctx, id))?.amounts ?? [];
  return (amounts.findLast(({ from }) => from <= on) ?? amounts[0])?.yearlyCents ?? null;
}

function conventionsOf(ctx: Context<Tables>) {
  return ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'number', 'kind', 'payer_id', 'beneficiary_id', 'cadre_id', 'edition', 'quote_number', 'begins_on', 'ends_on', 'opened_at'])
    .select(['yearly_cents', 'proofs'])
    .where('organisation_id', '=', ctx.organisation);
}

type Found = Awaited<ReturnType<ReturnType<typeof conventionsOf>['execute']>>[number];

async function withLines(ctx: Context<Tables>, conventions: readonly Found[]): Promise<OwedConvention[]> {
  if (conventions.length === 0) return [];
  const ids = conventions.map(({ id }) => id);
  const lines = await ctx.tx
    .selectFrom('adhesions.line')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', anyOf(ids))
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', where.ref('begins_on'))]))
    .orderBy('id')
    .execute();
  const recounts = await recountsOf(ctx, ids);
  const linesOf = Map.groupBy(lines, (line) => line.convention_id);
  return conventions.map((one) => ({
    id: one.id,
    number: one.number,
    kind: one.kind,
    payerId: one.payer_id,
    beneficiaryId: one.beneficiary_id,
    edition: one.edition,
    quoteNumber: one.quote_number,
    beginsOn: one.begins_on,
    endsOn: one.ends_on,
    openedAt: one.opened_at,
    amounts: amountsOf(one, recounts.get(one.id) ?? []),
    ...(one.yearly_cents !== null && recounts.get(one.id)?.[0]?.from === one.begins_on && { agreedCents: one.yearly_cents }),
    lines: (linesOf.get(one.id) ?? []).map(lineOf),
    proofs: one.proofs,
  }));
}

export type Recounted = {
  from: string;
  yearlyCents: number;
  cause: 'joined' | 'left';
  /** Number of the convention that joined or ended. */
  by: string;
  countedAfter: number;
  recordedAt: string;
  recordedBy: string;
};

/** The days on which cadres were counted again, and what they owe since, in order. One query. */
export async function recountsOf(
  ctx: Context<Tables>,
  cadreIds: readonly string[],
  operatorId: string = ctx.organisation,
): Promise<ReadonlyMap<string, Recounted[]>> {
  const rows = await ctx.tx
    .selectFrom('adhesions.recount as r')
    .leftJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'r.organisation_id').onRef('c.id', '=', 'r.cause_id'))
    .select(['r.convention_id', 'r.takes_effect_on', 'r.yearly_cents', 'r.cause', 'r.counted_after', 'r.recorded_at', 'r.recorded_by', 'c.number'])
    .where('r.organisation_id', '=', operatorId)
    .where('r.convention_id', '=', anyOf(cadreIds))
    .where('r.replaced_at', 'is', null)
    .orderBy('r.takes_effect_on')
    .execute();
  return Map.groupBy(
    rows.map((row) => ({
      id: row.convention_id,
      from: row.takes_effect_on,
      yearlyCents: row.yearly_cents,
      cause: row.cause,
      by: row.number ?? '',
      countedAfter: row.counted_after,
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by,
    })),
    ({ id }) => id,
  );
}

/** Pure. A territory that was counted again owes the new amount from that day on. */
export function amountsOf(
  { number, begins_on, yearly_cents }: Pick<Found, 'number' | 'begins_on' | 'yearly_cents'>,
  recounts: readonly Recounted[],
): OwedConvention['amounts'] {
  if (yearly_cents === null) return [];
  const first = { from: begins_on, yearlyCents: yearly_cents, says: `Convention ${number}`, by: number };
  const since = recounts.map(({ from, yearlyCents, cause, by }) => ({
    from,
    yearlyCents,
    says: cause === 'joined' ? `Recomptage par la convention ${by}` : `Recomptage à la fin de la convention ${by}`,
    by,
  }));
  // One of the first day takes the place of what the convention itself says.
  return since[0]?.from === begins_on ? since : [first, ...since];
}

function lineOf(line: import('kysely').Selectable<Tables['adhesions.line']>): OwedLine {
  return {
    id: line.id,
    beneficiaryId: line.beneficiary_id,
    offer: line.offer,
    label: line.label,
    edition: line.edition,
    inputs: line.inputs,
    yearlyCents: line.yearly_cents,
    beginsOn: line.begins_on,
    endsOn: line.ends_on,
    proof: line.proof,
  };
}
