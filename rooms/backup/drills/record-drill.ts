// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { z } from 'zod';
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import type { Context } from '#platform/context.ts';
import type { drillShape } from '../contract.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

type Drill = z.output<typeof drillShape>;

/** The restores that were tried in the body. */
export async function listDrills(ctx: Context<Tables>): Promise<{ rows: Drill[]; total: number }> {
  const { rows } = await sql<Drill>`
    select d.id, d.repository_id as "repositoryId", r.label as machine, d.made_by as "madeBy", d.begun_at as "begunAt", d.ended_at as "endedAt",
      d.succeeded, d.files, d.bytes, d.digest, d.says, d.said_by as "saidBy", d.proof_name as proof
    from backup.drill d
    join backup.repository r on r.organisation_id = d.organisation_id and r.id = d.repository_id
    where d.organisation_id = ${ctx.organisation}
    order by d.begun_at desc, d.id
    limit 100`.execute(ctx.tx);
  return { rows, total: rows.length };
}

type Declared = { id: string; succeeded: boolean; says: string; digest: string; proof: { name: string; type: Proof; content: string } | null };
type Proof = 'application/pdf' | 'image/jpeg' | 'image/png';

/** Writes down a restore that the body tried by itself, with the document that shows it. One that succeeded proves the machine from this instant. */
export async function recordDrill(ctx: Context<Tables>, { id: repositoryId, succeeded, says, digest, proof }: Declared): Promise<{ id: string }> {
  const { name } = personWhoActs(ctx);
  const at = ctx.now().toString();
  const machine = await ctx.tx
    .selectFrom('backup.repository')
    .select('operator_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', repositoryId)
    .executeTakeFirst();
  if (!machine) throw refuse('backup.machine-unknown');
  const id = ctx.newId();
  const kept =
    proof &&
    (await keepBlob(ctx, {
      content: Buffer.from(proof.content, 'base64'),
      name: proof.name,
      type: proof.type,
      referencedBy: { table: 'backup.drill', id },
    }));
  await ctx.tx
    .insertInto('backup.drill')
    .values({
      organisation_id: ctx.organisation,
      id,
      repository_id: repositoryId,
      operator_id: machine.operator_id,
      made_by: 'body',
      reader_digest: null,
      reader_ends_at: null,
      begun_at: at,
      ended_at: at,
      succeeded,
      files: null,
      bytes: null,
      digest: digest || null,
      says,
      said_by: name,
      proof_blob_id: kept?.blobId ?? null,
      proof_name: proof?.name ?? null,
      proof_type: proof?.type ?? null,
    })
    .execute();
  await markProven(ctx, repositoryId, succeeded);
  return { id };
}

/** Keeps when a restore was last proved, and tells how it went. */
export async function markProven(ctx: Context<Tables>, repositoryId: string, succeeded: boolean): Promise<void> {
  if (succeeded) {
    await ctx.tx
      .updateTable('backup.repository')
      .set({ proven_at: ctx.now().toString() })
      .where('organisation_id', '=', ctx.organisation)
      .where('id', '=', repositoryId)
      .execute();
  }
  await ctx.tell(succeeded ? 'backup.restore-proven' : 'backup.restore-failed', { repositoryId });
}
