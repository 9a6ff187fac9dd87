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
  // Looked at before it is waited for: who works on a large run holds it for a minute, and its status says so.
  refuseStatus(await findRun(ctx, id), statuses);
  const row = await ctx.tx
    .selectFrom('billing.run')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuseRun('billing.run-not-found');
  return refuseStatus(row, statuses);
}

/** The same without waiting: refused while a job works on it. */
export async function holdIdleRun(ctx: Context<Tables>, id: string, statuses: readonly RunStatus[]): Promise<RunRow> {
  const { number } = refuseStatus(await findRun(ctx, id), statuses);
  const row = await ctx.tx
    .selectFrom('billing.run')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) throw refuseRun('billing.run-busy', { number });
  return refuseStatus(row, statuses);
}

function refuseStatus(row: RunRow, statuses: readonly RunStatus[]): RunRow {
  if (statuses.includes(row.status)) return row;
  if (isFrozen(row.status) && statuses.includes('prepared') && !statuses.includes('locked'))
    throw refuseRun('billing.run-locked', { number: row.number });
  throw refuseRun('billing.run-wrong-status', { number: row.number, status: runStatusLabels[row.status] });
}

function isFrozen(status: RunStatus): boolean {
  return status === 'locking' || status === 'locked' || status === 'issuing' || status === 'issued';
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
