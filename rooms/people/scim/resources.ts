// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { stateOf } from '../mandates/mandate-line.ts';
import type { Resource } from './attribute-path.ts';
import { ENTERPRISE, GROUP, USER } from './schemas.ts';

export type Kind = 'User' | 'Group';
export type Mandate = Tables['people.colleague'];
export type Kept = Selectable<Tables['people.scim_record']>;
/** A person as the directory knows them here: their mandates other than elective under one address, the oldest first. */
export type User = { id: string; email: string; mandates: Mandate[]; last: Mandate; isActive: boolean; kept: Kept | undefined; resource: Resource };
export type Group = { id: string; description: string; name: string; memberIds: string[]; kept: Kept | undefined; resource: Resource };
export type Provisioned = { users: Map<string, User>; groups: Map<string, Group>; hidden: Map<string, User> };

/** All that the directory may read of the body, in four queries. */
export async function loadBody(ctx: Context<Tables>, base: string): Promise<Provisioned> {
  const mandates = await ctx.tx
    .selectFrom('people.colleague')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '!=', 'elected')
    .where('email', 'is not', null)
    .orderBy('id')
    .execute();
  const records = await ctx.tx.selectFrom('people.scim_record').selectAll().where('organisation_id', '=', ctx.organisation).execute();
  const rows = await ctx.tx.selectFrom('people.person_group').selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
  const members = await ctx.tx.selectFrom('people.group_member').selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
  const kept = new Map(records.map((record) => [record.mandate_id ?? record.id, record]));
  const users = usersOf(mandates, kept, ctx.today().toString());
  const all = [...users.values()];
  const userOf = new Map(all.flatMap((user) => user.mandates.map(({ id }) => [id, user] as const)));
  const groups = new Map<string, Group>();
  const groupsOf = new Map<string, Group[]>();
  for (const { id, name, description } of rows) groups.set(id, { id, name, description, memberIds: [], kept: kept.get(id), resource: {} });
  for (const { group_id, mandate_id } of members) groups.get(group_id)?.memberIds.push(mandate_id);
  const shown = new Map(all.filter((user) => user.isActive || !user.kept?.deleted_at).map((user) => [user.id, user]));
  for (const group of groups.values()) {
    const inside = new Set(group.memberIds.flatMap((id) => userOf.get(id) ?? []).filter(({ id }) => shown.has(id)));
    for (const user of inside) groupsOf.set(user.id, [...(groupsOf.get(user.id) ?? []), group]);
    group.resource = groupResource(base, group, [...inside], rows.find(({ id }) => id === group.id)?.created_at ?? '');
  }
  for (const user of all) user.resource = userResource(base, user, groupsOf.get(user.id) ?? []);
  return { users: shown, groups, hidden: new Map(all.filter(({ id }) => !shown.has(id)).map((user) => [user.email, user])) };
}

function usersOf(mandates: readonly Mandate[], kept: ReadonlyMap<string, Kept>, today: string): Map<string, User> {
  const byEmail = Map.groupBy(mandates, ({ email }) => email?.toLowerCase() ?? '');
  const users = new Map<string, User>();
  const ids = new Set([...kept.values()].map(({ id }) => id));
  for (const [email, all] of byEmail) {
    const theirs = ofTheHolder(all, kept, today);
    // The id is the one that the directory knows already, whatever was opened beside it since.
    const [first] = theirs.toSorted((one, other) => Number(kept.has(other.id)) - Number(kept.has(one.id)));
    const last = theirs.toSorted((one, other) => (one.ends_on ?? '9999').localeCompare(other.ends_on ?? '9999')).at(-1);
    if (!first || !last) continue;
    const record = kept.get(first.id);
    // The directory calls somebody else by this id since: whoever had the mailbox before is nobody to it.
    if (!record && ids.has(first.id)) continue;
    const isActive = theirs.some((mandate) => stateOf(mandate, today) !== 'ended');
    users.set(record?.id ?? first.id, { id: record?.id ?? first.id, email, mandates: theirs, last, isActive, kept: record, resource: {} });
  }
  return users;
}

// Of those who had one mailbox after another, the one who serves; else the one whom the directory knows; else the last.
function ofTheHolder(all: readonly Mandate[], kept: ReadonlyMap<string, Kept>, today: string): Mandate[] {
  const rank = (mandate: Mandate): number => Number(stateOf(mandate, today) !== 'ended') * 2 + Number(kept.has(mandate.id));
  const [holder] = all.toSorted((one, other) => rank(other) - rank(one) || other.id.localeCompare(one.id));
  return all.filter(({ person_id: id }) => id === holder?.person_id);
}

function userResource(base: string, { id, email, last, isActive, kept }: User, groups: readonly Group[]): Resource {
  const { emails, name, ...attributes } = kept?.attributes ?? {};
  const others = Array.isArray(emails) ? emails.map((one: Resource) => ({ ...one, primary: false })) : [];
  const formatted = `${last.given_name} ${last.family_name}`;
  return withMeta(base, 'User', last.created_at, kept, {
    schemas: [USER, ...(attributes[ENTERPRISE] ? [ENTERPRISE] : [])],
    id,
    ...(kept?.external_id && { externalId: kept.external_id }),
    displayName: formatted,
    ...attributes,
    userName: email,
    name: { ...Object(name), formatted, givenName: last.given_name, familyName: last.family_name },
    title: last.title,
    active: isActive,
    emails: [{ value: email, type: 'work', primary: true }, ...others],
    ...(groups.length > 0 && {
      groups: groups.map((group) => ({ value: group.id, display: group.name, $ref: `${base}/Groups/${group.id}`, type: 'direct' })),
    }),
  });
}

function groupResource(base: string, { id, name, kept }: Group, users: readonly User[], createdAt: string): Resource {
  const members = users.map((user) => ({
    value: user.id,
    display: `${user.last.given_name} ${user.last.family_name}`,
    type: 'User',
    $ref: `${base}/Users/${user.id}`,
  }));
  return withMeta(base, 'Group', createdAt, kept, {
    schemas: [GROUP],
    id,
    ...(kept?.external_id && { externalId: kept.external_id }),
    displayName: name,
    ...(members.length > 0 && { members }),
  });
}

// The version is of what is shown, so that a change made in the screens of Beffroi is a conflict too.
function withMeta(base: string, kind: Kind, createdAt: string, kept: Kept | undefined, resource: Resource): Resource {
  const version = createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22);
  const created = instant(kept?.created_at ?? createdAt);
  const lastModified = instant(kept?.changed_at ?? createdAt);
  return {
    ...resource,
    meta: { resourceType: kind, created, lastModified, location: `${base}/${kind}s/${String(resource['id'])}`, version: `W/"${version}"` },
  };
}

function instant(text: string): string {
  return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' });
}
