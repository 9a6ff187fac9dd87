// SPDX-License-Identifier: EUPL-1.2
import { rightsHeld } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { ReportWeek } from '#platform/room.ts';
import { operatorOn, operatorsOf } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { beginRun, FINISH_WEEK, ROLL_UP, WRITE_SOME } from './begin-run.ts';
import { dueWeek } from './report-week.ts';

type Ctx = Context<Tables>;

/** So many that a queue which is asked every two seconds hands out a thousand bodies in a few turns, so few that one job stays short. */
const BODIES_OF_A_JOB = 25;
/** A member whose report cannot be written holds its EPCI up no longer than this. */
const ROLL_UP_AT_LATEST = { hours: 1 };
/** A body whose report a failing room holds up gets it without that room by then. */
const WRITTEN_AT_LATEST = { minutes: 50 };

/**
 * From Monday seven o'clock: has the report of last week written for every body of every operator, once. Called every few minutes, so that what an
 * outage held up on Monday is made up as soon as it is over; a week that was missed altogether is not told a second week later.
 */
export async function writeReports(ctx: Pick<Context, 'house' | 'now' | 'actor'>): Promise<void> {
  const week = dueWeek(ctx.now());
  for (const operator of await operatorsOf(ctx.house))
    await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: operator.id }, async (inside) => {
      if (await beginRun(inside, 'write', week.name)) await startWeek(inside, week);
    });
}

async function startWeek(ctx: Ctx, week: ReportWeek): Promise<void> {
  const view = await operatorOn(ctx.house, ctx.organisation, Temporal.PlainDate.from(week.to));
  const all = [...new Set([ctx.organisation, ...view.territory.map(({ id }) => id)])];
  const bodies = await spokenTo(ctx.house, ctx.organisation, all);
  const awaited = bodies.map((id) => {
    const epci = view.register.epciOf(id);
    return { body_id: id, epci_id: epci && view.isInTerritory(epci.id) ? epci.id : null };
  });
  const data = { week: week.name, from: week.from, operator: ctx.organisation };
  // Those of a week that is over failed for good.
  await ctx.tx.deleteFrom('reports.awaited').where('organisation_id', '=', ctx.organisation).where('week', '<>', week.name).execute();
  for (let at = 0; at < awaited.length; at += BODIES_OF_A_JOB) {
    const some = awaited.slice(at, at + BODIES_OF_A_JOB);
    await ctx.tx
      .insertInto('reports.awaited')
      .values(some.map((one) => ({ organisation_id: ctx.organisation, id: ctx.newId(), week: week.name, ...one })))
      .execute();
    await ctx.queue(WRITE_SOME, { ...data, bodies: some.map((one) => one.body_id) });
  }
  await ctx.queue(FINISH_WEEK, data, { startAfter: ctx.now().add(WRITTEN_AT_LATEST) });
  for (const epci of new Set(awaited.flatMap(({ epci_id: id }) => id ?? [])))
    await ctx.queue(ROLL_UP, { ...data, organisation: epci }, { startAfter: ctx.now().add(ROLL_UP_AT_LATEST) });
}

// A room that sells nothing may speak to everybody; where all do, a body without any of their rights has no week to be told. The operator watches its own.
async function spokenTo(house: House, operator: string, bodies: readonly string[]): Promise<readonly string[]> {
  const speaking = house.rooms.filter(({ report = [] }) => report.length > 0);
  if (speaking.some(({ sells = [] }) => sells.length === 0)) return bodies;
  const held = await rightsHeld(
    house,
    bodies,
    speaking.flatMap(({ sells = [] }) => sells),
  );
  return bodies.filter((id) => id === operator || (held.get(id)?.size ?? 0) > 0);
}
