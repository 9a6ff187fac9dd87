// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { ROLL_UP } from './begin-run.ts';
import { type Patience, writeOne } from './write-one.ts';

type Job = Pick<Context, 'house' | 'actor'>;
type Some = { week: string; from: string; operator: string; bodies: readonly string[] };

/**
 * Writes the reports of these bodies, each in a transaction of its own: one that fails holds up no other, and is tried again with the job.
 * The last member of an EPCI to be written has the roll-up sent. Returns the rooms that failed and were told of.
 */
export async function writeSome(ctx: Job, { week, from, operator, bodies }: Some, patience: Patience = 'whole'): Promise<string[]> {
  const written: string[] = [];
  const failed: unknown[] = [];
  const silent: string[] = [];
  for (const id of await stillAwaited(ctx, { week, operator, bodies })) {
    const entry = { actor: ctx.actor, organisation: id };
    await inContext<Tables, string[]>(ctx.house, entry, (inside) => writeOne(inside, { from, operator }, patience)).then(
      (rooms) => {
        written.push(id);
        silent.push(...rooms);
      },
      (error: unknown) => void failed.push(error),
    );
  }
  if (written.length > 0) await strikeOff(ctx, { week, from, operator, bodies: written });
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} reports of ${week} were not written`);
  return silent;
}

function stillAwaited(ctx: Job, { week, operator, bodies }: Omit<Some, 'from'>): Promise<string[]> {
  return inContext<Tables, string[]>(ctx.house, { actor: ctx.actor, organisation: operator, readOnly: true }, async ({ tx }) => {
    const rows = await tx
      .selectFrom('reports.awaited')
      .select('body_id')
      .where('organisation_id', '=', operator)
      .where('week', '=', week)
      .where('body_id', 'in', [...bodies])
      .execute();
    return rows.map((row) => row.body_id);
  });
}

function strikeOff(ctx: Job, { week, from, operator, bodies }: Some): Promise<void> {
  return inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: operator }, async (inside) => {
    // One job at a time: two that end together would each still see the bodies of the other, and neither send the roll-up.
    await inside.tx
      .selectFrom('reports.run')
      .select('id')
      .where('organisation_id', '=', operator)
      .where('what', '=', 'write')
      .where('week', '=', week)
      .forUpdate()
      .execute();
    const struck = await inside.tx
      .deleteFrom('reports.awaited')
      .where('organisation_id', '=', operator)
      .where('week', '=', week)
      .where('body_id', 'in', [...bodies])
      .returning('epci_id')
      .execute();
    for (const epci of new Set(struck.flatMap(({ epci_id: id }) => id ?? []))) {
      const left = await inside.tx
        .selectFrom('reports.awaited')
        .select('id')
        .where('organisation_id', '=', operator)
        .where('week', '=', week)
        .where('epci_id', '=', epci)
        .limit(1)
        .executeTakeFirst();
      if (!left) await inside.queue(ROLL_UP, { week, from, operator, organisation: epci });
    }
  });
}
