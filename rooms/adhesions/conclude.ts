// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import type { DossierState, Facts } from '#rooms/dossiers/api.ts';
import { acceptedQuote, type AcceptedQuote } from '#rooms/quotes/api.ts';
import { refuse } from './contract.ts';
import { membershipOn } from './memberships.ts';
import { refuseMoved } from './recount-again.ts';
import { recountFrom } from './recount-from.ts';
import { nextNumber } from './next-number.ts';
import { heirOf } from './mergers/heir-of.ts';
import { openDueConventions } from './open-conventions.ts';
import { continueFrom } from './successions/continue-from.ts';
import { MUTUALISED } from './start-adhesion.ts';
import { scopesByBody, unitsOf } from './subscriptions/units.ts';
import type { Tables } from './tables.ts';

/** Writes the convention of a dossier that was signed, who is a member by it and what is subscribed; opens it at once when its day has come. */
export async function conclude(ctx: Context<Tables>, { id: dossierId, state }: { id: string; state: DossierState }): Promise<void> {
  const { facts } = state;
  const quote = facts['quoteId'] ? await acceptedQuote(ctx, String(facts['quoteId'])) : null;
  const beneficiaryId = await heirOf(ctx, String(facts['beneficiaryId']));
  const payerId = await heirOf(ctx, String(facts['payerId']));
  const kind = state.type.key === 'adhesions.adhesion' ? 'cadre' : state.type.key === 'adhesions.package' ? 'package' : 'tripartite';
  const cadre = kind === 'tripartite' ? await cadreOf(ctx, payerId, String(facts['startsOn'])) : null;
  if (cadre) await refuseMoved(ctx, cadre, { facts, beneficiaryId });
  const scopes = kind === 'package' && quote ? scopesByBody(quote.priced) : [{ scope: MUTUALISED, beneficiaryId }];
  for (const one of scopes) {
    const standing = await membershipOn(ctx, one.beneficiaryId, [one.scope], String(facts['startsOn']));
    if (standing) throw refuse('adhesions.already-member', { name: await nameOf(ctx, one.beneficiaryId), number: standing.number });
  }
  const id = ctx.newId();
  const begins = cadre && cadre.begins_on > String(facts['startsOn']) ? cadre.begins_on : String(facts['startsOn']);
  const ends = cadre ? cadre.ends_on : ((facts['endsOn'] as string | null | undefined) ?? null); // recorded by `startAdhesion`
  await ctx.tx
    .insertInto('adhesions.convention')
    .values({
      organisation_id: ctx.organisation,
      id,
      kind,
      number: await nextNumber(ctx, kind),
      payer_id: payerId,
      beneficiary_id: beneficiaryId,
      cadre_id: cadre?.id ?? null,
      edition: cadre?.edition ?? String(facts['edition']),
      quote_id: quote?.id ?? null,
      quote_number: quote?.number ?? null,
      dossier_id: dossierId,
      yearly_cents: kind === 'tripartite' ? null : Number(facts['yearlyCents']),
      begins_on: begins,
      ends_on: ends,
      proofs: JSON.stringify(proofsOf(facts, quote)),
      renewal: 'none',
      notice_months: 3,
      concluded_at: ctx.now().toString(),
      concluded_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name,
      opened_at: null,
      ended_at: null,
      ended_by: null,
      end_reason: null,
    })
    .execute();
  await ctx.tx
    .insertInto('adhesions.membership')
    .values(
      scopes.map((one) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        convention_id: id,
        payer_id: payerId,
        beneficiary_id: one.beneficiaryId,
        scope: one.scope,
        begins_on: begins,
        ends_on: ends,
        recorded_at: ctx.now().toString(),
      })),
    )
    .execute();
  if (quote) await writeLines(ctx, { id, beneficiaryId, begins, ends }, quote);
  await ctx.tell('adhesions.concluded', { conventionId: id, beneficiaryId }, { heardIn: beneficiaryId });
  await ctx.queue('adhesions.read-pieces', { organisationId: ctx.organisation, conventionId: id });
  if (cadre) await recountJoined(ctx, cadre.id, begins, facts);
  await openDueConventions(ctx, [id]);
  await continueFrom(ctx, id);
}

/** Under way, one more may move what the territory owes; those of its first day are in its own quote. */
async function recountJoined(ctx: Context<Tables>, cadreId: string, from: string, { recount }: Facts): Promise<void> {
  const told = toldRecount.safeParse(recount);
  if (!told.success) return;
  const { yearlyCents, quoteId } = told.data;
  await recountFrom(ctx, cadreId, { from, ...(quoteId !== undefined && { agreed: { yearlyCents, quoteId } }) });
}

const toldRecount = z.object({ yearlyCents: z.number().int(), quoteId: z.string().optional() });

async function nameOf(ctx: Context<Tables>, id: string): Promise<string> {
  return (await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name;
}

/** The cadre that a territory's EPCI has concluded, in force on that day or later. Refuses when there is none yet, and when it has ended. */
export async function cadreOf(ctx: Context<Tables>, payerId: string, on: string) {
  const cadres = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'number', 'edition', 'begins_on', 'ends_on', 'quote_id', 'payer_id', 'cadre_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '=', 'cadre')
    .where('payer_id', '=', payerId)
    // One that was ended before it began holds no day.
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', where.ref('begins_on'))]))
    .orderBy('begins_on')
    .execute();
  const cadre = cadres.find(({ ends_on }) => ends_on === null || ends_on >= on);
  const last = cadres.at(-1);
  if (!cadre && last?.ends_on)
    throw refuse('adhesions.cadre-ended', { number: last.number, endsOn: formatDay(Temporal.PlainDate.from(last.ends_on)) });
  if (!cadre) throw refuse('adhesions.no-cadre');
  return cadre;
}

async function writeLines(
  ctx: Context<Tables>,
  convention: { id: string; beneficiaryId: string; begins: string; ends: string | null },
  { priced, request }: AcceptedQuote,
): Promise<void> {
  // What the holder pays for its budgets annexes is a line of theirs under its convention.
  const units = new Set(unitsOf(priced));
  const isUnits = (beneficiaries: readonly string[]): boolean => beneficiaries.length === 1 && units.has(beneficiaries[0] ?? '');
  const mine = priced.lines.filter(
    ({ beneficiaries, payer }) => payer === convention.beneficiaryId && (beneficiaries.includes(convention.beneficiaryId) || isUnits(beneficiaries)),
  );
  if (mine.length === 0) return;
  await ctx.tx
    .insertInto('adhesions.line')
    .values(
      mine.map((line) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        convention_id: convention.id,
        beneficiary_id: isUnits(line.beneficiaries) ? (line.beneficiaries[0] ?? '') : convention.beneficiaryId,
        offer: line.offer,
        label: line.label,
        edition: priced.edition.key,
        inputs: JSON.stringify({
          ...request.items.find(({ offer }) => offer === line.offer)?.inputs,
          quantity: line.quantity,
          ...(request.volume && { volumeGo: volumeGo(request.volume) }),
        }),
        quote_line: `${line.offer}/${line.charge}/${line.beneficiaries[0] ?? ''}`,
        yearly_cents: line.amountCents,
        proof: JSON.stringify({ status: line.status, why: line.why, due: line.due, treatment: line.treatment, vatBps: line.vatBps }),
        begins_on: convention.begins,
        ends_on: convention.ends,
        replaces_id: null,
        rider_id: null,
      })),
    )
    .execute();
}

/** Go of a volume: a To is 1 000 Go. */
export function volumeGo({ value, unit }: { value: number; unit: 'Go' | 'To' }): number {
  return unit === 'To' ? value * 1_000 : value;
}

function proofsOf(facts: Facts, quote: AcceptedQuote | null): Record<string, unknown> {
  const kept = ['number', 'votedOn', 'vote', 'identifier', 'receivedOn', 'publishedOn', 'signedOn', 'signedBy', 'signedFor', 'recount'];
  return {
    ...Object.fromEntries(kept.filter((key) => facts[key] !== undefined).map((key) => [key, facts[key]])),
    ...(quote && { quote: { number: quote.number, ...quote.evidence } }),
  };
}
