// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { FirstStep } from '#platform/room.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** What a first visit asks about the account and the colleagues, ticked once it is so. */
export const firstSteps: readonly FirstStep[] = [
  {
    key: 'people.mail-choice',
    title: 'Choisir vos courriels de notification',
    detail: 'Aussitôt, chaque matin, chaque lundi ou jamais.',
    href: '/notifications',
    permission: 'signed-in',
    isDone: hasChosenMail,
  },
  {
    key: 'people.colleague',
    title: 'Faire entrer un collègue',
    detail: 'Préparez son arrivée : il reçoit une invitation et entre en une minute.',
    href: '/o/:organisation/mouvements/arrivee',
    permission: 'people.administer',
    isDone: hasColleague,
  },
];

async function hasChosenMail(ctx: Context<Tables>): Promise<boolean> {
  const { rows } = await sql`select from platform.notice_choice where person_id = ${personWhoActs(ctx).personId}`.execute(ctx.tx);
  return rows.length > 0;
}

/** Somebody else serves one of the bodies that the person administers. */
async function hasColleague(ctx: Context<Tables>): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', 'in', [...ctx.organisations])
    .where('person_id', '<>', personWhoActs(ctx).personId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
