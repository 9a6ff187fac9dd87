// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseMovement } from '../contract/movements.ts';
import { refuseDirectory } from '../contract/directory.ts';
import { writeEntry } from '../directory/change-entry.ts';
import { openMandate, type MandateInput } from '../mandates/open-mandate.ts';
import type { Tables } from '../tables.ts';
import { appoint, writeMovement } from './write-movement.ts';

type Input = MandateInput & {
  email: string;
  unitId: string | null;
  groups: string[];
  genericAccounts: string[];
  welcomeBy: string;
  steps: string[];
};

/** Prepares an arrival. Everything is written now and opens on the first day: a mandate to come opens nothing before. */
export async function planArrival(ctx: Context<Tables>, input: Input): Promise<{ id: string }> {
  const { givenName, familyName, email, kind, title, roles, beginsOn, endsOn } = input;
  if (beginsOn < ctx.today().toString()) throw refuseMovement('people.arrival-past', {}, 'beginsOn');
  const { id: mandateId } = await openMandate(ctx, { givenName, familyName, email, kind, title, roles, beginsOn, endsOn });
  await join(ctx, mandateId, input);
  const byHand = [...input.steps, ...(input.welcomeBy ? [`Accueil par ${input.welcomeBy}`] : [])];
  const id = await writeMovement(ctx, {
    kind: 'arrival',
    day: beginsOn,
    title: `${givenName} ${familyName}, ${title}`,
    reason: null,
    mandateId,
    personId: null,
    undo: { opened: [mandateId] },
    steps: [
      ...byHand.map((label) => ({ label, dueOn: beginsOn, isAutomatic: false })),
      { label: 'Ouvrir la fonction, ses rôles, ses groupes et ses comptes de service', dueOn: beginsOn, isAutomatic: true },
    ],
  });
  await appoint(ctx, id, beginsOn);
  return { id };
}

async function join(ctx: Context<Tables>, mandateId: string, { unitId, groups, genericAccounts }: Input): Promise<void> {
  const own = { organisation_id: ctx.organisation, mandate_id: mandateId, added_at: ctx.now().toString() };
  for (const group_id of await known(ctx, 'people.person_group', groups))
    await ctx.tx
      .insertInto('people.group_member')
      .values({ ...own, id: ctx.newId(), group_id })
      .execute();
  for (const account_id of await known(ctx, 'people.generic_account', genericAccounts))
    await ctx.tx
      .insertInto('people.generic_account_holder')
      .values({ ...own, id: ctx.newId(), account_id, role: 'writer' })
      .execute();
  if (!unitId) return;
  const unit = await ctx.tx
    .selectFrom('people.unit')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', unitId)
    .executeTakeFirst();
  if (!unit) throw refuseDirectory('people.unit-unknown', {}, 'unitId');
  await writeEntry(ctx, mandateId, { unit_id: unitId });
}

// One that was removed while the form was open is left out.
async function known(ctx: Context<Tables>, table: 'people.person_group' | 'people.generic_account', ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom(table)
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(({ id }) => id);
}
