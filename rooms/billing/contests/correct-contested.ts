// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';

/**
 * Closes the contest of a document that an avoir corrects: one that was upheld, or any when nothing of the document is left. An avoir that only
 * meets a contest without an answer leaves it to be answered.
 */
export async function correctContested(ctx: Context<Tables>, { documentId, avoir }: { documentId: string; avoir: string }): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update billing.contest c
    set verdict = 'upheld', answer = coalesce(c.answer, ${`Corrigé par l’avoir ${avoir}`}), answered_on = coalesce(c.answered_on, ${ctx.today().toString()}::date),
      answered_name = coalesce(c.answered_name, ${authorOf(ctx.actor)}), closed_at = ${ctx.now().toString()}
    from billing.standing s
    where c.organisation_id = ${ctx.organisation} and c.document_id = ${documentId} and c.closed_at is null
      and s.organisation_id = c.organisation_id and s.document_id = c.document_id
      and (c.verdict = 'upheld' or s.credited_cents >= s.gross_cents)
    returning c.id`.execute(ctx.tx);
  const [closed] = rows;
  if (!closed) return;
  const standing = await ctx.tx
    .updateTable('billing.standing')
    .set({ contested_on: null, contest_reason: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', documentId)
    .returning('payer_id')
    .executeTakeFirstOrThrow();
  await ctx.tell('billing.contest-answered', { contestId: closed.id }, { heardIn: standing.payer_id });
}
