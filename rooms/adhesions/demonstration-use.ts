// SPDX-License-Identifier: EUPL-1.2
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorBySlug, operatorOn } from '#rooms/organisations/api.ts';
import { consume, report } from '#rooms/rights/api.ts';
import { at } from './demonstration-path.ts';
import { uses, type Use } from './demonstration-scenes.ts';
import { eachOf } from './each-of.ts';
import type { Tables } from './tables.ts';

/** What the bodies of the demonstration have used of their rights, each use on its day. Replayed, it changes nothing. */
export async function demonstrateUse(house: House): Promise<void> {
  const today = todayInParis(house.clock.now());
  await eachOf(uses, async (use) => {
    const operator = await operatorBySlug(house, use.operator);
    const view = operator && (await operatorOn(house, operator.id, today));
    const body = view?.bySiren(use.by) ?? view?.byInsee(use.by);
    if (!body) throw new Error(`the register has no ${use.by}`);
    const entry = { actor: { kind: 'job', name: 'Démonstration' } as const, organisation: body.id };
    await inContext<Tables, void>(house, entry, (ctx) => play(ctx, use, today));
  });
}

async function play(ctx: Context<Tables>, use: Use, today: Temporal.PlainDate): Promise<void> {
  const { allowance, says } = use;
  const evidence = { room: 'rights', id: `démonstration ${allowance}`, says };
  const steps = 'measures' in use ? weekly(use.measures, today) : counted(use, today);
  for (const [rank, { day, amount }] of steps.entries()) {
    const asked = { allowance, amount: Math.round(amount * 1000), on: day, key: `démonstration ${allowance} ${rank}`, evidence };
    await ('measures' in use ? report : consume)(at(ctx, day), asked);
  }
}

type Step = { day: Temporal.PlainDate; amount: number };

// A backup tells its volume each night; a measure a week draws the same curve.
function weekly(measures: readonly number[], today: Temporal.PlainDate): Step[] {
  return measures.flatMap((amount, rank) => {
    const day = today.subtract({ months: measures.length - 1 - rank });
    const next = measures[rank + 1];
    if (next === undefined) return [{ day, amount }];
    return [0, 1, 2, 3].map((week) => ({ day: day.add({ weeks: week }), amount: amount + ((next - amount) * week) / 4 }));
  });
}

function counted({ each, times }: Extract<Use, { each: number }>, today: Temporal.PlainDate): Step[] {
  return Array.from({ length: times }, (_, rank) => ({
    day: lastOf(today.subtract({ days: 14 * (times - 1 - rank) }), today.with({ month: 1, day: 1 })),
    amount: each,
  }));
}

// What is counted by the year falls within this one.
function lastOf(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) > 0 ? one : other;
}
