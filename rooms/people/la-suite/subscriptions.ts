// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Page } from '#platform/http/contract.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { refuseLaSuite, type SuiteSubscription } from '../contract/la-suite.ts';
import type { Tables } from '../tables.ts';
import { requireService } from './services.ts';

type Room = Pick<SuiteSubscription, 'administrators' | 'accountBytes' | 'bodyBytes' | 'domains'>;
type Asked = { id: string; q?: string | undefined; sort: 'body' | 'begunAt'; order: 'asc' | 'desc'; page: number; size: number };

/** The bodies to which an application is open, a page at a time, with their latest measure. */
export async function listSuiteSubscriptions(ctx: Context<Tables>, { id, q, sort, order, page, size }: Asked): Promise<Page<SuiteSubscription>> {
  await requireService(ctx, id);
  const found = ctx.tx
    .selectFrom('people.suite_subscription as c')
    .innerJoin('organisations.body as b', 'b.id', 'c.body_id')
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.service_id', '=', id)
    .where('c.ended_at', 'is', null)
    .$if(Boolean(q), (query) => query.where(sql<boolean>`people.ldap_folded(b.name) like '%' || people.ldap_folded(${q ?? ''}) || '%'`));
  const rows = await found
    .leftJoin('people.suite_usage as u', (join) =>
      join
        .onRef('u.organisation_id', '=', 'c.organisation_id')
        .onRef('u.service_id', '=', 'c.service_id')
        .onRef('u.body_id', '=', 'c.body_id')
        .on('u.account_id', 'is', null),
    )
    .select([
      'c.id',
      'c.administrators',
      'c.account_bytes',
      'c.body_bytes',
      'c.domains',
      'c.begun_at',
      'b.id as bodyId',
      'b.slug',
      'b.name',
      'u.stored_bytes',
    ])
    .orderBy(sort === 'body' ? 'b.name' : 'c.begun_at', order)
    .orderBy('c.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows: rows.map(asSubscription), total };
}

type Row = {
  id: string;
  administrators: 'all' | 'manual' | null;
  account_bytes: number | null;
  body_bytes: number | null;
  domains: string[];
  begun_at: string;
  bodyId: string;
  slug: string;
  name: string;
  stored_bytes: number | null;
};

function asSubscription({
  id,
  administrators,
  account_bytes,
  body_bytes,
  domains,
  begun_at,
  bodyId,
  slug,
  name,
  stored_bytes,
}: Row): SuiteSubscription {
  return {
    id,
    administrators,
    accountBytes: account_bytes,
    bodyBytes: body_bytes,
    domains,
    begunAt: begun_at,
    body: { id: bodyId, slug, name },
    storedBytes: stored_bytes,
  };
}

/** Opens an application to a body of the operator's territory. Refuses any other, and one to which it is open. */
export async function openSuiteService(
  ctx: Context<Tables>,
  { id, body: asked, ...room }: Room & { id: string; body: string },
): Promise<{ id: string }> {
  await requireService(ctx, id);
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const body = view.find(asked) ?? view.bySlug(asked);
  if (!body || !view.isInTerritory(body.id)) throw refuseLaSuite('people.suite-body-unknown', {}, 'body.body');
  const made = await ctx.tx
    .insertInto('people.suite_subscription')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      service_id: id,
      body_id: body.id,
      ...columnsOf(room),
      begun_at: ctx.now().toString(),
      ended_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'service_id', 'body_id']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw refuseLaSuite('people.suite-already-open', {}, 'body.body');
  await ctx.tell('people.suite-opened', { serviceId: id, bodyId: body.id });
  return { id: made.id };
}

export async function changeSuiteSubscription(ctx: Context<Tables>, { id, ...room }: Room & { id: string }): Promise<void> {
  await change(ctx, id, columnsOf(room));
}

/** Closes an application to a body: its people are refused at their next question. */
export async function endSuiteSubscription(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { service_id, body_id } = await change(ctx, id, { ended_at: ctx.now().toString() });
  await ctx.tell('people.suite-closed', { serviceId: service_id, bodyId: body_id });
}

async function change(ctx: Context<Tables>, id: string, values: Partial<ReturnType<typeof columnsOf>> & { ended_at?: string }) {
  const changed = await ctx.tx
    .updateTable('people.suite_subscription')
    .set(values)
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['service_id', 'body_id'])
    .executeTakeFirst();
  if (!changed) throw refuseLaSuite('people.suite-subscription-unknown');
  return changed;
}

function columnsOf({ administrators, accountBytes, bodyBytes, domains }: Room) {
  return { administrators, account_bytes: accountBytes, body_bytes: bodyBytes, domains };
}
