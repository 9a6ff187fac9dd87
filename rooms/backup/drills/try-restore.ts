// SPDX-License-Identifier: EUPL-1.2
/** Where the password is entrusted, the platform itself restores a sample, by the client that a mairie would use on the worst of days. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract/refusals.ts';
import { passwordForDrill } from '../escrow/escrows.ts';
import { repositoryUrl } from '../machines/repository-address.ts';
import { USUAL_DRILL_DAYS } from '../plan/read-plan.ts';
import { newSecret, secretDigest } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { markProven } from './record-drill.ts';

export const TRY_RESTORE = 'backup.try-restore';

const run = promisify(execFile);
const MOST_FILES = 20;
const MOST_BYTES = 50_000_000;
const LASTS = { hours: 2 };

/** Asks for a drill, run apart. Refuses where the house cannot open the password, or this server has no restic. */
export async function askDrill(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const entrusted = await ctx.tx
    .selectFrom('backup.repository as r')
    .leftJoin('backup.escrow as e', (join) =>
      join.onRef('e.organisation_id', '=', 'r.organisation_id').onRef('e.repository_id', '=', 'r.id').on('e.withdrawn_at', 'is', null),
    )
    .select(['e.id as escrowId', 'e.mode'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!entrusted) throw refuse('backup.machine-unknown');
  if (!entrusted.escrowId) throw refuse('backup.not-entrusted');
  if (entrusted.mode !== 'house') throw refuse('backup.sealed-to-custodians');
  if (!(await hasRestic())) throw refuse('backup.no-client');
  await ctx.queue(TRY_RESTORE, { repositoryId: id }, { singletonKey: id });
}

/** Each night: asks for the drills that are due, of machines whose password is entrusted. */
export async function askDueDrills({ house, now }: Context<Tables>): Promise<{ asked: number }> {
  if (!(await hasRestic())) return { asked: 0 };
  const due = await acrossOrganisations<Tables, { organisation_id: string; id: string }[]>(
    house.db,
    'backup.due-drills',
    'find the machines whose restore is to be proved again',
    (tx) =>
      tx
        .selectFrom('backup.repository as r')
        .innerJoin('backup.escrow as e', (join) => join.onRef('e.organisation_id', '=', 'r.organisation_id').onRef('e.repository_id', '=', 'r.id'))
        .leftJoin('backup.plan as p', 'p.organisation_id', 'r.organisation_id')
        .select(['r.organisation_id', 'r.id'])
        .where('e.withdrawn_at', 'is', null)
        .where('e.mode', '=', 'house')
        .where('r.closed_at', 'is', null)
        .where('r.backed_up_at', 'is not', null)
        .where(sql<boolean>`(
          r.proven_at is null
          or r.proven_at < ${now().toString()}::timestamptz - make_interval(days => coalesce(p.drill_days, ${USUAL_DRILL_DAYS}::int)))`)
        .execute(),
  );
  for (const { organisation_id: organisation, id } of due)
    await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'backup.due-drills' }, organisation }, (ctx) =>
      ctx.queue(TRY_RESTORE, { repositoryId: id }, { singletonKey: id }),
    );
  return { asked: due.length };
}

/** Restores a sample of the newest snapshot. Opens short transactions, none while the client runs. */
export async function tryRestore(outside: Context<Tables>, { repositoryId }: { repositoryId: string }): Promise<void> {
  const { house } = outside;
  const entry = { actor: outside.actor, organisation: outside.organisation };
  const begun = await inContext<Tables, { drillId: string; password: string; repository: string }>(house, entry, (ctx) => begin(ctx, repositoryId));
  const found = await sample(begun.repository, begun.password).catch((error: unknown) => ({ failed: whatResticSaid(error) }));
  await inContext<Tables, void>(house, entry, async (ctx) => {
    const succeeded = !('failed' in found);
    await ctx.tx
      .updateTable('backup.drill')
      .set({
        ended_at: ctx.now().toString(),
        reader_digest: null,
        succeeded,
        ...(succeeded
          ? {
              files: found.files,
              bytes: found.bytes,
              digest: found.digest,
              says: `Sauvegarde du ${formatDay(Temporal.PlainDate.from(found.snapshotAt))} : un échantillon est revenu entier.`,
            }
          : { says: found.failed }),
      })
      .where('organisation_id', '=', ctx.organisation)
      .where('id', '=', begun.drillId)
      .execute();
    await markProven(ctx, repositoryId, succeeded);
  });
}

async function begin(ctx: Context<Tables>, repositoryId: string) {
  const machine = await ctx.tx
    .selectFrom('backup.repository')
    .select(['key', 'operator_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', repositoryId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!machine) throw refuse('backup.machine-unknown');
  const password = await passwordForDrill(ctx, repositoryId);
  const secret = newSecret();
  const drillId = ctx.newId();
  await ctx.tx
    .insertInto('backup.drill')
    .values({
      organisation_id: ctx.organisation,
      id: drillId,
      repository_id: repositoryId,
      operator_id: machine.operator_id,
      made_by: 'platform',
      reader_digest: secretDigest(ctx.house.settings, secret),
      reader_ends_at: ctx.now().add(LASTS).toString(),
      begun_at: ctx.now().toString(),
      ended_at: null,
      succeeded: null,
      files: null,
      bytes: null,
      digest: null,
      says: '',
      said_by: 'La plateforme',
    })
    .execute();
  return { drillId, password, repository: await repositoryUrl(ctx, machine.key, secret) };
}

type Node = { struct_type: string; type?: string; path?: string; size?: number };

async function sample(repository: string, password: string): Promise<{ files: number; bytes: number; digest: string; snapshotAt: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'beffroi-drill-'));
  const restic = async (...words: string[]): Promise<string> => {
    const { stdout } = await run('restic', [...words, '--no-lock', '--no-cache'], {
      maxBuffer: 512e6,
      timeout: 3_600_000,
      env: { PATH: process.env['PATH'], HOME: folder, RESTIC_REPOSITORY: repository, RESTIC_PASSWORD: password },
    });
    return stdout;
  };
  try {
    const snapshots = JSON.parse(await restic('snapshots', '--json')) as { id: string; time: string }[]; // the client's own words
    const newest = snapshots.toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time))[0];
    if (!newest) throw new Error('Le dépôt ne contient aucune sauvegarde.');
    const listed = (await restic('ls', newest.id, '--json')).split('\n').flatMap((line) => (line ? [JSON.parse(line) as Node] : [])); // idem
    const chosen = choose(listed);
    if (chosen.length === 0) throw new Error('La dernière sauvegarde ne contient aucun fichier.');
    const target = join(folder, 'restored');
    await restic('restore', newest.id, '--target', target, ...chosen.flatMap((path) => ['--include', literally(path)]));
    return { ...(await digestOfAll(target)), snapshotAt: newest.time.slice(0, 10) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Some from everywhere, as many as the bounds allow: another sample each time.
function choose(listed: readonly Node[]): string[] {
  const files = listed.filter((node) => node.struct_type === 'node' && node.type === 'file' && node.path && (node.size ?? 0) <= MOST_BYTES);
  const chosen: string[] = [];
  let bytes = 0;
  for (const { path = '', size = 0 } of files
    .map((node) => ({ node, rank: Math.random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ node }) => node)) {
    if (chosen.length >= MOST_FILES || bytes + size > MOST_BYTES) continue;
    chosen.push(path);
    bytes += size;
  }
  return chosen;
}

// restic reads patterns there.
function literally(path: string): string {
  return path.replaceAll(/[*?[\]\\]/g, '\\$&');
}

async function digestOfAll(folder: string): Promise<{ files: number; bytes: number; digest: string }> {
  const all = createHash('sha256');
  let files = 0;
  let bytes = 0;
  for (const entry of (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const one = createHash('sha256');
    for await (const chunk of createReadStream(path)) one.update(chunk as Buffer); // a stream without an encoding gives bytes
    all.update(one.digest());
    bytes += (await stat(path)).size;
    files += 1;
  }
  return { files, bytes, digest: all.digest('hex') };
}

async function hasRestic(): Promise<boolean> {
  return run('restic', ['version']).then(
    () => true,
    () => false,
  );
}

// The last line is the reason. Addresses may stand there with what they present: they go.
function whatResticSaid(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : error instanceof Error ? error.message : String(error);
  const reason = said.trim().split('\n').at(-1) ?? '';
  return `L’essai a échoué : ${reason.replaceAll(/rest:\S+/g, 'le dépôt')}`.slice(0, 900);
}
