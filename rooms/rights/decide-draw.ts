// SPDX-License-Identifier: EUPL-1.2
/** What a request does to the allowances that stand for it: pure, in thousandths of the unit. */

import type { Tables } from './tables.ts';

export type Act = 'consume' | 'reserve' | 'settle' | 'release' | 'give-back' | 'report';

/** An allowance with what stands of it in the period of the day, as `rights.take_hold` reads it. */
export type Standing = {
  allowance: Pick<
    Tables['rights.allowance'],
    | 'organisation_id'
    | 'id'
    | 'beneficiary_id'
    | 'service'
    | 'key'
    | 'label'
    | 'unit'
    | 'kind'
    | 'per'
    | 'rolling_years'
    | 'amount'
    | 'is_hard'
    | 'is_pooled'
    | 'block'
    | 'overage_cents'
    | 'overage_source'
    | 'begins_on'
    | 'ends_on'
    | 'source'
  >;
  period: string;
  isOpen: boolean;
  extra: number;
  used: number;
  /** What the body that draws uses of it: all, unless its territory shares it. */
  owned: number;
  /** When its latest measure was taken, as an ISO instant. */
  measuredAt: string | null;
  reserved: number;
  window: readonly { on: string; amount: number }[];
  replayed: readonly { used: number; reserved: number; beyond: number; beyondCents: number | null }[];
  answered: readonly { period: string; on: string; used: number; reserved: number }[];
};

/** `amount` is absent where a settlement, a release or a return takes all that it answers. */
export type Draw = { act: Act; amount?: number; on: Temporal.PlainDate; /** When a measure was taken. */ measuredAt?: Temporal.Instant };

/** One movement to write. `at` is the place of its allowance in the list. */
export type Move = { at: number; kind: Act; period: string; on: string; used: number; reserved: number; beyond: number; beyondCents: number | null };

export type Decision =
  | { status: 'done'; moves: readonly Move[]; beyond: number; beyondCents: number | null; crossed: readonly number[]; isOutdated?: boolean }
  | { status: 'refused'; reason: 'exhausted'; left: number; nextOn: Temporal.PlainDate | null }
  | { status: 'refused'; reason: 'suspended' | 'unknown-use' };

const THRESHOLDS = [80, 90, 100] as const;

/** What is done, or why not. The standings are those of one key, first come first drawn on. */
export function decideDraw(standings: readonly Standing[], draw: Draw): Decision {
  if (draw.act === 'give-back') return giveBack(standings, draw);
  if (draw.act === 'settle' || draw.act === 'release') return answer(standings, draw);
  if (!standings.some(({ isOpen }) => isOpen)) return { status: 'refused', reason: 'suspended' };
  if (draw.act === 'report' && isOutdated(standings, draw)) return leaveMark(standings, draw);
  const wanted = draw.act === 'report' ? (draw.amount ?? 0) - sum(standings, ({ owned }) => owned) : (draw.amount ?? 0);
  return wanted < 0 ? lower(standings, draw, -wanted) : take(standings, draw, wanted, new Map());
}

/** What may still be used on a day, rolling periods included; null where nothing bounds it. */
export function leftOn(standings: readonly Standing[], on: Temporal.PlainDate): number | null {
  if (standings.some(({ allowance }) => allowance.amount === null)) return null;
  return sum(standings, (standing) => Math.max(roomIn(standing, on, 0), 0));
}

// Measures travel by several ways: one that was taken before the latest known says nothing of today.
function isOutdated(standings: readonly Standing[], { measuredAt }: Draw): boolean {
  return (
    measuredAt !== undefined &&
    standings.some(({ measuredAt: latest }) => latest !== null && Temporal.Instant.compare(Temporal.Instant.from(latest), measuredAt) > 0)
  );
}

// Known when it comes again, and without effect.
function leaveMark([first]: readonly Standing[], { act, on }: Draw): Decision {
  const moves = first ? [move(first, { at: 0, act, on, share: 0 })] : [];
  return { status: 'done', moves, beyond: 0, beyondCents: null, crossed: [], isOutdated: true };
}

function take(standings: readonly Standing[], { act, on }: Draw, wanted: number, freed: ReadonlyMap<number, number>): Decision {
  const rooms = standings.map((standing, at) => Math.max(roomIn(standing, on, freed.get(at) ?? 0), 0));
  const isBounded = rooms.every(Number.isFinite);
  const left = sum(rooms, (room) => room);
  const isHard = act !== 'report' && standings.every(({ allowance }) => allowance.is_hard);
  if (isBounded && wanted > left && isHard) return { status: 'refused', reason: 'exhausted', left, nextOn: nextDay(standings, on, wanted) };
  const moves: Move[] = [];
  let rest = wanted;
  for (const [at, standing] of standings.entries()) {
    const share = Math.min(rest, rooms[at] ?? 0);
    if (share > 0) moves.push(move(standing, { at, act, on, share }));
    rest -= share;
  }
  const beyond = rest > 0 ? goBeyond(standings, { act, on, rest }, moves) : null;
  // A use of nothing leaves its mark all the same: replayed, it is known.
  const [first] = standings;
  if (moves.length === 0 && first) moves.push(move(first, { at: 0, act, on, share: 0 }));
  return {
    status: 'done',
    moves,
    beyond: rest,
    beyondCents: beyond,
    crossed: act === 'reserve' ? [] : crossed(standings, wanted),
  };
}

/** Puts what exceeds on the last allowance that lets it, at the printed price of each started block. Returns that price. */
function goBeyond(
  standings: readonly Standing[],
  { act, on, rest }: { act: Act; on: Temporal.PlainDate; rest: number },
  moves: Move[],
): number | null {
  const soft = standings.findLastIndex(({ allowance }) => act === 'report' || !allowance.is_hard);
  const at = soft === -1 ? standings.length - 1 : soft;
  const standing = standings[at];
  if (!standing) throw new Error('an amount goes beyond no allowance');
  const { amount, block, overage_cents: cents } = standing.allowance;
  const within = moves.find((move) => move.at === at);
  const before = Math.max(standing.used + standing.reserved - (amount ?? 0) - standing.extra, 0);
  const price = cents === null ? null : (Math.ceil((before + rest) / block) - Math.ceil(before / block)) * cents;
  const excess = { beyond: rest, beyondCents: price };
  if (within)
    Object.assign(within, { [act === 'reserve' ? 'reserved' : 'used']: (act === 'reserve' ? within.reserved : within.used) + rest }, excess);
  else moves.push({ ...move(standing, { at, act, on, share: rest }), ...excess });
  return price;
}

// What goes down leaves the last allowance first: the one that was filled last.
function lower(standings: readonly Standing[], { act, on }: Draw, wanted: number): Decision {
  const moves: Move[] = [];
  let rest = wanted;
  for (const [at, standing] of [...standings.entries()].toReversed()) {
    const share = Math.min(rest, standing.owned);
    if (share > 0) moves.push(move(standing, { at, act, on, share: -share }));
    rest -= share;
  }
  return { status: 'done', moves, beyond: 0, beyondCents: null, crossed: [] };
}

/** A reservation becomes a use of so much, and frees the rest; or all of it is freed. */
function answer(standings: readonly Standing[], { act, amount, on }: Draw): Decision {
  const held = standings.flatMap(({ answered }, at) => answered.filter(({ reserved }) => reserved > 0).map((one) => ({ ...one, at })));
  if (held.length === 0) return { status: 'refused', reason: 'unknown-use' };
  let rest = act === 'release' ? 0 : (amount ?? sum(held, ({ reserved }) => reserved));
  const freed = new Map<number, number>();
  const moves = held.map(({ at, period, on: day, reserved }): Move => {
    const share = Math.min(rest, reserved);
    rest -= share;
    freed.set(at, (freed.get(at) ?? 0) + reserved - share);
    return { at, kind: act, period, on: day, used: share, reserved: -reserved, beyond: 0, beyondCents: null };
  });
  const settled = sum(moves, ({ used }) => used);
  if (rest === 0) return { status: 'done', moves, beyond: 0, beyondCents: null, crossed: crossed(standings, settled) };
  // More was used than was reserved: the rest is used as any other.
  const more = take(standings, { act: 'consume', on }, rest, freed);
  if (more.status === 'refused') return more;
  return { ...more, moves: merged(moves, more.moves), crossed: crossed(standings, settled + rest) };
}

function giveBack(standings: readonly Standing[], { amount }: Draw): Decision {
  const uses = standings.flatMap(({ answered }, at) => answered.filter(({ used }) => used > 0).map((one) => ({ ...one, at })));
  if (uses.length === 0) return { status: 'refused', reason: 'unknown-use' };
  let rest = amount ?? sum(uses, ({ used }) => used);
  const moves: Move[] = [];
  for (const { at, period, on, used } of uses.toReversed()) {
    const share = Math.min(rest, used);
    if (share > 0) moves.push({ at, kind: 'give-back', period, on, used: -share, reserved: 0, beyond: 0, beyondCents: null });
    rest -= share;
  }
  return { status: 'done', moves, beyond: 0, beyondCents: null, crossed: [] };
}

// One movement for each allowance and period: a key stands once.
function merged(first: readonly Move[], second: readonly Move[]): Move[] {
  const all = first.map((move) => ({ ...move }));
  for (const move of second) {
    const same = all.find(({ at, period }) => at === move.at && period === move.period);
    if (!same) all.push(move);
    else Object.assign(same, { used: same.used + move.used, beyond: move.beyond, beyondCents: move.beyondCents });
  }
  return all;
}

function move(standing: Standing, { at, act, on, share }: { at: number; act: Act; on: Temporal.PlainDate; share: number }): Move {
  const isReserved = act === 'reserve';
  return {
    at,
    kind: act,
    period: standing.period,
    on: on.toString(),
    used: isReserved ? 0 : share,
    reserved: isReserved ? share : 0,
    beyond: 0,
    beyondCents: null,
  };
}

function roomIn({ allowance, extra, used, reserved, window }: Standing, on: Temporal.PlainDate, freed: number): number {
  if (allowance.amount === null) return Infinity;
  const { rolling_years: years } = allowance;
  const taken = years === null ? used + reserved : sum(window, (use) => (isBlocking(use.on, on, years) ? use.amount : 0));
  return allowance.amount + extra - taken + freed;
}

/** A use takes its place until the same day so many years later, and a use planned for later does so already. */
function isBlocking(useOn: string, on: Temporal.PlainDate, years: number): boolean {
  const use = Temporal.PlainDate.from(useOn);
  const isFreeAgain = Temporal.PlainDate.compare(use.add({ years }), on) <= 0;
  const isTooFar = Temporal.PlainDate.compare(on.add({ years }), use) <= 0;
  return !isFreeAgain && !isTooFar;
}

/** The first day on which so much can be used, once enough has aged or a new year begins; null when no day brings it. */
export function nextDay(standings: readonly Standing[], on: Temporal.PlainDate, wanted: number): Temporal.PlainDate | null {
  const days = standings.flatMap((standing) => daysOfRelief(standing, on)).sort(Temporal.PlainDate.compare);
  return days.find((day) => sum(standings, (standing) => Math.max(roomOnLater(standing, on, day), 0)) >= wanted) ?? null;
}

function daysOfRelief({ allowance, window }: Standing, on: Temporal.PlainDate): Temporal.PlainDate[] {
  const { per, rolling_years: years } = allowance;
  const days =
    per === 'civil-year'
      ? [Temporal.PlainDate.from({ year: on.year + 1, month: 1, day: 1 })]
      : window.map((use) => Temporal.PlainDate.from(use.on).add({ years: years ?? 0 }));
  return days.filter((day) => Temporal.PlainDate.compare(day, on) > 0);
}

function roomOnLater(standing: Standing, on: Temporal.PlainDate, day: Temporal.PlainDate): number {
  const { allowance } = standing;
  if (allowance.ends_on !== null && Temporal.PlainDate.compare(day, allowance.ends_on) > 0) return 0;
  if (allowance.per === 'civil-year' && day.year > on.year) return allowance.amount ?? Infinity;
  return roomIn(standing, day, 0);
}

function crossed(standings: readonly Standing[], change: number): number[] {
  if (standings.some(({ allowance }) => allowance.amount === null)) return [];
  const total = sum(standings, ({ allowance, extra }) => (allowance.amount ?? 0) + extra);
  const before = sum(standings, ({ used }) => used);
  return THRESHOLDS.filter((share) => before * 100 < share * total && (before + change) * 100 >= share * total);
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
