// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { owedOn } from '../history/what-is-owed.ts';
import { openAhead } from '../open-conventions.ts';
import type { Tables } from '../tables.ts';
import { continuing } from './continued-by.ts';
import { linkConventions, type SuccessionKind } from './link-conventions.ts';
import { termsOf, writeTerms, type Terms } from './terms.ts';

export type ConventionRow = import('kysely').Selectable<Tables['adhesions.convention']>;

export type Succession = {
  kind: SuccessionKind;
  /** As it stood before it was ended: it must end on the day before. */
  predecessor: ConventionRow;
  /** First day of what follows. */
  beginsOn: string;
  reason: string;
  /** What differs from the predecessor. */
  changes?: Partial<Pick<ConventionRow, 'payer_id' | 'beneficiary_id' | 'cadre_id' | 'edition' | 'yearly_cents' | 'ends_on' | 'renewal'>>;
  /** Its own terms, where the predecessor's no longer hold. */
  terms?: Terms;
  /** What proves it: the agreement, the campaign, the act. */
  proofs: Record<string, unknown>;
  /** How its number says it: a rider (A), or the next term of the same convention (R). */
  mark?: 'A' | 'R';
  /** Lines with their new price; otherwise those of the predecessor go on. */
  lines?: readonly NewLine[];
  /** What its lines say of the volume, where it is no longer the predecessor's. */
  volumeGo?: number;
  /** Offers that the predecessor had and that do not go on. */
  without?: readonly string[];
  /** What a rider adds to what goes on. */
  added?: { riderId: string; scopes: readonly { scope: string; beneficiaryId: string }[]; lines: readonly AddedLine[] };
};

/** A line as `adhesions.line` keeps it, its convention and days aside. */
export type AddedLine = {
  beneficiary_id: string;
  offer: string;
  label: string;
  edition: string;
  inputs: string;
  quote_line: string | null;
  yearly_cents: number | null;
};

export type NewLine = { offer: string; label: string; inputs: Record<string, unknown>; quoteLine: string; yearlyCents: number | null };

/**
 * Writes the convention that follows one that ends the day before: who is a member, what is subscribed, what it brings, from that day. Its rights
 * are written at once with their first day, so that nothing is missing at midnight. Returns its id and number.
 */
export async function succeed(ctx: Context<Tables>, succession: Succession): Promise<{ id: string; number: string }> {
  const { predecessor, beginsOn, changes = {}, kind, reason } = succession;
  const id = ctx.newId();
  const number = await followingNumber(ctx, predecessor.number, succession.mark ?? 'A');
  // A territory that was counted again goes on at what it owes that day.
  const owed = predecessor.kind === 'cadre' ? await owedOn(ctx, predecessor.id, beginsOn) : predecessor.yearly_cents;
  const next: ConventionRow = { ...predecessor, yearly_cents: owed, ...changes, id, number, begins_on: beginsOn };
  await ctx.tx
    .insertInto('adhesions.convention')
    .values({
      ...next,
      proofs: JSON.stringify({ ...succession.proofs, reason, follows: predecessor.number }),
      concluded_at: ctx.now().toString(),
      concluded_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name,
      opened_at: ctx.now().toString(),
      ended_at: null,
      ended_by: null,
      end_reason: null,
    })
    .execute();
  await followMemberships(ctx, predecessor, next, succession.without ?? []);
  if (succession.lines) await writeNewLines(ctx, predecessor.id, next, succession.lines);
  else await followLines(ctx, predecessor, next, succession);
  if (predecessor.kind === 'cadre' && changes.yearly_cents === undefined) await carryRecounts(ctx, predecessor.id, next);
  if (succession.added) await writeAdded(ctx, next, succession.added);
  const own = succession.terms ?? (await ownTerms(ctx, predecessor.id));
  if (own) await writeTerms(ctx, id, own);
  await linkConventions(ctx, { predecessorId: predecessor.id, successor: next, kind, reason });
  await ctx.tell('adhesions.concluded', { conventionId: id, beneficiaryId: next.beneficiary_id }, { heardIn: next.beneficiary_id });
  await openAhead(ctx, next, { terms: own ?? (await termsOf(ctx, [next])).get(id), continues: continuing(predecessor, kind) });
  return { id, number };
}

async function followMemberships(ctx: Context<Tables>, predecessor: ConventionRow, next: ConventionRow, without: readonly string[]): Promise<void> {
  const known = await ctx.tx
    .selectFrom('adhesions.membership')
    .select(['scope', 'beneficiary_id'])
    .distinct()
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', predecessor.id)
    .orderBy('scope')
    .orderBy('beneficiary_id')
    .execute();
  const scopes = known.filter(({ scope }) => !without.includes(scope));
  if (scopes.length === 0) return;
  await ctx.tx
    .insertInto('adhesions.membership')
    .values(
      scopes.map(({ scope, beneficiary_id }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        convention_id: next.id,
        payer_id: next.payer_id,
        // Its budgets annexes stay whose they are.
        beneficiary_id: beneficiary_id === predecessor.beneficiary_id ? next.beneficiary_id : beneficiary_id,
        scope,
        begins_on: next.begins_on,
        ends_on: next.ends_on,
        recorded_at: ctx.now().toString(),
      })),
    )
    .execute();
}

/** A territory that goes on at its price goes on with what it will owe once those who have signed join, or leave. */
async function carryRecounts(ctx: Context<Tables>, predecessorId: string, { id, payer_id, begins_on }: ConventionRow): Promise<void> {
  const later = await ctx.tx
    .selectFrom('adhesions.recount')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', predecessorId)
    .where('takes_effect_on', '>', begins_on)
    .where('replaced_at', 'is', null)
    .execute();
  if (later.length === 0) return;
  await ctx.tx
    .insertInto('adhesions.recount')
    .values(later.map((row) => ({ ...row, id: ctx.newId(), convention_id: id, payer_id })))
    .execute();
}

async function writeAdded(ctx: Context<Tables>, next: ConventionRow, { riderId, scopes, lines }: NonNullable<Succession['added']>): Promise<void> {
  const frame = { organisation_id: ctx.organisation, convention_id: next.id, begins_on: next.begins_on, ends_on: next.ends_on };
  if (scopes.length > 0)
    await ctx.tx
      .insertInto('adhesions.membership')
      .values(
        scopes.map(({ scope, beneficiaryId }) => ({
          ...frame,
          id: ctx.newId(),
          payer_id: next.payer_id,
          beneficiary_id: beneficiaryId,
          scope,
          recorded_at: ctx.now().toString(),
        })),
      )
      .execute();
  if (lines.length > 0)
    await ctx.tx
      .insertInto('adhesions.line')
      .values(lines.map((line) => ({ ...frame, ...line, id: ctx.newId(), replaces_id: null, rider_id: riderId })))
      .execute();
}

/** The lines that stood on the last day go on as they were. */
async function followLines(
  ctx: Context<Tables>,
  predecessor: ConventionRow,
  next: ConventionRow,
  { without = [], volumeGo }: Pick<Succession, 'without' | 'volumeGo'>,
): Promise<void> {
  const standing = await standingLines(ctx, predecessor.id, next.begins_on);
  const lines = standing.filter(({ offer }) => !without.includes(offer));
  if (lines.length === 0) return;
  await ctx.tx
    .insertInto('adhesions.line')
    .values(
      lines.map((line) => ({
        ...line,
        id: ctx.newId(),
        convention_id: next.id,
        beneficiary_id: line.beneficiary_id === predecessor.beneficiary_id ? next.beneficiary_id : line.beneficiary_id,
        inputs: JSON.stringify({ ...line.inputs, ...(volumeGo !== undefined && 'volumeGo' in line.inputs && { volumeGo }) }),
        proof: line.proof && JSON.stringify(line.proof),
        begins_on: next.begins_on,
        ends_on: next.ends_on,
        replaces_id: line.id,
      })),
    )
    .execute();
}

async function writeNewLines(ctx: Context<Tables>, predecessorId: string, next: ConventionRow, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  const former = new Map((await standingLines(ctx, predecessorId, next.begins_on)).map(({ offer, id }) => [offer, id]));
  await ctx.tx
    .insertInto('adhesions.line')
    .values(
      lines.map(({ offer, label, inputs, quoteLine, yearlyCents }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        convention_id: next.id,
        beneficiary_id: next.beneficiary_id,
        offer,
        label,
        edition: next.edition,
        inputs: JSON.stringify(inputs),
        quote_line: quoteLine,
        yearly_cents: yearlyCents,
        begins_on: next.begins_on,
        ends_on: next.ends_on,
        replaces_id: former.get(offer) ?? null,
        rider_id: null,
      })),
    )
    .execute();
}

/** The lines of a convention that stand on the day before. */
export function standingLines(ctx: Context<Tables>, conventionId: string, before: string) {
  const lastOn = Temporal.PlainDate.from(before).subtract({ days: 1 }).toString();
  return ctx.tx
    .selectFrom('adhesions.line')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', conventionId)
    .where('begins_on', '<=', lastOn)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', lastOn)]))
    .orderBy('id')
    .execute();
}

/** CC-2026-0001-A1, then -A2: the riders of one convention, in their order. */
async function followingNumber(ctx: Context<Tables>, number: string, mark: 'A' | 'R'): Promise<string> {
  const base = mark === 'A' ? number.replace(/-A\d+$/, '') : number.replace(/(-[AR]\d+)+$/, '');
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(substring(substr(number, ${base.length + 3}::integer) from '^[0-9]+$')::integer), 0) as last
    from adhesions.convention
    where organisation_id = ${ctx.organisation}
      and starts_with(number, ${`${base}-${mark}`})`.execute(ctx.tx);
  return `${base}-${mark}${(rows[0]?.last ?? 0) + 1}`;
}

/** Terms that the predecessor had of its own, such as those of a rider: a quote would tell older ones. */
async function ownTerms(ctx: Context<Tables>, conventionId: string): Promise<Terms | null> {
  const own = await ctx.tx
    .selectFrom('adhesions.terms')
    .select(['request', 'priced'])
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', conventionId)
    .executeTakeFirst();
  return own ?? null;
}
