// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

const tables = ['reports.weekly', 'reports.standing', 'reports.run', 'reports.awaited', 'reports.setting'] as const;

export const personalData: readonly PersonalData[] = [
  {
    category: 'Adresses auxquelles le rapport hebdomadaire est envoyé',
    purpose: 'Rendre compte chaque semaine à ceux que la collectivité désigne',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Tant que la collectivité les désigne',
    tables: ['reports.setting'],
  },
];

/** A body takes away its reports and settings; erased, nothing stays. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of tables)
      all[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
    return all;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of tables) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
  },
};
