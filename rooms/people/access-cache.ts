// SPDX-License-Identifier: EUPL-1.2
/**
 * What secrets that devices and programs present at each request are worth, remembered by this process. Forgotten at once when something that
 * could close one changes (migration 1460 tells it at commit, to every process), and after some seconds whatever happens.
 */
import type { House } from '#platform/house.ts';

const CHANNEL = 'people_access';
const KEPT_MS = 5_000;
const MOST = 20_000;

type State = {
  kept: Map<string, { value: unknown; until: number }>;
  /** Counts what was told: an answer asked before a change and come after it is not kept. */
  changes: number;
  hears: Promise<boolean> | null;
};

const states = new WeakMap<House, State>();

/** The answer of `find`, asked at most once in five seconds while nothing changes. `endsAt`: from when it is worth nothing, as an ISO instant. */
export async function remembered<Value>(house: House, key: string, find: () => Promise<{ value: Value; endsAt: string | null }>): Promise<Value> {
  const state = stateOf(house);
  const now = house.clock.now();
  const known = state.kept.get(key);
  // The key says which question was asked, and each question has one type of answer.
  if (known && known.until > now.epochMilliseconds) return known.value as Value;
  const hears = await listening(house, state);
  const before = state.changes;
  const { value, endsAt } = await find();
  if (hears && before === state.changes) {
    if (state.kept.size >= MOST) state.kept.clear();
    state.kept.set(key, { value, until: Math.min(now.epochMilliseconds + KEPT_MS, midnightAfter(now), endsAt ? Date.parse(endsAt) : Infinity) });
  }
  return value;
}

function stateOf(house: House): State {
  const state = states.get(house) ?? { kept: new Map(), changes: 0, hears: null };
  states.set(house, state);
  return state;
}

// Without its signals nothing is remembered: slower, never wrong.
function listening(house: House, state: State): Promise<boolean> {
  state.hears ??= house.db
    .listen(CHANNEL, () => {
      state.changes += 1;
      state.kept.clear();
    })
    .then(
      () => true,
      (error: unknown) => {
        house.log.warn({ err: error }, 'no signal of changed rights: each secret is looked up each time');
        state.hears = null;
        return false;
      },
    );
  return state.hears;
}

// Mandates begin and end at midnight in Paris.
function midnightAfter(now: Temporal.Instant): number {
  const paris = now.toZonedDateTimeISO('Europe/Paris');
  return paris.toPlainDate().add({ days: 1 }).toZonedDateTime('Europe/Paris').epochMilliseconds;
}
