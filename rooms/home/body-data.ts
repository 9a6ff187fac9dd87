// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

export const personalData: readonly PersonalData[] = [
  {
    category: 'Favoris et annonces déjà lues de chaque personne',
    purpose: 'Retrouver son accueil comme on l’a laissé',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Le temps du compte',
    tables: ['home.favourite', 'home.dismissal'],
  },
  {
    category: 'Agents qui demandent un service, y répondent ou rédigent une annonce (nom)',
    purpose: 'Savoir à qui répondre et qui a répondu',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Le temps de l’adhésion, puis cinq ans',
    tables: ['home.service_request', 'home.service_answer', 'home.announcement', 'home.announcement_update'],
  },
];

const tables = ['home.service_request', 'home.service_answer', 'home.announcement', 'home.announcement_body', 'home.announcement_update'] as const;

/** A body takes away what it asked for, answered and announced; what others keep of the same exchange is theirs. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of tables) all[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).execute();
    return all;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of tables.toReversed()) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
    await sql`select home.forget_favourites()`.execute(ctx.tx);
  },
};
