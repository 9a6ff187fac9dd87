// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/take-over.ts';
import type { Tables } from '../tables.ts';
import { authorOf } from './author.ts';
import { planLines } from './gather-world.ts';
import { readTakeOverFile } from './read-file.ts';
import { writeDrafts, type ToWrite } from './write-drafts.ts';

type Asked = { fileName: string; content: string; numbers: string[] };

/**
 * Takes over the conventions chosen, all or none, in this transaction. The file is read again: what the preview said may have aged. Played again,
 * it changes nothing. Refuses `adhesions.take-over-unreadable`, `.take-over-faulty`.
 */
export async function applyTakeOver(ctx: Context<Tables>, { fileName, content, numbers }: Asked) {
  const chosen = new Set(numbers);
  const { rows, digest } = readTakeOverFile(content);
  await lockRegister(ctx);
  const { planned } = await planLines(
    ctx,
    rows.filter(({ cells }) => chosen.has(cells.number)),
  );
  const faulty = planned.find(({ action }) => action === 'error');
  if (faulty) throw refuse('adhesions.take-over-faulty', { number: faulty.number, fault: faulty.faults[0]?.says ?? '' }, 'numbers');
  const drafts = planned.flatMap((one) => (one.action === 'create' || one.action === 'change' ? [one] : []));
  const created = drafts.filter(({ action }) => action === 'create').length;
  const counts = { created, changed: drafts.length - created, unchanged: planned.length - drafts.length };
  if (drafts.length === 0) return { id: null, ...counts };
  const id = ctx.newId();
  await ctx.tx
    .insertInto('adhesions.take_over')
    .values({
      organisation_id: ctx.organisation,
      id,
      file_name: fileName,
      digest,
      ...counts,
      applied_at: ctx.now().toString(),
      applied_by: authorOf(ctx),
      undone_at: null,
      undone_by: null,
    })
    .execute();
  const toWrite: ToWrite[] = drafts.map(({ lines, says, action, ...one }) => ({
    ...one,
    source: { kind: 'csv', takeOverId: id, file: fileName, digest, line: lines[0] ?? 0, by: authorOf(ctx), at: ctx.now().toString() },
    changes: action === 'change' ? says : [],
  }));
  await writeDrafts(ctx, id, toWrite);
  await ctx.tell('adhesions.taken-over', { takeOverId: id, created: counts.created, changed: counts.changed });
  return { id, ...counts };
}

/** Two files of one operator at once wait here for each other: the second is judged on what the first wrote. */
async function lockRegister(ctx: Context<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`adhesions.take-over ${ctx.organisation}`}, 0))`.execute(ctx.tx);
}
