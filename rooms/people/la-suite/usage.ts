// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { uuidV7 } from '#platform/uuid.ts';
import type { Tables } from '../tables.ts';

type Measured = { operatorId: string; serviceId: string; bodyId: string; accountId: string | null };

/** Keeps the latest measure of what an account stores in a service; of the whole body where no account is named. */
export async function keepUsage(
  tx: Transaction<Tables>,
  { operatorId, serviceId, bodyId, accountId }: Measured,
  bytes: number,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into people.suite_usage (organisation_id, id, service_id, body_id, account_id, stored_bytes, measured_at)
    values (${operatorId}::uuid, ${uuidV7(at.epochMilliseconds)}::uuid, ${serviceId}::uuid, ${bodyId}::uuid, ${accountId}::uuid, ${bytes}, ${at.toString()}::timestamptz)
    on conflict (organisation_id, service_id, body_id, account_id)
    do update set stored_bytes = excluded.stored_bytes, measured_at = excluded.measured_at`.execute(tx);
}

/** The latest measures of an account and of its body; null where there is none. */
export async function usageOf(
  tx: Transaction<Tables>,
  { operatorId, serviceId, bodyId, accountId }: Measured,
): Promise<{ account: number | null; organization: number | null }> {
  const rows = await tx
    .selectFrom('people.suite_usage')
    .select(['account_id', 'stored_bytes'])
    .where('organisation_id', '=', operatorId)
    .where('service_id', '=', serviceId)
    .where('body_id', '=', bodyId)
    .where((where) => where.or([where('account_id', 'is', null), ...(accountId ? [where('account_id', '=', accountId)] : [])]))
    .execute();
  return {
    account: accountId === null ? null : (rows.find((row) => row.account_id === accountId)?.stored_bytes ?? null),
    organization: rows.find((row) => row.account_id === null)?.stored_bytes ?? null,
  };
}
