// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { Refusal } from '#platform/http/contract.ts';
import { inContext } from '#platform/make-context.ts';
import { report } from '#rooms/rights/api.ts';
import type { Tables } from '../tables.ts';
import { ALLOWANCE, BYTES_OF_A_THOUSANDTH, refreshBound } from './refresh-bound.ts';

/**
 * Each hour: reads every body's right again, and reports the volume that changed to the ledger of rights, which prices what exceeds and warns at 80,
 * 90 and 100 %. The count itself is made with each object; the ledger needs no line for each.
 */
export async function reportVolumes({ house }: Context<Tables>): Promise<{ reported: number }> {
  const bodies = await acrossOrganisations<Tables, string[]>(house.db, 'backup.report', 'find the bodies that have an account', async (tx) => {
    const rows = await tx.selectFrom('backup.account').select('organisation_id').orderBy('organisation_id').execute();
    return rows.map((row) => row.organisation_id);
  });
  let reported = 0;
  for (const organisation of bodies) {
    const actor = { kind: 'job', name: 'backup.report' } as const;
    if (await inContext<Tables, boolean>(house, { actor, organisation }, reportVolume)) reported += 1;
  }
  return { reported };
}

/** The same for the body in the address: whether there was something to report. */
export async function reportVolume(ctx: Context<Tables>): Promise<boolean> {
  await refreshBound(ctx);
  const account = await ctx.tx
    .selectFrom('backup.account')
    .select(['id', 'bytes', 'reported_bytes', 'is_open'])
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirst();
  if (!account || !account.is_open || account.bytes === account.reported_bytes) return false;
  const at = ctx.now().toString();
  await report(ctx, {
    allowance: ALLOWANCE,
    // A started thousandth of a Go counts.
    amount: Math.ceil(account.bytes / BYTES_OF_A_THOUSANDTH),
    key: `backup ${account.id} ${at}`,
    evidence: { room: 'backup', id: account.id, says: 'Volume des sauvegardes, compté à chaque envoi' },
  }).catch((error: unknown) => {
    // Closed since it was read: what is stored stays, and is reported once the right is open again.
    if (!(error instanceof Refusal)) throw error;
  });
  await ctx.tx
    .updateTable('backup.account')
    .set({ reported_bytes: account.bytes, reported_at: at })
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  return true;
}
