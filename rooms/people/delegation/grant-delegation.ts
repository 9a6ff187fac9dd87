// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorId } from '../author-id.ts';
import { refuseDelegation } from '../contract/delegation.ts';
import { roleNames } from '../contract/role-names.ts';
import { refuseRole } from '../contract/roles.ts';
import { checkDates } from '../mandates/check-dates.ts';
import type { Tables } from '../tables.ts';
import { delegablePermissions, delegableRoles, LONGEST_CHAIN } from './delegable.ts';
import { operatorReach, receivedReach, type Covers, type Reach } from './delegation-reach.ts';

type Input = {
  parent: { by: string; id: string } | null;
  delegate: string;
  administered: string;
  covers: Covers;
  permissions: string[];
  roles: string[];
  mayDelegate: boolean;
  beginsOn: string;
  endsOn: string | null;
};

/**
 * Lets those of one body administer others: an operator in its territory, an EPCI out of what it received. Refuses what is wider than that, what
 * the actor does not hold themselves, and a fourth link. The body administered is told.
 */
export async function grantDelegation(ctx: Context<Tables>, input: Input): Promise<{ id: string }> {
  checkDates({ kind: 'agent', beginsOn: input.beginsOn, endsOn: input.endsOn }, ctx.today());
  const reach = input.parent ? await receivedReach(ctx, input.parent) : await operatorReach(ctx);
  await checkPlaces(ctx, reach, input);
  checkContent(ctx, reach, input);
  if (input.mayDelegate && reach.depth >= LONGEST_CHAIN) throw refuseDelegation('people.delegation-too-deep', {}, 'mayDelegate');
  const id = ctx.newId();
  await ctx.tx
    .insertInto('people.delegation')
    .values({
      organisation_id: ctx.organisation,
      id,
      delegate_id: input.delegate,
      administered_id: input.administered,
      covers: input.covers,
      permissions: [...new Set(input.permissions)].sort(),
      roles: [...new Set(input.roles)].sort(),
      may_delegate: input.mayDelegate,
      begins_on: input.beginsOn,
      ends_on: input.endsOn,
      granted_by: authorId(ctx),
      granted_at: ctx.now().toString(),
      revoked_at: null,
      revoked_by: null,
      parent_by: reach.parent?.by ?? null,
      parent_id: reach.parent?.id ?? null,
      depth: reach.depth,
    })
    .execute();
  await ctx.tell('people.delegation-granted', { delegationId: id }, { heardIn: input.administered });
  return { id };
}

/** Ends a delegation at once. Those drawn from it fall with it, without being touched. */
export async function revokeDelegation(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const row = await ctx.tx
    .selectFrom('people.delegation')
    .select(['administered_id', 'revoked_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuseDelegation('people.delegation-unknown');
  if (row.revoked_at !== null) throw refuseDelegation('people.delegation-ended');
  await ctx.tx
    .updateTable('people.delegation')
    .set({ revoked_at: ctx.now().toString(), revoked_by: authorId(ctx) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('people.delegation-revoked', { delegationId: id }, { heardIn: row.administered_id });
}

async function checkPlaces(ctx: Context<Tables>, reach: Reach, { delegate, administered, covers }: Input): Promise<void> {
  if (!reach.mayCover(administered, covers)) {
    const body = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', administered).executeTakeFirst();
    throw refuseDelegation('people.delegation-beyond-territory', { name: body?.name ?? 'Cette collectivité' }, 'administered');
  }
  if (!reach.mayBeDelegate(delegate)) throw refuseDelegation('people.delegate-out-of-reach', {}, 'delegate');
}

function checkContent(ctx: Context<Tables>, reach: Reach, { permissions, roles }: Input): void {
  for (const permission of permissions) {
    const label = ctx.house.index.permissions.get(permission)?.label ?? permission;
    if (!delegablePermissions.some((one) => one === permission))
      throw refuseDelegation('people.permission-not-delegable', { permission: label }, 'permissions');
    if (!ctx.may(permission)) throw refuseRole('people.permission-beyond-yours', { permission: label }, 'permissions');
    if (!reach.permissions.includes(permission)) throw refuseDelegation('people.delegation-narrower', {}, 'permissions');
  }
  for (const role of roles) {
    if (!delegableRoles.includes(role)) throw refuseDelegation('people.role-not-delegable', { role: roleNames[role] ?? role }, 'roles');
    if (!reach.roles.includes(role)) throw refuseDelegation('people.delegation-narrower', {}, 'roles');
  }
}
