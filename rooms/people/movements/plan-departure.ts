// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Leaving } from '#platform/room.ts';
import { refuseMovement } from '../contract/movements.ts';
import { endMandate } from '../mandates/change-mandate.ts';
import { isOneself } from '../mandates/is-oneself.ts';
import type { Tables } from '../tables.ts';
import { appoint, writeMovement } from './write-movement.ts';
import { closeEverywhere, departuresOf, mandatesToClose, type Colleague } from './leaving.ts';

type Input = {
  mandateId: string;
  lastDay: string;
  reason: string;
  handOver: Record<string, string>;
  forward: { to: string; untilOn: string } | null;
  steps: string[];
};

const LONGEST_FORWARD = { years: 1 };

/**
 * Chooses the last day of somebody in the body. Their mandates there end with it, at once written, so that nothing depends on a job; what is
 * handed over goes to its new holder now; the rest is closed the night after. Yesterday as the last day closes all of it in this transaction.
 */
export async function planDeparture(ctx: Context<Tables>, input: Input): Promise<{ id: string }> {
  const mandates = await mandatesToClose(ctx, input.mandateId);
  const leaving: Leaving = { personId: mandates[0].person_id, mandateIds: mandates.map(({ id }) => id), lastDay: input.lastDay };
  await refuseDeparture(ctx, leaving);
  for (const [name, to] of Object.entries(input.handOver)) await handOver(ctx, name, leaving, await successor(ctx, to, leaving));
  const undo = mandates.map(({ id, ends_on }) => ({ id, endsOn: ends_on }));
  // One that ends before is left as it is.
  for (const { id, ends_on } of mandates) if (ends_on === null || ends_on > input.lastDay) await endMandate(ctx, { id, endsOn: input.lastDay });
  const closedOn = Temporal.PlainDate.from(input.lastDay).add({ days: 1 }).toString();
  const closing = await closingSteps(ctx, leaving, closedOn);
  const id = await writeMovement(ctx, {
    kind: 'departure',
    day: input.lastDay,
    title: `${mandates[0].given_name} ${mandates[0].family_name}, ${mandates[0].title}`,
    reason: input.reason,
    mandateId: input.mandateId,
    personId: leaving.personId,
    undo: { ended: undo },
    steps: [
      ...input.steps.map((label) => ({ label, dueOn: input.lastDay, isAutomatic: false })),
      { label: 'Clore les fonctions, les rôles et les sessions', dueOn: closedOn, isAutomatic: true },
      ...closing,
    ],
  });
  if (input.forward) await forward(ctx, id, mandates, leaving, input.forward);
  if (input.lastDay < ctx.today().toString()) await closeDeparture(ctx, id, leaving);
  else await appoint(ctx, id, closedOn);
  return { id };
}

// Only what they hold today is named; whatever they are given meanwhile is closed all the same.
async function closingSteps(ctx: Context<Tables>, leaving: Leaving, dueOn: string) {
  const steps = [];
  for (const { label, list, close } of departuresOf(ctx))
    if (close && (await list(ctx, leaving)).length > 0) steps.push({ label: `Clore : ${label.toLowerCase()}`, dueOn, isAutomatic: true });
  return steps;
}

/** Closes everything after the last day, and says so. Repeatable. */
export async function closeDeparture(ctx: Context<Tables>, id: string, leaving: Leaving): Promise<void> {
  await closeEverywhere(ctx, leaving);
  const now = ctx.now().toString();
  await ctx.tx
    .updateTable('people.movement_step')
    .set({ done_at: now })
    .where('organisation_id', '=', ctx.organisation)
    .where('movement_id', '=', id)
    .where('is_automatic', '=', true)
    .where('done_at', 'is', null)
    .execute();
  await ctx.tx
    .updateTable('people.movement')
    .set({ state: 'done', settled_at: now })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('people.departed', { movementId: id, personId: leaving.personId, lastDay: leaving.lastDay });
}

async function refuseDeparture(ctx: Context<Tables>, { personId, lastDay }: Leaving): Promise<void> {
  if (lastDay < ctx.today().subtract({ days: 1 }).toString()) throw refuseMovement('people.departure-past', {}, 'lastDay');
  if (await isOneself(ctx, personId)) throw refuseMovement('people.departure-own', {}, 'mandateId');
  const planned = await ctx.tx
    .selectFrom('people.movement')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', '=', personId)
    .where('kind', '=', 'departure')
    .where('state', '=', 'planned')
    .executeTakeFirst();
  if (planned) throw refuseMovement('people.departure-planned', {}, 'mandateId');
}

async function handOver(ctx: Context<Tables>, name: string, leaving: Leaving, to: Colleague): Promise<void> {
  const hook = departuresOf(ctx).find((departure) => departure.name === name);
  await hook?.handOver?.(ctx, leaving, { personId: to.person_id, mandateId: to.id });
}

async function successor(ctx: Context<Tables>, id: string, { personId, lastDay }: Leaving): Promise<Colleague> {
  const row = await ctx.tx
    .selectFrom('people.colleague')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || row.person_id === personId || (row.ends_on !== null && row.ends_on <= lastDay))
    throw refuseMovement('people.successor-leaves', {}, 'handOver');
  return row;
}

async function forward(
  ctx: Context<Tables>,
  movementId: string,
  mandates: readonly Colleague[],
  leaving: Leaving,
  { to, untilOn }: { to: string; untilOn: string },
): Promise<void> {
  const last = Temporal.PlainDate.from(leaving.lastDay);
  const isTooLong = Temporal.PlainDate.compare(Temporal.PlainDate.from(untilOn), last.add(LONGEST_FORWARD)) > 0;
  if (untilOn <= leaving.lastDay || isTooLong) throw refuseMovement('people.forward-until', {}, 'forward.untilOn');
  const { email } = await successor(ctx, to, leaving);
  const addresses = new Set(mandates.flatMap((mandate) => (mandate.email ? [mandate.email.toLowerCase()] : [])));
  if (!email || addresses.size === 0 || addresses.has(email.toLowerCase())) throw refuseMovement('people.forward-address', {}, 'forward.to');
  for (const address of addresses)
    await ctx.tx
      .insertInto('people.mail_forward')
      .values({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        movement_id: movementId,
        address,
        to_address: email.toLowerCase(),
        begins_on: last.add({ days: 1 }).toString(),
        until_on: untilOn,
        cancelled_at: null,
      })
      .execute();
}
