// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

const tables = [
  'rights.opening',
  'rights.allowance',
  'rights.extra',
  'rights.limit_change',
  'rights.suspension',
  'rights.pool_member',
  'rights.balance',
  'rights.movement',
] as const;

export const personalData: readonly PersonalData[] = [
  {
    category: 'Auteurs des décisions sur les droits',
    purpose: 'Savoir qui a ouvert, complété ou suspendu un droit',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'La durée de la convention, puis dix ans',
    tables: ['rights.opening', 'rights.allowance', 'rights.extra', 'rights.suspension', 'rights.limit_change'],
  },
  {
    category: 'Seuil d’alerte choisi par une personne',
    purpose: 'Prévenir qu’un droit approche de sa limite, sans lasser',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Jusqu’à un autre choix, ou l’effacement du compte',
    tables: ['rights.alert_choice'],
  },
];

/** An operator takes away all that it opened and what was used of it; a body that benefits reads its part. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of tables) all[table] = await ctx.tx.selectFrom(table).selectAll().orderBy('id').execute();
    return all;
  },
  async erase(ctx: Context<Tables>) {
    await sql`select rights.erase_movements()`.execute(ctx.tx);
    for (const table of tables.toReversed().filter((name) => name !== 'rights.movement'))
      await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
  },
};
