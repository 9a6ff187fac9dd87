// SPDX-License-Identifier: EUPL-1.2
/** What those who work on a dossier do, besides moving it. Each takes the dossier of the body in the address. */
import type { Context } from '#platform/context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { append, hold, type Held, type Standpoint } from './append.ts';
import { refuse } from './contract.ts';
import type { Tables } from './tables.ts';

const owner = (ctx: Context<Tables>): Standpoint => ({ role: 'owner', bodyId: ctx.organisation });

/** Gives the dossier to someone who serves the body today, or to nobody. Refuses `dossiers.not-here`. */
export async function assignDossier(ctx: Context<Tables>, { id, personId }: { id: string; personId: string | null }): Promise<void> {
  const held = await holdOpen(ctx, id);
  const name = personId ? await nameOfColleague(ctx, held, personId) : null;
  await append(ctx, held, owner(ctx), { kind: 'assigned', visibleTo: 'owner', content: { personId, name } });
}

/** Lets a colleague act in the assignee's stead until a day. Refuses a day that is past, and a dossier that nobody has. */
export async function delegateDossier(ctx: Context<Tables>, { id, personId, until }: { id: string; personId: string; until: string }): Promise<void> {
  const held = await holdOpen(ctx, id);
  if (!held.state.assignee) throw refuse('dossiers.nobody-has-it');
  if (Temporal.PlainDate.compare(until, ctx.today()) < 0) throw refuse('dossiers.day-past', {}, 'until');
  const name = await nameOfColleague(ctx, held, personId);
  await append(ctx, held, owner(ctx), { kind: 'delegated', visibleTo: 'owner', content: { personId, name, until } });
}

/** Stops the clock, with the reason; the days of suspension push the last day of the step back. */
export async function suspendDossier(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<void> {
  const held = await holdOpen(ctx, id);
  if (held.state.status === 'suspended') throw refuse('dossiers.suspended');
  await append(ctx, held, owner(ctx), { kind: 'suspended', content: { reason } });
}

export async function resumeDossier(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const held = await holdOpen(ctx, id);
  if (held.state.status !== 'suspended') throw refuse('dossiers.not-suspended');
  await append(ctx, held, owner(ctx), { kind: 'resumed', content: {} });
}

/** Sets another last day for the step, and says why. */
export async function changeDue(ctx: Context<Tables>, { id, dueOn, reason }: { id: string; dueOn: string; reason: string }): Promise<void> {
  const held = await holdOpen(ctx, id);
  if (Temporal.PlainDate.compare(dueOn, ctx.today()) < 0) throw refuse('dossiers.day-past', {}, 'dueOn');
  await append(ctx, held, owner(ctx), { kind: 'due-changed', visibleTo: 'owner', content: { dueOn, reason } });
}

/** Says something in the dossier: to all its parties, to one role, or inside the body only. */
export async function sayInDossier(
  ctx: Context<Tables>,
  { id, text, visibleTo }: { id: string; text: string; visibleTo: string },
  as?: Standpoint,
): Promise<void> {
  const held = await hold(ctx, id);
  const roles = ['all', 'owner', ...held.type.parties.map(({ role }) => role)];
  if (!roles.includes(visibleTo)) throw refuse('dossiers.unknown-role', {}, 'visibleTo');
  const said = await append(ctx, held, as ?? owner(ctx), { kind: 'said', visibleTo, content: { text } });
  await ctx.tell('dossiers.message-said', { dossierId: id, happeningId: said.happenings.at(-1)?.id ?? id });
}

/** Ties two dossiers of the body: one for each that decides for itself. Tied again, nothing changes. */
export async function linkDossiers<RoomTables>(
  caller: Context<RoomTables>,
  { id, otherId, how }: { id: string; otherId: string; how: string },
): Promise<void> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const held = await hold(ctx, id);
  const other = await ctx.tx
    .selectFrom('dossiers.dossier')
    .select('number')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', otherId)
    .executeTakeFirst();
  if (!other || otherId === id) throw refuse('dossiers.unknown', {}, 'otherId');
  const linked = await ctx.tx
    .insertInto('dossiers.link')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), dossier_id: id, other_id: otherId, how, linked_at: ctx.now().toString() })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'dossier_id', 'other_id', 'how']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (linked) await append(ctx, held, owner(ctx), { kind: 'linked', visibleTo: 'owner', content: { otherId, number: other.number, how } });
}

async function holdOpen(ctx: Context<Tables>, id: string): Promise<Held> {
  const held = await hold(ctx, id);
  if (held.state.status === 'closed') throw refuse('dossiers.closed');
  return held;
}

// Whoever could not act on it would hold it for nothing.
async function nameOfColleague(ctx: Context<Tables>, { type }: Held, personId: string): Promise<string> {
  const holders = await holdersOf(ctx, type.permissions.act);
  const person = holders.find((one) => one.personId === personId);
  if (!person) throw refuse('dossiers.not-here', {}, 'personId');
  return person.name;
}
