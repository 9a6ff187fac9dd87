// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Departure, Leaving } from '#platform/room.ts';
import type { Tables } from '../tables.ts';
import { endEntriesSoon } from '../openid-provider/end-entries.ts';
import { end } from '../support/end-support.ts';
import { tokensOfLeavers } from '../tokens/hand-over-tokens.ts';
import { webhooksOfLeavers } from '../webhooks/hand-over-webhooks.ts';

type Ctx = Context<Tables>;

/** What those who leave hold in this room itself. Sessions, roles and delegations need no closing: each request asks for the mandates of the day. */
export const ownDepartures: readonly Departure[] = [
  {
    name: 'people.generic-accounts',
    label: 'Comptes de service',
    list: async (ctx: Ctx, leaving) => (await heldAccounts(ctx, leaving)).map(({ id, address }) => ({ id, label: address })),
    async handOver(ctx: Ctx, leaving, to) {
      for (const { id, role } of await heldAccounts(ctx, leaving))
        await ctx.tx
          .insertInto('people.generic_account_holder')
          .values({
            organisation_id: ctx.organisation,
            id: ctx.newId(),
            account_id: id,
            mandate_id: to.mandateId,
            role,
            added_at: ctx.now().toString(),
          })
          .onConflict((conflict) => conflict.columns(['organisation_id', 'account_id', 'mandate_id']).doNothing())
          .execute();
    },
    close: (ctx: Ctx, { mandateIds }) => remove(ctx, 'people.generic_account_holder', mandateIds),
  },
  {
    name: 'people.groups',
    label: 'Groupes',
    async list(ctx: Ctx, { mandateIds }) {
      const { rows } = await sql<{ id: string; label: string }>`
        select distinct g.id, g.name as label
        from people.group_member m
        join people.person_group g on g.organisation_id = m.organisation_id and g.id = m.group_id
        where m.organisation_id = ${ctx.organisation} and m.mandate_id = any (${[...mandateIds]}::uuid[])
        order by g.name`.execute(ctx.tx);
      return rows;
    },
    async handOver(ctx: Ctx, { mandateIds }, to) {
      const groups = await ctx.tx
        .selectFrom('people.group_member')
        .select('group_id')
        .distinct()
        .where('organisation_id', '=', ctx.organisation)
        .where('mandate_id', 'in', [...mandateIds])
        .execute();
      for (const { group_id } of groups)
        await ctx.tx
          .insertInto('people.group_member')
          .values({ organisation_id: ctx.organisation, id: ctx.newId(), group_id, mandate_id: to.mandateId, added_at: ctx.now().toString() })
          .onConflict((conflict) => conflict.columns(['organisation_id', 'group_id', 'mandate_id']).doNothing())
          .execute();
    },
    close: (ctx: Ctx, { mandateIds }) => remove(ctx, 'people.group_member', mandateIds),
  },
  {
    name: 'people.units',
    label: 'Services dont la personne est responsable',
    async list(ctx: Ctx, { mandateIds }) {
      return ctx.tx
        .selectFrom('people.unit')
        .select(['id', 'name as label'])
        .where('organisation_id', '=', ctx.organisation)
        .where('head_mandate_id', 'in', [...mandateIds])
        .execute();
    },
    handOver: (ctx: Ctx, leaving, to) => giveUnits(ctx, leaving, to.mandateId),
    close: (ctx: Ctx, leaving) => giveUnits(ctx, leaving, null),
  },
  {
    name: 'people.app-passwords',
    label: 'Mots de passe d’application limités à la collectivité',
    async list(ctx: Ctx, { personId }) {
      const count = await appPasswords(ctx, personId, null);
      return count === 0 ? [] : [{ id: personId, label: count === 1 ? '1 appareil' : `${count} appareils` }];
    },
    async close(ctx: Ctx, { personId }) {
      await appPasswords(ctx, personId, ctx.now().toString());
    },
  },
  {
    name: 'people.application-entries',
    label: 'Applications ouvertes avec le compte',
    async list(ctx: Ctx, { personId, mandateIds }) {
      const count = await entries(ctx, mandateIds, null);
      return count === 0 ? [] : [{ id: personId, label: count === 1 ? '1 application' : `${count} applications` }];
    },
    async close(ctx: Ctx, { mandateIds }) {
      if ((await entries(ctx, mandateIds, ctx.now().toString())) > 0) await endEntriesSoon(ctx);
    },
  },
  tokensOfLeavers,
  webhooksOfLeavers,
  {
    name: 'people.supports',
    label: 'Assistances en cours, données par la personne',
    list: async (ctx: Ctx, leaving) => (await openSupports(ctx, leaving)).map(({ id, reason }) => ({ id, label: reason })),
    async close(ctx: Ctx, leaving) {
      for (const { id } of await openSupports(ctx, leaving)) await end(ctx, id);
    },
  },
];

async function heldAccounts(ctx: Ctx, { mandateIds }: Leaving): Promise<{ id: string; address: string; role: 'reader' | 'writer' | 'manager' }[]> {
  return ctx.tx
    .selectFrom('people.generic_account_holder as h')
    .innerJoin('people.generic_account as a', (join) => join.onRef('a.organisation_id', '=', 'h.organisation_id').onRef('a.id', '=', 'h.account_id'))
    .select(['a.id', 'a.address', 'h.role'])
    .where('h.organisation_id', '=', ctx.organisation)
    .where('h.mandate_id', 'in', [...mandateIds])
    .where('a.closed_at', 'is', null)
    .orderBy('a.address')
    .execute();
}

async function remove(ctx: Ctx, table: 'people.generic_account_holder' | 'people.group_member', mandateIds: readonly string[]): Promise<void> {
  await ctx.tx
    .deleteFrom(table)
    .where('organisation_id', '=', ctx.organisation)
    .where('mandate_id', 'in', [...mandateIds])
    .execute();
}

async function giveUnits(ctx: Ctx, { mandateIds }: Leaving, to: string | null): Promise<void> {
  await ctx.tx
    .updateTable('people.unit')
    .set({ head_mandate_id: to })
    .where('organisation_id', '=', ctx.organisation)
    .where('head_mandate_id', 'in', [...mandateIds])
    .execute();
}

async function appPasswords(ctx: Ctx, person: string, closeAt: string | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`select people.body_app_passwords(${person}::uuid, ${closeAt}::timestamptz) as count`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

async function entries(ctx: Ctx, mandateIds: readonly string[], endAt: string | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`select people.body_entries(${[...mandateIds]}::uuid[], ${endAt}::timestamptz) as count`.execute(
    ctx.tx,
  );
  return rows[0]?.count ?? 0;
}

async function openSupports(ctx: Ctx, { personId }: Leaving): Promise<{ id: string; reason: string }[]> {
  return ctx.tx
    .selectFrom('people.support')
    .select(['id', 'reason'])
    .where('organisation_id', '=', ctx.organisation)
    .where('technician_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', ctx.now().toString())
    .execute();
}
