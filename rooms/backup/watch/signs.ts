// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import type { signShape } from '../contract.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

type Sign = z.output<typeof signShape>;

/** What looked wrong in the body, or with one machine: what nobody has seen first. */
export async function listSigns(
  ctx: Context<Tables>,
  { machine = null }: { machine?: string | null | undefined },
): Promise<{ rows: Sign[]; total: number }> {
  const { rows } = await sql<Sign>`
    select s.id, s.repository_id as "repositoryId", r.label as machine, s.kind, s.on_day as "onDay", s.says, s.seen_by as "seenBy", s.seen_at as "seenAt",
      s.handled_by as "handledBy", s.handled_at as "handledAt", s.handled_why as "handledWhy"
    from backup.sign s
    join backup.repository r on r.organisation_id = s.organisation_id and r.id = s.repository_id
    where s.organisation_id = ${ctx.organisation}
      and (${machine}::uuid is null or s.repository_id = ${machine}::uuid)
    order by s.seen_at is not null, s.on_day desc, s.id
    limit 100`.execute(ctx.tx);
  return { rows, total: rows.length };
}

/** Somebody has looked, and knows why. */
export async function acknowledgeSign(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('backup.sign')
    .set({ seen_by: authorOf(ctx.actor), seen_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('backup.sign-unknown');
}
