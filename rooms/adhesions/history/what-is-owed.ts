// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
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
  lines: readonly OwedLine[];
  proofs: Record<string, unknown>;
};

/** The conventions of the operator in the address that hold a day between two, with what each owes a year and what proves it. A few queries. */
export async function conventionsOwing<RoomTables>(
  caller: Context<RoomTables>,
  { from, until, payerId }: { from: string; until: string; payerId?: string },
): Promise<OwedConvention[]> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const conventions = await conventionsOf(ctx)
    .$if(payerId !== undefined, (query) => query.where('payer_id', '=', payerId ?? ''))
    .where('begins_on', '<=', until)
    .where((where) =>
      where.or([where('ends_on', 'is', null), where.and([where('ends_on', '>=', from), where('ends_on', '>=', where.ref('begins_on'))])]),
    )
    .orderBy('number')
    .execute();
  return withLines(ctx, conventions);
}

/** One convention of the operator in the address, with what it owes. Null when there is none of that id. */
export async function conventionOf<RoomTables>(caller: Context<RoomTables>, id: string): Promise<OwedConvention | null> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const [found] = await withLines(ctx, await conventionsOf(ctx).where('id', '=', id).execute());
  return found ?? null;
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
  const joined = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['cadre_id', 'number', 'begins_on', 'proofs'])
    .where('organisation_id', '=', ctx.organisation)
    .where('cadre_id', '=', anyOf(ids))
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', where.ref('begins_on'))]))
    .orderBy('begins_on')
    .orderBy('number')
    .execute();
  const linesOf = Map.groupBy(lines, (line) => line.convention_id);
  const joinedTo = Map.groupBy(joined, (one) => one.cadre_id ?? '');
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
    amounts: amountsOf(one, joinedTo.get(one.id) ?? []),
    lines: (linesOf.get(one.id) ?? []).map(lineOf),
    proofs: one.proofs,
  }));
}

/** One parameter, whatever their number: a list of them stops at 65 535, and is long to read before. */
function anyOf(ids: readonly string[]) {
  return sql<string>`any (${ids}::uuid[])`;
}

/** Pure. A body that joined and moved the amount moves it from its own first day on. */
export function amountsOf(
  { number, begins_on, yearly_cents }: Pick<Found, 'number' | 'begins_on' | 'yearly_cents'>,
  joined: readonly { number: string; begins_on: string; proofs: Record<string, unknown> }[],
): OwedConvention['amounts'] {
  if (yearly_cents === null) return [];
  const amounts = [{ from: begins_on, yearlyCents: yearly_cents, says: `Convention ${number}`, by: number }];
  const recounts = joined
    .flatMap(({ number: by, begins_on: day, proofs: { recount } }) => (isRecount(recount) ? [{ yearlyCents: recount.yearlyCents, day, by }] : []))
    .toSorted((one, other) => one.day.localeCompare(other.day));
  for (const { day, yearlyCents, by } of recounts)
    if (yearlyCents !== amounts.at(-1)?.yearlyCents) amounts.push({ from: day, yearlyCents, says: `Recomptage par la convention ${by}`, by });
  return amounts;
}

function isRecount(value: unknown): value is { yearlyCents: number } {
  return typeof value === 'object' && value !== null && 'yearlyCents' in value && typeof value.yearlyCents === 'number';
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
