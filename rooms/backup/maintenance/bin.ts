// SPDX-License-Identifier: EUPL-1.2
/** What maintenances removed: held for days, put back at once, gone for good only when the time is over. */
import { sql } from 'kysely';
import { releaseBlob } from '#platform/blobs/release-blob.ts';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

const BATCH = 200;

/**
 * Puts back all that a maintenance removed and that is still held. What the client has written again under the same name meanwhile stands already.
 * The right of the body is not asked: what was kept is kept.
 */
export async function restoreBin(ctx: Context<Tables>, { id }: { id: string }): Promise<{ objects: number }> {
  personWhoActs(ctx);
  const maintenance = await ctx.tx
    .selectFrom('backup.maintenance')
    .select('repository_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!maintenance) throw refuse('backup.maintenance-unknown');
  const repositoryId = maintenance.repository_id;
  const { rows } = await sql<{ objects: number }>`
    select backup.restore_bin(${ctx.organisation}, ${repositoryId}, ${id}) as objects`.execute(ctx.tx);
  const objects = rows[0]?.objects ?? 0;
  if (objects === 0) throw refuse('backup.nothing-held');
  await ctx.tell('backup.bin-restored', { repositoryId, maintenanceId: id, objects });
  return { objects };
}

/** Forgets for good what was held long enough, body by body, some hundreds in a transaction. The store loses the bytes days later, with its sweep. */
export async function emptyBins({ house, now }: Context<Tables>): Promise<{ objects: number }> {
  const at = now().toString();
  const bodies = await acrossOrganisations<Tables, string[]>(
    house.db,
    'backup.empty-bins',
    'find the bodies whose bin holds what is due',
    async (tx) => {
      const rows = await tx.selectFrom('backup.object').select('organisation_id').distinct().where('held_until', '<=', at).execute();
      return rows.map((row) => row.organisation_id);
    },
  );
  let objects = 0;
  for (const organisation of bodies) {
    for (let batch = BATCH; batch === BATCH; objects += batch) {
      batch = await inContext<Tables, number>(house, { actor: { kind: 'job', name: 'backup.empty-bins' }, organisation }, (ctx) => forget(ctx, at));
    }
  }
  return { objects };
}

async function forget(ctx: Context<Tables>, at: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`select id from backup.forget_held(${ctx.organisation}, ${at}::timestamptz, ${BATCH}) as id`.execute(
    ctx.tx,
  );
  for (const { id } of rows) await releaseBlob(ctx, { table: 'backup.object', id });
  return rows.length;
}
