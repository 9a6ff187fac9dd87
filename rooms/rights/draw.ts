// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { formatDay } from '#platform/calendar/french-days.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import { refuse } from './contract.ts';
import { decideDraw, type Act, type Decision, type Standing } from './decide-draw.ts';
import { frenchAmount } from './french-amount.ts';

/** What proves a use: the room, the thing, and words that a reader understands. No personal data beyond what the evidence itself needs. */
export type Evidence = { room: string; id: string; says: string };

type Asked = {
  /** Key of the allowance, such as `sauvegarde-go`. */
  allowance: string;
  /** Day of the use, in Paris; today unless said. */
  on?: Temporal.PlainDate;
  /** The act that uses: replayed under the same key, it changes nothing. */
  key: string;
  /** The session, where the allowance is so much for each. */
  session?: string;
  evidence: Evidence;
};

/** Amounts are thousandths of the unit of the allowance: 500 is half a day, 18 200 is 18,2 Go. */
export type Drawn = {
  /** What went beyond the allowance, and what the tariff asks for it; null where it prints no price. */
  beyond: number;
  beyondCents: number | null;
  /** Whether this key had already been played. */
  isReplayed: boolean;
  /** Whether a measure was left without effect, because a newer one is known. */
  isOutdated: boolean;
};

/** Uses so much, in the caller's transaction. Refuses `rights.not-open`, `.not-yet-open`, `.ended`, `.suspended`, `.exhausted`. */
export function consume<Tables>(ctx: Context<Tables>, asked: Asked & { amount: number }): Promise<Drawn> {
  return draw(ctx, 'consume', asked);
}

/** Keeps so much for a use to come; `settle` or `release` answers it. Refuses as `consume` does. */
export function reserve<Tables>(ctx: Context<Tables>, asked: Asked & { amount: number }): Promise<Drawn> {
  return draw(ctx, 'reserve', asked);
}

/** Turns what was reserved under `answers` into a use, of so much or of all; frees the rest. Refuses `rights.unknown-use`, `rights.exhausted`. */
export function settle<Tables>(ctx: Context<Tables>, asked: Asked & { answers: string; amount?: number }): Promise<Drawn> {
  return draw(ctx, 'settle', asked);
}

/** Frees what was reserved under `answers`. Refuses `rights.unknown-use`. */
export function release<Tables>(ctx: Context<Tables>, asked: Asked & { answers: string }): Promise<Drawn> {
  return draw(ctx, 'release', asked);
}

/** Gives back what was used under `answers`, in part or in whole. Refuses `rights.unknown-use`. */
export function giveBack<Tables>(ctx: Context<Tables>, asked: Asked & { answers: string; amount?: number }): Promise<Drawn> {
  return draw(ctx, 'give-back', asked);
}

/**
 * Says how much stood when it was measured, now unless said, such as the Go stored: it replaces the body's measure before, and changes nothing
 * where a newer one is known. A measure is never refused for being too high. Refuses `rights.measured-later` for an instant to come.
 */
export function report<Tables>(ctx: Context<Tables>, asked: Asked & { amount: number; measuredAt?: Temporal.Instant }): Promise<Drawn> {
  const measuredAt = asked.measuredAt ?? ctx.now();
  // Clocks differ by a little; beyond that, such a measure would silence every one that follows.
  if (Temporal.Instant.compare(measuredAt, ctx.now().add(CLOCKS_DIFFER)) > 0) throw refuse('rights.measured-later', {}, 'time');
  return draw(ctx, 'report', { on: asked.measuredAt ? todayInParis(asked.measuredAt) : ctx.today(), ...asked, measuredAt });
}

const CLOCKS_DIFFER = { minutes: 5 };

type Wanted = Asked & { amount?: number; answers?: string; measuredAt?: Temporal.Instant };

async function draw<Tables>(ctx: Context<Tables>, act: Act, asked: Wanted): Promise<Drawn> {
  if (asked.amount !== undefined && !(Number.isSafeInteger(asked.amount) && (asked.amount >= 0 || act === 'consume')))
    throw new Error(`${asked.allowance}: an amount is a whole number of thousandths`);
  const on = asked.on ?? ctx.today();
  const standings = await takeHold(ctx, asked, on);
  const played = standings.flatMap(({ replayed }) => replayed);
  if (played.length > 0) return { beyond: sumOf(played, 'beyond'), beyondCents: sumOf(played, 'beyondCents'), isReplayed: true, isOutdated: false };
  if (standings.length === 0) throw await whyClosed(ctx, asked, act, on);
  const { amount, measuredAt } = asked;
  const decision = decideDraw(standings, { act, on, ...(amount !== undefined && { amount }), ...(measuredAt && { measuredAt }) });
  if (decision.status === 'refused') throw refusalOf(decision, standings, asked.allowance);
  await write(ctx, standings, decision, asked);
  await tellCrossed(ctx, standings, decision.crossed, asked);
  return { beyond: decision.beyond, beyondCents: decision.beyondCents, isReplayed: false, isOutdated: decision.isOutdated ?? false };
}

// The highest alone: whoever passes 80 and 90 % at once hears of 90.
async function tellCrossed<Tables>(ctx: Context<Tables>, [first]: readonly Standing[], crossed: readonly number[], { key }: Asked): Promise<void> {
  const percent = crossed.at(-1);
  if (!first || percent === undefined) return;
  const { organisation_id: operatorId, id: allowanceId, beneficiary_id: holderId, key: allowance } = first.allowance;
  await ctx.tell('rights.threshold-reached', { allowance, allowanceId, operatorId, holderId, period: first.period, percent, act: key });
}

async function takeHold<Tables>(ctx: Context<Tables>, { allowance, session, key, answers }: Wanted, on: Temporal.PlainDate) {
  const { rows } = await sql<{ standings: Standing[] }>`
    select rights.take_hold(${allowance}, ${on.toString()}::date, ${session ?? ''}, ${key}, ${answers ?? null}) as standings`.execute(ctx.tx);
  const standings = rows[0]?.standings ?? [];
  if (session === undefined && standings.some(({ allowance: { per } }) => per === 'session'))
    throw new Error(`${allowance} is so much for each session: name it`);
  return standings;
}

async function write<Tables>(
  ctx: Context<Tables>,
  standings: readonly Standing[],
  { moves }: Extract<Decision, { status: 'done' }>,
  { key, answers, evidence, measuredAt }: Wanted,
): Promise<void> {
  const lines = moves.map(({ at, kind, period, on, used, reserved, beyond, beyondCents }) => ({
    id: ctx.newId(),
    balance_id: ctx.newId(),
    operator: standings[at]?.allowance.organisation_id,
    allowance: standings[at]?.allowance.id,
    kind,
    period,
    used,
    reserved,
    beyond,
    beyond_cents: beyondCents,
    on_day: on,
    key,
    answers: answers ?? null,
    evidence,
    measured_at: measuredAt?.toString() ?? null,
  }));
  await sql`select rights.write_movements(${JSON.stringify(lines)}::jsonb, ${ctx.now().toString()}::timestamptz)`.execute(ctx.tx);
}

function refusalOf(decision: Extract<Decision, { status: 'refused' }>, standings: readonly Standing[], allowance: string): Error {
  if (decision.reason !== 'exhausted') return refuse(`rights.${decision.reason}`, { allowance });
  const [first] = standings;
  const label = first?.allowance.label ?? allowance;
  const left = frenchAmount(decision.left, first?.allowance.unit ?? '');
  const { nextOn } = decision;
  if (!nextOn) return refuse('rights.exhausted', { label, left });
  return refuse('rights.exhausted-until', { label, left, nextOn: formatDay(nextOn) });
}

async function whyClosed<Tables>(ctx: Context<Tables>, { allowance }: Asked, act: Act, on: Temporal.PlainDate): Promise<Error> {
  if (act === 'settle' || act === 'release' || act === 'give-back') return refuse('rights.unknown-use', { allowance });
  const { rows } = await sql<{ nearest: { beginsOn: string; endsOn: string | null; label: string } | null }>`
    select rights.nearest(${allowance}, ${on.toString()}::date) as nearest`.execute(ctx.tx);
  const nearest = rows[0]?.nearest;
  if (!nearest) return refuse('rights.not-open', { allowance });
  const begins = Temporal.PlainDate.from(nearest.beginsOn);
  if (Temporal.PlainDate.compare(begins, on) > 0) return refuse('rights.not-yet-open', { label: nearest.label, beginsOn: formatDay(begins) });
  return refuse('rights.ended', { label: nearest.label, endsOn: nearest.endsOn ? formatDay(Temporal.PlainDate.from(nearest.endsOn)) : '' });
}

function sumOf(played: Standing['replayed'], what: 'beyond' | 'beyondCents'): number {
  return played.reduce((total, one) => total + (one[what] ?? 0), 0);
}
