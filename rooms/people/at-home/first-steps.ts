// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { FirstStep } from '#platform/room.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** What a first visit asks about the account, ticked once it is so. */
export const firstSteps: readonly FirstStep[] = [
  {
    key: 'people.mail-choice',
    title: 'Choisir vos courriels de notification',
    detail: 'Aussitôt, chaque matin, chaque semaine ou jamais.',
    href: '/notifications',
    permission: 'signed-in',
    isDone: hasChosenMail,
  },
];

async function hasChosenMail(ctx: Context<Tables>): Promise<boolean> {
  const { rows } = await sql`select from platform.notice_choice where person_id = ${personWhoActs(ctx).personId}`.execute(ctx.tx);
  return rows.length > 0;
}
