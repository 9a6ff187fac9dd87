// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

const tables = ['dossiers.counter', 'dossiers.link', 'dossiers.piece', 'dossiers.happening', 'dossiers.party', 'dossiers.dossier'] as const;

export const personalData: readonly PersonalData[] = [
  {
    category: 'Auteurs et messages des dossiers',
    purpose: 'Savoir qui a fait quoi dans une procédure',
    basis: 'Obligation légale et mission d’intérêt public (RGPD, article 6-1 c et e)',
    retention: 'La durée d’utilité administrative du dossier, selon son type',
    tables: ['dossiers.dossier', 'dossiers.happening', 'dossiers.piece'],
  },
];

/** A body takes away the dossiers that it holds, whole; those in which it only takes part stay with their owner. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of tables)
      all[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
    return all;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of tables) {
      if (table === 'dossiers.happening') await sql`select dossiers.erase_happenings()`.execute(ctx.tx);
      else await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
    }
  },
};
