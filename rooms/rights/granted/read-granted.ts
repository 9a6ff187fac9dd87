// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Standing } from '../decide-draw.ts';
import { readOpenings } from '../read-openings.ts';
import { showAllowance } from '../show-allowance.ts';
import type { Tables } from '../tables.ts';

/** All that the operator opened for a body, with what it added, suspended and decided. Six queries. Refuses `rights.not-served`. */
export async function readGranted(ctx: Context<Tables>, { id: beneficiaryId }: { id: string }) {
  const on = ctx.today();
  const body = await ctx.tx
    .selectFrom('organisations.body as b')
    .select(['b.id', 'b.name', 'b.slug'])
    .where('b.id', '=', beneficiaryId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('rights.opening as o')
          .select('o.id')
          .where('o.organisation_id', '=', ctx.organisation)
          .where('o.beneficiary_id', '=', beneficiaryId),
      ),
    )
    .executeTakeFirst();
  if (!body) throw refuse('rights.not-served');
  const { rows } = await sql<{ standings: (Standing & { holder: string })[] }>`
    select rights.standings_granted(${beneficiaryId}::uuid, ${on.toString()}::date) as standings`.execute(ctx.tx);
  return {
    body,
    on: on.toString(),
    services: await readOpenings(ctx, { beneficiaryId, on, operatorId: ctx.organisation }),
    allowances: (rows[0]?.standings ?? []).map((standing) => showAllowance(standing, on, beneficiaryId)),
    extras: await extrasOf(ctx, beneficiaryId),
    suspensions: await suspensionsOf(ctx, beneficiaryId),
    limitChanges: await limitChangesOf(ctx, beneficiaryId),
  };
}

async function extrasOf(ctx: Context<Tables>, beneficiaryId: string) {
  const rows = await ctx.tx
    .selectFrom('rights.extra as e')
    .innerJoin('rights.allowance as a', (join) => join.onRef('a.organisation_id', '=', 'e.organisation_id').onRef('a.id', '=', 'e.allowance_id'))
    .select([
      'e.id',
      'e.allowance_id as allowanceId',
      'a.label',
      'a.unit',
      'e.amount',
      'e.begins_on as beginsOn',
      'e.ends_on as endsOn',
      'e.reason',
      'e.granted_by as by',
      'e.granted_at as at',
      'e.ended_by as endedBy',
      'e.end_reason as endReason',
    ])
    .where('e.organisation_id', '=', ctx.organisation)
    .where('e.beneficiary_id', '=', beneficiaryId)
    .orderBy('e.granted_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, amount: row.amount / 1000 }));
}

async function suspensionsOf(ctx: Context<Tables>, beneficiaryId: string) {
  const today = ctx.today().toString();
  const rows = await ctx.tx
    .selectFrom('rights.suspension as s')
    .select((select) => [
      's.id',
      's.service',
      's.begins_on as beginsOn',
      's.ends_on as endsOn',
      's.reason',
      's.suspended_by as by',
      's.suspended_at as at',
      's.lifted_by as liftedBy',
      select
        .selectFrom('rights.opening as o')
        .select('o.label')
        .whereRef('o.organisation_id', '=', 's.organisation_id')
        .whereRef('o.beneficiary_id', '=', 's.beneficiary_id')
        .whereRef('o.service', '=', 's.service')
        .limit(1)
        .as('label'),
    ])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.beneficiary_id', '=', beneficiaryId)
    .orderBy('s.suspended_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, isLifted: row.liftedBy !== null || (row.endsOn !== null && row.endsOn < today) }));
}

function limitChangesOf(ctx: Context<Tables>, beneficiaryId: string) {
  return ctx.tx
    .selectFrom('rights.limit_change as c')
    .innerJoin('rights.allowance as a', (join) => join.onRef('a.organisation_id', '=', 'c.organisation_id').onRef('a.id', '=', 'c.allowance_id'))
    .select(['c.id', 'a.label', 'c.is_hard as isHard', 'c.reason', 'c.decided_by as by', 'c.decided_at as at'])
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.beneficiary_id', '=', beneficiaryId)
    .orderBy('c.decided_at', 'desc')
    .execute();
}
