// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorServing } from '#rooms/organisations/api.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { requireServed } from '../require-operator.ts';
import { tellSoon } from '../status/subscriptions/tell-subscribers.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Planned = { title: string; bodyId: string | null; checkIds: string[]; beginsAt: string; endsAt: string; isPublic: boolean };

const MOST_DAYS = 30;

/** Announces works: by a body for itself, by the operator for one of its bodies or for all. */
export async function planMaintenance(ctx: Ctx, input: Planned): Promise<{ id: string }> {
  const { personId, name } = personWhoActs(ctx);
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) throw refuse('monitoring.no-operator');
  const byOperator = operator.id === ctx.organisation;
  const bodyId = byOperator ? input.bodyId : ctx.organisation;
  if (byOperator && bodyId !== null) await requireServed(ctx, bodyId);
  const [begins, ends] = [inParis(input.beginsAt), inParis(input.endsAt)];
  if (Temporal.Instant.compare(begins, ends) >= 0 || ends.since(begins).total('hours') > 24 * MOST_DAYS)
    throw refuse('monitoring.maintenance-order', {}, 'body.endsAt');
  if (Temporal.Instant.compare(ends, ctx.now()) <= 0) throw refuse('monitoring.maintenance-past', {}, 'body.endsAt');
  await requireChecks(ctx, operator.id, bodyId, input.checkIds);
  const id = ctx.newId();
  await ctx.tx
    .insertInto('monitoring.maintenance')
    .values({
      organisation_id: ctx.organisation,
      id,
      operator_id: operator.id,
      body_id: bodyId,
      check_ids: input.checkIds,
      title: input.title,
      begins_at: begins.toString(),
      ends_at: ends.toString(),
      is_public: byOperator && input.isPublic,
      planned_by: personId,
      planned_by_name: name,
      planned_at: ctx.now().toString(),
      cancelled_at: null,
    })
    .execute();
  if (byOperator && input.isPublic) await tellSoon(ctx, { maintenanceId: id });
  await ctx.tell('monitoring.maintenance-planned', { maintenanceId: id });
  return { id };
}

/** Cancels works that have not ended, or ends them now: what fails from then on is an incident. */
export async function cancelMaintenance(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const now = ctx.now().toString();
  const cancelled = await ctx.tx
    .updateTable('monitoring.maintenance')
    .set({ cancelled_at: now })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', now)
    .returning('is_public')
    .executeTakeFirst();
  if (!cancelled) throw refuse('monitoring.unknown-maintenance');
  if (cancelled.is_public) await tellSoon(ctx, { maintenanceId: id });
  await ctx.tell('monitoring.maintenance-cancelled', { maintenanceId: id });
}

/** Works of the last thirty days, under way and to come. */
export async function listMaintenance(ctx: Ctx) {
  const now = ctx.now();
  const rows = await ctx.tx
    .selectFrom('monitoring.maintenance as m')
    .leftJoin('organisations.body as b', 'b.id', 'm.body_id')
    .select(['m.id', 'm.organisation_id', 'm.title', 'm.check_ids', 'm.begins_at', 'm.ends_at', 'm.is_public', 'm.planned_by_name', 'm.cancelled_at'])
    .select(['b.id as body_id', 'b.slug', 'b.name'])
    .where((either) =>
      either.or([
        either('m.organisation_id', '=', ctx.organisation),
        either('m.operator_id', '=', ctx.organisation),
        either('m.body_id', '=', ctx.organisation),
      ]),
    )
    .where('m.ends_at', '>', now.subtract({ hours: 24 * 30 }).toString())
    .orderBy('m.begins_at', 'desc')
    .orderBy('m.id')
    .limit(200)
    .execute();
  return {
    rows: rows.map((row) => {
      const state = stateOf(row, now);
      return {
        id: row.id,
        title: row.title,
        body: row.body_id !== null && row.slug !== null && row.name !== null ? { id: row.body_id, slug: row.slug, name: row.name } : null,
        checkIds: row.check_ids,
        beginsAt: row.begins_at,
        endsAt: row.ends_at,
        isPublic: row.is_public,
        state,
        plannedByName: row.planned_by_name,
        canCancel: row.organisation_id === ctx.organisation && ctx.may('monitoring.declare') && (state === 'current' || state === 'planned'),
      };
    }),
    total: rows.length,
  };
}

function stateOf(row: { begins_at: string; ends_at: string; cancelled_at: string | null }, now: Temporal.Instant) {
  if (row.cancelled_at !== null) return 'cancelled' as const;
  if (Temporal.Instant.compare(row.ends_at, now) <= 0) return 'past' as const;
  return Temporal.Instant.compare(row.begins_at, now) <= 0 ? ('current' as const) : ('planned' as const);
}

function inParis(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Paris').toInstant();
}

async function requireChecks(ctx: Ctx, operatorId: string, bodyId: string | null, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await ctx.tx
    .selectFrom('monitoring.check')
    .select('id')
    .where('organisation_id', '=', operatorId)
    .where('id', 'in', [...ids])
    .$if(bodyId !== null, (query) => query.where('body_id', '=', bodyId ?? ''))
    .execute();
  if (found.length !== new Set(ids).size) throw refuse('monitoring.unknown-check', {}, 'body.checkIds');
}
