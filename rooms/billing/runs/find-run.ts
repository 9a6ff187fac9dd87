// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseRun, runStatusLabels } from '../contract/runs.ts';
import type { RunRow, RunStatus, Tables } from '../tables.ts';

/** A run of the operator in the address. Refuses another's. */
export async function findRun(ctx: Context<Tables>, id: string): Promise<RunRow> {
  const row = await ctx.tx
    .selectFrom('billing.run')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuseRun('billing.run-not-found');
  return row;
}

/** The same, held until the transaction ends, and refused unless it stands in one of these statuses. */
export async function holdRun(ctx: Context<Tables>, id: string, statuses: readonly RunStatus[]): Promise<RunRow> {
  const row = await ctx.tx
    .selectFrom('billing.run')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuseRun('billing.run-not-found');
  if (statuses.includes(row.status)) return row;
  if ((row.status === 'locked' || row.status === 'issued') && statuses.includes('prepared'))
    throw refuseRun('billing.run-locked', { number: row.number });
  throw refuseRun('billing.run-wrong-status', { number: row.number, status: runStatusLabels[row.status] });
}

/** Who acts, when it must be a person. */
export function personOf({ actor }: Pick<Context, 'actor'>): string {
  if (actor.kind !== 'person') throw refuseRun('billing.person-needed');
  return actor.personId;
}

/** A run as lists show it. */
export function runRowOf(row: RunRow) {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    year: row.year,
    fromOn: row.from_on,
    untilOn: row.until_on,
    families: row.families,
    status: row.status,
    payers: row.payers,
    netCents: row.net_cents,
    vatCents: row.vat_cents,
    grossCents: row.gross_cents,
    preparedName: row.prepared_name,
    preparedAt: row.prepared_at,
    lockedAt: row.locked_at,
    issuedName: row.issued_name,
    issuedAt: row.issued_at,
  };
}
