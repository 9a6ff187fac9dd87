// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { matching, rowOf, withAffected } from '../incidents/list-incidents.ts';
import { isOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';
import { expiryColumns, expiryOf, watchedExpiries, type ExpiryRow } from '../warnings/watched-expiries.ts';
import { ownChecks } from './own-checks.ts';

type Ctx = Context<Tables>;
const SHOWN = 20;
const EXPIRES_WITHIN_DAYS = 60;

/** Everything at a glance: the operator's territory, or the body itself. A handful of queries, each by an index or one pass over the states. */
export async function readOverview(ctx: Ctx) {
  const operates = await isOperator(ctx);
  const counts = await countStates(ctx, operates);
  const incidents = await withAffected(matching(ctx, { status: 'current' }))
    .orderBy('i.opened_at', 'desc')
    .orderBy('i.id')
    .limit(SHOWN)
    .execute();
  const { rows } = await sql<{ open: number; acknowledged: number; targets: number; works: number }>`
    select
      (select count(*)::int from monitoring.incident where ${own(ctx, operates)} and status = 'open') as open,
      (select count(*)::int from monitoring.incident where ${own(ctx, operates)} and status = 'acknowledged') as acknowledged,
      (select count(*)::int from monitoring.target t
        where ${operates ? sql`operator_id` : sql`organisation_id`} = ${ctx.organisation}
          and withdrawn_at is null
          and not exists (select from monitoring.approval a
            where a.organisation_id = t.operator_id and a.target_id = t.id and a.ended_at is null)) as targets,
      (select count(*)::int from monitoring.maintenance
        where ${operates ? sql`operator_id` : sql`body_id`} = ${ctx.organisation}
          and cancelled_at is null and begins_at <= ${ctx.now().toString()} and ends_at > ${ctx.now().toString()}) as works`.execute(ctx.tx);
  const [more] = rows;
  return {
    isOperator: operates,
    counts: { up: counts.up, warn: counts.warn, down: counts.down, pending: counts.pending },
    openIncidents: more?.open ?? 0,
    acknowledgedIncidents: more?.acknowledged ?? 0,
    waitingTargets: more?.targets ?? 0,
    works: more?.works ?? 0,
    incidents: incidents.map(rowOf),
    expiring: await expiring(ctx, operates),
    own: operates ? [] : await ownChecks(ctx),
    lastLookAt: counts.last,
  };
}

async function countStates(ctx: Ctx, operates: boolean) {
  const { rows } = await sql<{ up: number; warn: number; down: number; pending: number; last: string | null }>`
    select
      count(*) filter (where status = 'up')::int as up,
      count(*) filter (where status = 'warn')::int as warn,
      count(*) filter (where status = 'down')::int as down,
      count(*) filter (where status = 'pending')::int as pending,
      max(last_at) as last
    from monitoring.state
    where ${own(ctx, operates)}`.execute(ctx.tx);
  return rows[0] ?? { up: 0, warn: 0, down: 0, pending: 0, last: null };
}

async function expiring(ctx: Ctx, operates: boolean) {
  const until = ctx.today().add({ days: EXPIRES_WITHIN_DAYS }).toString();
  const { rows } = await sql<ExpiryRow>`
    select ${expiryColumns}
    from ${watchedExpiries}
    where s.${own(ctx, operates)}
      and s.facts <> '{}'
      and e.ends_on <= ${until}
    order by e.ends_on, c.id
    limit ${SHOWN}`.execute(ctx.tx);
  return rows.map(expiryOf);
}

function own(ctx: Ctx, operates: boolean) {
  return operates ? sql`organisation_id = ${ctx.organisation}` : sql`body_id = ${ctx.organisation}`;
}
