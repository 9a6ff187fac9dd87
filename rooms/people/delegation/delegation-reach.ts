// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { isEpci, operatorOn, registerOn } from '#rooms/organisations/api.ts';
import { refuseDelegation, type delegationCovers } from '../contract/delegation.ts';
import { isOperator } from '../roles/body-roles.ts';
import type { Tables } from '../tables.ts';
import { delegablePermissions, delegableRoles, LONGEST_CHAIN } from './delegable.ts';

export type Covers = (typeof delegationCovers)[number];
type Place = { id: string; slug: string; name: string };

/** How far the body in the address may delegate: of itself as an operator, or out of what it received. */
export type Reach = {
  parent: { by: string; id: string } | null;
  depth: number;
  permissions: readonly string[];
  roles: readonly string[];
  /** Bodies that may be given the administration. */
  mayBeDelegate(body: string): boolean;
  /** Whether it may delegate over this, that far. */
  mayCover(body: string, covers: Covers): boolean;
  /** Short lists; an operator's territory is searched instead. */
  places: readonly (Place & { covers: Covers[] })[];
};

/** What an operator may delegate: all that is delegable, over its territory of today. Refuses any other body. */
export async function operatorReach(ctx: Context<Tables>): Promise<Reach> {
  if (!(await isOperator(ctx))) throw refuseDelegation('people.delegation-not-allowed', {}, 'parent');
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const isMine = (id: string): boolean => id === ctx.organisation || view.isInTerritory(id);
  return {
    parent: null,
    depth: 1,
    permissions: delegablePermissions.filter((permission) => ctx.may(permission)),
    roles: delegableRoles,
    mayBeDelegate: isMine,
    mayCover(id, covers) {
      if (covers === 'territory') return id === ctx.organisation;
      const body = view.find(id);
      return isMine(id) && (covers === 'body' || (body !== undefined && isEpci(body.kind)));
    },
    places: [],
  };
}

/** What may be passed on of a delegation received, which must allow it. Refuses one that is not received, has ended, or is the last link. */
export async function receivedReach(ctx: Context<Tables>, parent: { by: string; id: string }): Promise<Reach> {
  const row = await ctx.tx
    .selectFrom('people.delegation')
    .selectAll()
    .where('organisation_id', '=', parent.by)
    .where('id', '=', parent.id)
    .where('delegate_id', '=', ctx.organisation)
    .executeTakeFirst();
  const today = ctx.today().toString();
  if (!row || row.revoked_at !== null || (row.ends_on !== null && row.ends_on < today))
    throw refuseDelegation('people.delegation-unknown', {}, 'parent');
  if (!row.may_delegate) throw refuseDelegation('people.delegation-not-allowed', {}, 'parent');
  if (row.depth >= LONGEST_CHAIN) throw refuseDelegation('people.delegation-too-deep', {}, 'parent');
  const register = registerOn(ctx.house, ctx.today());
  const members = register.roster(row.administered_id);
  const ours = new Set([ctx.organisation, ...register.roster(ctx.organisation).map(({ id }) => id)]);
  const covered = await coveredBy(
    ctx,
    row,
    members.map(({ id }) => id),
  );
  return {
    parent,
    depth: row.depth + 1,
    permissions: row.permissions.filter((permission) => ctx.may(permission)),
    roles: row.roles,
    mayBeDelegate: (id) => ours.has(id),
    mayCover: covered,
    places: (await placesOf(ctx, [...new Set([row.administered_id, ctx.organisation, ...members.map(({ id }) => id), ...ours])])).map((place) => ({
      ...place,
      covers: (['members', 'body'] as const).filter((covers) => covered(place.id, covers)),
    })),
  };
}

async function coveredBy(
  ctx: Context<Tables>,
  parent: Tables['people.delegation'],
  members: readonly string[],
): Promise<(body: string, covers: Covers) => boolean> {
  const { administered_id: top, covers: scope } = parent;
  if (scope === 'territory') {
    const view = await operatorOn(ctx.house, top, ctx.today());
    return (body, covers) => view.isInTerritory(body) && (covers === 'body' || (covers === 'members' && isEpci(view.find(body)?.kind ?? 'commune')));
  }
  const among = new Set(scope === 'members' ? members : []);
  return (body, covers) => (body === top ? covers === 'body' || covers === scope : covers === 'body' && among.has(body));
}

/** The names of bodies, in the order of their names. */
export function placesOf(ctx: Context<Tables>, ids: readonly string[]): Promise<Place[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return ctx.tx
    .selectFrom('organisations.body')
    .select(['id', 'slug', 'name'])
    .where('id', 'in', [...ids])
    .orderBy('name')
    .execute();
}
