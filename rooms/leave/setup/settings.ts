// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readSettings as read, type Settings } from '../agents/body-calendar.ts';
import { nameOf } from '../counters/post-movements.ts';
import type { Tables } from '../tables.ts';
import { startLeave } from './start-leave.ts';

/** How the body runs its leave, and whether it ever began. */
export async function readSettings(ctx: Context<Tables>): Promise<Settings & { isStarted: boolean }> {
  const row = await ctx.tx.selectFrom('leave.setting').select('id').where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  return { ...(await read(ctx)), isStarted: row !== undefined };
}

/** Sets how the body runs its leave; the first time, gives it the usual kinds of absence. */
export async function changeSettings(ctx: Context<Tables>, settings: Settings): Promise<void> {
  await startLeave(ctx, { schoolZone: settings.schoolZone });
  await ctx.tx
    .updateTable('leave.setting')
    .set({
      school_zone: settings.schoolZone,
      territory: settings.territory,
      has_temple: settings.hasTemple,
      approval_levels: settings.approvalLevels,
      notice_days: settings.noticeDays,
      presence_refuses: settings.presenceRefuses,
      cet_is_paid: settings.cetIsPaid,
      colleagues_see: settings.colleaguesSee,
      changed_at: ctx.now().toString(),
      changed_by: nameOf(ctx),
    })
    .where('organisation_id', '=', ctx.organisation)
    .execute();
}
