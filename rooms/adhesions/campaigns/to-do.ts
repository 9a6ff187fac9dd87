// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

/** Letters that wait for the answer of the bodies of this person. */
export async function lettersToAnswer(ctx: Context<Tables>): Promise<ToDo[]> {
  if (ctx.organisations.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('adhesions.campaign_letter as l')
    .innerJoin('organisations.body as b', 'b.id', 'l.payer_id')
    .select(['l.payer_id', 'l.id', 'l.subject', 'l.said', 'l.answer_by', 'b.slug'])
    .where('l.payer_id', 'in', [...ctx.organisations])
    .where('l.answer', 'is', null)
    .where('l.outcome', 'is', null)
    .where('l.sent_at', 'is not', null)
    .where('l.answer_by', '>=', ctx.today().toString())
    .orderBy('l.answer_by')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    organisationId: row.payer_id,
    kind: 'sign',
    title: `Répondre à ${row.said.operator} : ${row.subject}`,
    href: `/o/${row.slug}/echeances/lettres/${row.id}`,
    dueOn: row.answer_by,
  }));
}
