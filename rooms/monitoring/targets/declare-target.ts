// SPDX-License-Identifier: EUPL-1.2
import { isIP } from 'node:net';
import { sql } from 'kysely';
import { rightsOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { isReachable } from '#platform/http/reachable-address.ts';
import { operatorServing } from '#rooms/organisations/api.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { plain } from './covers.ts';

type Ctx = Context<Tables>;

const MOST = 100;
const NAME = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A body says that a machine or a name is its own, and may be watched. Only a full name or a plain IP address: never a number in disguise. */
export async function declareTarget(ctx: Ctx, input: { address: string; label: string }): Promise<{ id: string }> {
  const { personId, name } = personWhoActs(ctx);
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) throw refuse('monitoring.no-operator');
  // An operator sells itself nothing: its own machines need no right.
  if (operator.id !== ctx.organisation && !(await rightsOf(ctx.house).holds(ctx.house, ctx.organisation, 'monitoring')))
    throw refuse('monitoring.not-open');
  const address = checkedTarget(ctx, input.address);
  const { count } = await ctx.tx
    .selectFrom('monitoring.target')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST) throw refuse('monitoring.too-many-targets');
  const id = ctx.newId();
  const written = await ctx.tx
    .insertInto('monitoring.target')
    .values({
      organisation_id: ctx.organisation,
      id,
      operator_id: operator.id,
      address,
      label: input.label,
      declared_by: personId,
      declared_by_name: name,
      declared_at: ctx.now().toString(),
      withdrawn_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'address']).where('withdrawn_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuse('monitoring.target-declared', {}, 'body.address');
  await ctx.tell('monitoring.target-declared', { targetId: id, bodyId: ctx.organisation }, { heardIn: operator.id });
  return { id };
}

/** Takes a target back. The operator's word falls with it, and what asked that machine stops. */
export async function withdrawTarget(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const target = await ctx.tx
    .updateTable('monitoring.target')
    .set({ withdrawn_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning(['operator_id'])
    .executeTakeFirst();
  if (!target) throw refuse('monitoring.unknown-target');
  await sql`select monitoring.end_approval(${id}, ${ctx.now().toString()})`.execute(ctx.tx);
  await ctx.tell('monitoring.target-withdrawn', { targetId: id, bodyId: ctx.organisation }, { heardIn: target.operator_id });
}

function checkedTarget(ctx: Ctx, written: string): string {
  const address = plain(written);
  if (isIP(address) === 0 && !NAME.test(address) && !(ctx.house.settings.mode === 'development' && address === 'localhost'))
    throw refuse('monitoring.target-address', {}, 'body.address');
  if (isReachable(address, ctx.house.settings) === false) throw refuse('monitoring.target-private', {}, 'body.address');
  return address;
}
