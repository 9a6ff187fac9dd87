// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseMandate } from '../contract/mandates.ts';
import { keepHolder } from '../generic-accounts/keep-holder.ts';
import { invite } from '../invitations/invite.ts';
import { stateOf } from '../mandates/mandate-line.ts';
import { openMandate } from '../open-account.ts';
import { keepAdministrator } from '../roles/keep-administrator.ts';
import type { Tables } from '../tables.ts';
import type { Resource } from './attribute-path.ts';
import { ScimFault } from './fault.ts';
import { keepRecord } from './keep-record.ts';
import { readUser, type WantedUser } from './read-user.ts';
import type { Mandate, Provisioned, User } from './resources.ts';

// A directory opens a door and gives no key: everything beyond is given in Beffroi, by a person.
const ONLY_ROLE = ['agent'];

/**
 * Opens a mandate for whoever has this address, known elsewhere or not, and invites them. Somebody deleted comes back under the same identifier of
 * the directory only: else it is somebody else, who has an account of their own. Refuses an address that is provisioned here already.
 */
export async function createUser(ctx: Context<Tables>, loaded: Provisioned, given: Resource): Promise<string> {
  const wanted = readUser(given);
  const former = loaded.hidden.get(wanted.email);
  if (former && isSameHolder(former, wanted)) return revive(ctx, loaded, former, wanted);
  refuseTaken(loaded, wanted.email, null);
  const names = namesOf(wanted);
  const personId = former ? await personBeside(ctx, names) : await personAt(ctx, wanted.email, names);
  const isActive = wanted.active !== false;
  const id = await openAgent(ctx, wanted, personId, isActive);
  await keepRecord(ctx, loaded, 'User', { id, access: isActive ? 'open' : 'never-open', ...wanted });
  if (isActive) await invite(ctx, { personId, email: wanted.email });
  return id;
}

/** Writes what the directory wants of a person; `active` absent leaves their access as it is. */
export async function writeUser(ctx: Context<Tables>, loaded: Provisioned, id: string, given: Resource): Promise<void> {
  const user = loaded.users.get(id);
  if (user) await write(ctx, loaded, user, readUser(given));
}

/** Ends the access of a person at once, and shows them no more to the directory until they serve again. */
export async function deleteUser(ctx: Context<Tables>, loaded: Provisioned, id: string): Promise<void> {
  const user = loaded.users.get(id);
  if (!user) return;
  await endAccess(ctx, user);
  await keepRecord(ctx, loaded, 'User', { id, externalId: null, attributes: {}, access: user.isActive ? 'shut' : undefined });
  await ctx.tx
    .updateTable('people.scim_record')
    .set({ deleted_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
}

async function revive(ctx: Context<Tables>, loaded: Provisioned, former: User, wanted: WantedUser): Promise<string> {
  await write(ctx, loaded, former, { ...wanted, active: wanted.active ?? true });
  return former.id;
}

async function write(ctx: Context<Tables>, loaded: Provisioned, user: User, wanted: WantedUser): Promise<void> {
  const { last } = user;
  if (wanted.active === true && !user.isActive && !isSameHolder(user, wanted)) return passOn(ctx, loaded, user, wanted);
  if (wanted.email !== user.email) await changeAddress(ctx, loaded, user, wanted);
  const names = { given_name: wanted.givenName ?? last.given_name, family_name: wanted.familyName ?? last.family_name };
  const title = wanted.title ?? last.title;
  if (names.given_name !== last.given_name || names.family_name !== last.family_name) await setMandates(ctx, user.mandates, names);
  if (title !== last.title) await setMandates(ctx, [last], { title });
  if (wanted.active === false && user.isActive) await endAccess(ctx, user);
  if (wanted.active === true && !user.isActive) await reopen(ctx, user, wanted.email);
  await keepRecord(ctx, loaded, 'User', { id: user.id, access: accessAfter(user, wanted), ...wanted });
  await ctx.tell('people.mandate-changed', { mandateId: last.id });
}

function accessAfter({ isActive }: User, { active }: WantedUser): 'open' | 'shut' | undefined {
  if (active ?? isActive) return 'open';
  return isActive ? 'shut' : undefined;
}

/**
 * Whether a directory that opens an access again means the person who had it: the mailbox alone does not say, and neither does an identifier that it
 * changed while the access was shut.
 */
function isSameHolder({ kept }: User, { externalId }: WantedUser): boolean {
  if (kept?.is_never_open) return true;
  return externalId !== null && kept?.opened_as === externalId;
}

// The directory keeps its id; the former holder keeps their account, what they did, and a mandate that stays closed.
async function passOn(ctx: Context<Tables>, loaded: Provisioned, user: User, wanted: WantedUser): Promise<void> {
  refuseTaken(loaded, wanted.email, user.id);
  const names = { givenName: wanted.givenName ?? user.last.given_name, familyName: wanted.familyName ?? user.last.family_name };
  const personId = await personBeside(ctx, names);
  const mandateId = await openAgent(ctx, { ...wanted, ...names, title: wanted.title ?? user.last.title }, personId, true);
  await keepRecord(ctx, loaded, 'User', { id: user.id, mandateId, access: 'open', ...wanted });
  await invite(ctx, { personId, email: wanted.email });
}

async function openAgent(ctx: Context<Tables>, wanted: WantedUser, personId: string, isActive: boolean): Promise<string> {
  const day = isActive ? ctx.today() : ctx.today().subtract({ days: 1 });
  const id = await openMandate(ctx.tx, {
    organisationId: ctx.organisation,
    personId,
    roles: ONLY_ROLE,
    title: wanted.title ?? 'Agent',
    email: wanted.email,
    beginsOn: day,
    endsOn: isActive ? null : day,
    at: ctx.now(),
    ...namesOf(wanted),
  });
  if (isActive) await ctx.tell('people.mandate-opened', { mandateId: id });
  return id;
}

function namesOf({ email, givenName, familyName }: WantedUser): { givenName: string; familyName: string } {
  const [local = email] = email.split('@');
  return { givenName: givenName ?? '', familyName: familyName ?? (givenName === undefined ? local : '') };
}

async function endAccess(ctx: Context<Tables>, user: User): Promise<void> {
  const today = ctx.today();
  const yesterday = today.subtract({ days: 1 }).toString();
  for (const mandate of user.mandates.filter((one) => stateOf(one, today.toString()) !== 'ended')) {
    const beginsOn = mandate.begins_on < yesterday ? mandate.begins_on : yesterday;
    const days = [...new Set([today.toString(), mandate.begins_on < today.toString() ? today.toString() : mandate.begins_on])].map((day) =>
      Temporal.PlainDate.from(day),
    );
    const end = (): Promise<void> => setMandates(ctx, [mandate], { begins_on: beginsOn, ends_on: yesterday });
    await keepAdministrator(
      ctx,
      days,
      () => keepHolder(ctx, mandate.id, days, end),
      () => refuseMandate('people.last-administrator', {}, 'active'),
    );
    await ctx.tell('people.mandate-ended', { mandateId: mandate.id, endsOn: yesterday });
  }
}

// What they held before they left is not given back.
async function reopen(ctx: Context<Tables>, { last }: User, email: string): Promise<void> {
  await setMandates(ctx, [last], { ends_on: null, roles: ONLY_ROLE });
  await ctx.tell('people.mandate-reopened', { mandateId: last.id });
  // Only where this very address was invited and nobody answered: a link must not reach the account of somebody who signs in already.
  const waiting = await ctx.tx
    .selectFrom('people.invitation')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', '=', last.person_id)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .executeTakeFirst();
  if (waiting) await invite(ctx, { personId: last.person_id, email });
}

async function changeAddress(ctx: Context<Tables>, loaded: Provisioned, user: User, wanted: WantedUser): Promise<void> {
  refuseTaken(loaded, wanted.email, user.id);
  if (loaded.hidden.has(wanted.email)) throw taken();
  // Whoever reads the new mailbox would come into what these roles open.
  if (user.isActive && user.mandates.some(({ roles }) => roles.some((role) => !ONLY_ROLE.includes(role))))
    throw new ScimFault(400, 'userName : cette personne tient d’autres rôles que celui d’agent, son adresse se change dans Beffroi.', 'mutability');
  for (const mandate of user.mandates) {
    const { rows } = await sql<{ id: string }>`
      select people.person_after(${mandate.person_id}::uuid, ${wanted.email}, ${ctx.newId()}::uuid, ${mandate.given_name}, ${mandate.family_name},
        ${ctx.now().toString()}::timestamptz) as id`.execute(ctx.tx);
    const personId = rows[0]?.id ?? mandate.person_id;
    await setMandates(ctx, [mandate], { email: wanted.email, person_id: personId });
    if (personId !== mandate.person_id && user.isActive) await invite(ctx, { personId, email: wanted.email });
    mandate.person_id = personId;
  }
}

function refuseTaken({ users }: Provisioned, email: string, except: string | null): void {
  if ([...users.values()].some((user) => user.email === email && user.id !== except)) throw taken();
}

function taken(): ScimFault {
  return new ScimFault(409, 'Cette adresse (userName) est déjà celle d’une autre personne ici.', 'uniqueness');
}

async function setMandates(ctx: Context<Tables>, mandates: readonly Mandate[], values: Partial<Tables['people.mandate']>): Promise<void> {
  const ids = mandates.map(({ id }) => id);
  await ctx.tx.updateTable('people.mandate').set(values).where('organisation_id', '=', ctx.organisation).where('id', 'in', ids).execute();
}

async function personAt(ctx: Context<Tables>, email: string, { givenName, familyName }: { givenName: string; familyName: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select people.person_at(${email}, ${ctx.newId()}::uuid, ${givenName}, ${familyName}, ${ctx.now().toString()}::timestamptz) as id`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error('people.person_at answered nothing');
  return row.id;
}

async function personBeside(ctx: Context<Tables>, { givenName, familyName }: { givenName: string; familyName: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select people.person_beside(${ctx.newId()}::uuid, ${givenName}, ${familyName}, ${ctx.now().toString()}::timestamptz) as id`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error('people.person_beside answered nothing');
  return row.id;
}
