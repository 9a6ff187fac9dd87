// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { roleNames } from '../contract/role-names.ts';
import { isOperator } from '../roles/body-roles.ts';
import type { Tables } from '../tables.ts';
import { operatorReach, placesOf, receivedReach, type Reach } from './delegation-reach.ts';

type Row = Tables['people.delegation'];
type State = 'current' | 'coming' | 'ended';
type Filter = { way?: 'granted' | 'received' | 'over-us' | undefined; state?: State | undefined; page: number; size: number };

/** What the body delegated, what was delegated to it, and who administers it by delegation; the latest first. */
export async function listDelegations(ctx: Context<Tables>, { way, state, page, size }: Filter) {
  const today = ctx.today().toString();
  const all = (await delegationsAbout(ctx)).filter((row) => (!way || isWay(ctx, row, way)) && (!state || stateOf(row, today) === state));
  const shown = all.slice((page - 1) * size, page * size);
  const bodies = new Map(
    (await placesOf(ctx, [...new Set(shown.flatMap((row) => [row.organisation_id, row.delegate_id, row.administered_id]))])).map((body) => [
      body.id,
      body,
    ]),
  );
  const named = (id: string) => bodies.get(id) ?? { id, slug: '', name: 'Collectivité inconnue' };
  return {
    rows: shown.map((row) => ({
      id: row.id,
      granter: named(row.organisation_id),
      delegate: named(row.delegate_id),
      administered: named(row.administered_id),
      covers: row.covers,
      permissions: labelled(ctx, row.permissions),
      roles: rolesNamed(row.roles),
      mayDelegate: row.may_delegate,
      beginsOn: row.begins_on,
      endsOn: row.ends_on,
      revokedAt: row.revoked_at,
      state: stateOf(row, today),
      isOurs: row.organisation_id === ctx.organisation,
    })),
    total: all.length,
  };
}

/** What the body in the address may delegate: as an operator, and out of each delegation that it received and may pass on. */
export async function readDelegationChoices(ctx: Context<Tables>) {
  const isOurs = await isOperator(ctx);
  const today = ctx.today().toString();
  const received = (await delegationsAbout(ctx)).filter(
    (row) =>
      row.delegate_id === ctx.organisation && row.organisation_id !== ctx.organisation && row.may_delegate && stateOf(row, today) === 'current',
  );
  const reaches: Reach[] = isOurs ? [await operatorReach(ctx)] : [];
  for (const row of received) reaches.push(await receivedReach(ctx, { by: row.organisation_id, id: row.id }));
  return {
    isOperator: isOurs,
    choices: reaches.map(({ parent, places, permissions, roles }) => ({
      parent,
      bodies: [...places],
      permissions: labelled(ctx, permissions),
      roles: rolesNamed(roles),
    })),
  };
}

async function delegationsAbout(ctx: Context<Tables>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select *
    from people.delegations_about(${ctx.organisation}::uuid, ${ctx.today().toString()}::date)
    order by granted_at desc, id`.execute(ctx.tx);
  return rows;
}

function isWay(ctx: Context<Tables>, row: Row, way: NonNullable<Filter['way']>): boolean {
  const isGranted = row.organisation_id === ctx.organisation || row.parent_by === ctx.organisation;
  const isReceived = row.delegate_id === ctx.organisation;
  return { granted: isGranted, received: isReceived, 'over-us': !isGranted && !isReceived }[way];
}

function stateOf(row: Row, today: string): State {
  if (row.revoked_at !== null || (row.ends_on !== null && row.ends_on < today)) return 'ended';
  return row.begins_on > today ? 'coming' : 'current';
}

function labelled(ctx: Context<Tables>, permissions: readonly string[]) {
  return permissions.map((name) => ({ name, label: ctx.house.index.permissions.get(name)?.label ?? name }));
}

function rolesNamed(roles: readonly string[]) {
  return roles.map((key) => ({ key, name: roleNames[key] ?? key }));
}
