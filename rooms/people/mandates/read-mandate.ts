// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseMandate } from '../contract/mandates.ts';
import { bodyRoles } from '../roles/body-roles.ts';
import { keptOut } from '../scim/kept-out.ts';
import type { Tables } from '../tables.ts';
import { isOneself } from './is-oneself.ts';
import { mandateLine } from './mandate-line.ts';

/** A mandate, what it opens, and the other ones of the same person here; those in other bodies stay unseen. */
export async function readMandate(ctx: Context<Tables>, { id }: { id: string }) {
  const row = await findMandate(ctx, id);
  const roles = await bodyRoles(ctx);
  const today = ctx.today();
  const others = await ctx.tx
    .selectFrom('people.colleague')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', '=', row.person_id)
    .where('id', '!=', id)
    .orderBy('begins_on', 'desc')
    .orderBy('id')
    .execute();
  const opened = new Set(row.roles.flatMap((key) => [...(roles.get(key)?.permissions ?? [])]));
  return {
    ...mandateLine(row, roles, today),
    givenName: row.given_name,
    familyName: row.family_name,
    permissions: [...opened].sort().map((name) => ({ name, label: ctx.house.index.permissions.get(name)?.label ?? name })),
    groups: await groupsOf(ctx, id),
    genericAccounts: await genericAccountsOf(ctx, id),
    // Whom one body entered by two addresses it did not know to be one person: it is not told.
    others: others.filter(({ email }) => email === row.email).map((other) => mandateLine(other, roles, today)),
    keptOut: await keptOut(ctx, row),
    isMine: await isOneself(ctx, row.person_id),
  };
}

/** A mandate of the body in the address. Refuses any other. */
export async function findMandate(ctx: Context<Tables>, id: string): Promise<Tables['people.colleague']> {
  const row = await ctx.tx
    .selectFrom('people.colleague')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuseMandate('people.mandate-unknown');
  return row;
}

async function groupsOf(ctx: Context<Tables>, mandateId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select g.id, g.name
    from people.group_member m
    join people.person_group g on g.organisation_id = m.organisation_id and g.id = m.group_id
    where m.organisation_id = ${ctx.organisation}
      and m.mandate_id = ${mandateId}
    order by g.name`.execute(ctx.tx);
  return rows;
}

async function genericAccountsOf(ctx: Context<Tables>, mandateId: string): Promise<{ id: string; address: string; name: string }[]> {
  const { rows } = await sql<{ id: string; address: string; name: string }>`
    select a.id, a.address, a.name
    from people.generic_account_holder h
    join people.generic_account a on a.organisation_id = h.organisation_id and a.id = h.account_id
    where h.organisation_id = ${ctx.organisation}
      and h.mandate_id = ${mandateId}
      and a.closed_at is null
    order by a.address`.execute(ctx.tx);
  return rows;
}
