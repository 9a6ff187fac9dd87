// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseDirectory, type Level } from '../contract/directory.ts';
import type { Tables } from '../tables.ts';
import { entryToChange, findEntry, isOwn } from './read-entry.ts';

type Change = {
  id: string;
  phone: string | null;
  mobile: string | null;
  office: string | null;
  skills: string | null;
  delegation?: string | null | undefined;
  unitId?: string | null | undefined;
};

/** Changes an entry. Where one stands and what one was delegated is for those who keep the directory: from the person, it is left as it is. */
export async function changeEntry(ctx: Context<Tables>, { id, phone, mobile, office, skills, delegation, unitId }: Change): Promise<void> {
  const row = await entryToChange(ctx, id);
  const keeps = ctx.may('people.keep-directory');
  if (keeps && unitId) await refuseUnknownUnit(ctx, unitId);
  await writeEntry(ctx, id, {
    phone,
    mobile,
    office,
    skills,
    delegation: keeps && delegation !== undefined ? delegation : row.delegation,
    unit_id: keeps && unitId !== undefined ? unitId : row.unitId,
  });
  await ctx.tell('people.entry-changed', { mandateId: id });
}

/** Keeps who may read one's own entry. Refuses anybody else's. */
export async function chooseLevels(
  ctx: Context<Tables>,
  { id, identity, contact, photo }: { id: string; identity: Level | null; contact: Level | null; photo: Level | null },
): Promise<void> {
  if (!isOwn(ctx, await findEntry(ctx, id))) throw refuseDirectory('people.entry-not-yours');
  await writeEntry(ctx, id, { identity_level: identity, contact_level: contact, photo_level: photo });
  await ctx.tell('people.entry-changed', { mandateId: id });
}

/** Writes fields of an entry, which is made on the first of them. */
export async function writeEntry(ctx: Context<Tables>, id: string, fields: Partial<Tables['people.directory_entry']>): Promise<void> {
  const stamped = { ...fields, changed_at: ctx.now().toString(), changed_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null };
  await ctx.tx
    .insertInto('people.directory_entry')
    .values({ ...emptyEntry, organisation_id: ctx.organisation, id, ...stamped })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(stamped))
    .execute();
}

const emptyEntry = {
  unit_id: null,
  phone: null,
  mobile: null,
  office: null,
  skills: null,
  delegation: null,
  photo_id: null,
  identity_level: null,
  contact_level: null,
  photo_level: null,
};

async function refuseUnknownUnit(ctx: Context<Tables>, id: string): Promise<void> {
  const unit = await ctx.tx
    .selectFrom('people.unit')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!unit) throw refuseDirectory('people.unit-unknown', {}, 'unitId');
}
