// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract/refusals.ts';
import { readDisks } from '../probes/read-disks.ts';
import { pushDigest } from '../secrets.ts';
import type { Tables } from '../tables.ts';

type Ctx = Pick<Context, 'house' | 'now'>;

/** A machine calls, by the secret of its address. A GET writes: simple machines can do no other. */
export async function beat(ctx: Ctx, { secret }: { secret: string }): Promise<{ heard: true }> {
  return hear(ctx, secret, null);
}

/** A machine calls and reports its disks: JSON, of which nothing else is kept. */
export async function beatWithReport(ctx: Ctx, input: { secret: string; disks?: unknown }): Promise<{ heard: true }> {
  const { secret, disks } = input;
  if (disks !== undefined && readDisks({ disks }) === null) throw refuse('monitoring.push-report');
  return hear(ctx, secret, disks === undefined ? null : { disks });
}

async function hear({ house, now }: Ctx, secret: string, reported: Record<string, unknown> | null): Promise<{ heard: true }> {
  if (!(await hearSecret(house, secret, now(), reported))) throw refuse('monitoring.unknown-push');
  return { heard: true };
}

/** Whether some check has this secret; it then knows that its machine lives. One statement, in a transaction of its own. */
export function hearSecret(
  house: Context['house'],
  secret: string,
  at: Temporal.Instant,
  reported: Record<string, unknown> | null,
): Promise<boolean> {
  const entry = { actor: { kind: 'public' }, organisation: null } as const;
  return inContext<Tables, boolean>(house, entry, async ({ tx }) => {
    const { rows } = await sql<{ heard: boolean }>`
      select monitoring.beat(${pushDigest(secret)}, ${at.toString()}, ${reported === null ? null : JSON.stringify(reported)}) as heard`.execute(tx);
    return rows[0]?.heard ?? false;
  });
}
