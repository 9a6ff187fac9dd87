// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseDirectory, type DirectoryEntry } from '../contract/directory.ts';
import type { Tables } from '../tables.ts';
import { asLine, entryRows, type EntryRow } from './entry-rows.ts';
import { readDirectoryPolicy } from './directory-policy.ts';

/** An entry of the body's directory, with what the person chose when it is theirs. Refuses one that is unknown or over. */
export async function readEntry(ctx: Context<Tables>, { id }: { id: string }): Promise<DirectoryEntry> {
  const row = await findEntry(ctx, id);
  const { unitId, skills, delegation, beginsOn, endsOn, identity, contact, photo } = row;
  const isMine = isOwn(ctx, row);
  return {
    ...asLine(row),
    unitId,
    skills,
    delegation,
    beginsOn,
    endsOn,
    isMine,
    chosen: isMine ? { identity, contact, photo } : null,
    policy: await readDirectoryPolicy(ctx),
  };
}

/** An entry of the day. Refuses `people.entry-unknown`. */
export async function findEntry(ctx: Context<Tables>, id: string): Promise<EntryRow> {
  const [row] = await entryRows(ctx, [id]);
  if (!row) throw refuseDirectory('people.entry-unknown');
  return row;
}

/** An entry that the person who acts may change: theirs, or any for those who keep the directory. Refuses the others. */
export async function entryToChange(ctx: Context<Tables>, id: string): Promise<EntryRow> {
  const row = await findEntry(ctx, id);
  if (!isOwn(ctx, row) && !ctx.may('people.keep-directory')) throw refuseDirectory('people.entry-not-yours');
  return row;
}

/** Whether the entry is that of the person who acts, and it is they who act: a technician in their name chooses nothing for them. */
export function isOwn(ctx: Context<Tables>, { personId }: Pick<EntryRow, 'personId'>): boolean {
  return ctx.actor.kind === 'person' && ctx.actor.personId === personId && !ctx.actor.supportedBy;
}
