// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { addGroup, changeGroup, deleteGroup as removeGroup } from '../groups/keep-group.ts';
import type { Tables } from '../tables.ts';
import { valueOf, type Resource } from './attribute-path.ts';
import { keepRecord } from './keep-record.ts';
import { invalid, text } from './read-user.ts';
import type { Group, Provisioned } from './resources.ts';

const MOST_MEMBERS = 2_000;

/** Makes a group of people of the body. Refuses a name that another has, and members who are nobody here. */
export async function createGroup(ctx: Context<Tables>, loaded: Provisioned, given: Resource): Promise<string> {
  const { id } = await addGroup(ctx, { name: nameOf(given), description: '', members: membersOf(loaded, given, undefined) });
  await keepRecord(ctx, loaded, 'Group', { id, externalId: text(given, 'externalId', 300) ?? null, attributes: {} });
  return id;
}

/** Gives a group this name and these members; those whom the directory does not see stay. */
export async function writeGroup(ctx: Context<Tables>, loaded: Provisioned, id: string, given: Resource): Promise<void> {
  const group = loaded.groups.get(id);
  if (!group) return;
  await changeGroup(ctx, { id, name: nameOf(given), description: group.description, members: membersOf(loaded, given, group) });
  await keepRecord(ctx, loaded, 'Group', { id, externalId: text(given, 'externalId', 300) ?? null, attributes: {} });
}

export function deleteGroup(ctx: Context<Tables>, id: string): Promise<void> {
  return removeGroup(ctx, { id });
}

function nameOf(given: Resource): string {
  const name = text(given, 'displayName', 80);
  if (name === undefined || name.length < 2) throw invalid('displayName doit être un texte de 2 à 80 caractères.');
  return name;
}

function membersOf({ users }: Provisioned, given: Resource, group: Group | undefined): string[] {
  const members = valueOf(given, 'members') ?? [];
  if (!Array.isArray(members) || members.length > MOST_MEMBERS) throw invalid(`members doit être une liste d’au plus ${MOST_MEMBERS} personnes.`);
  const seen = new Set([...users.values()].flatMap((user) => user.mandates.map(({ id }) => id)));
  const unseen = group?.memberIds.filter((id) => !seen.has(id)) ?? [];
  const wanted = members.flatMap((member: unknown) => {
    const user = users.get(String(valueOf(member, 'value')));
    if (!user) throw invalid('members désigne une personne qui n’existe pas ici ; un groupe ne contient pas d’autres groupes.');
    const already = user.mandates.filter(({ id }) => group?.memberIds.includes(id)).map(({ id }) => id);
    return already.length > 0 ? already : [user.last.id];
  });
  return [...unseen, ...wanted];
}
