// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

// Those on which others lean come last.
const tables = [
  'backup.copy',
  'backup.object',
  'backup.day',
  'backup.enrolment',
  'backup.maintenance',
  'backup.plan_line',
  'backup.plan',
  'backup.custody',
  'backup.custodian_lapse',
  'backup.escrow_opening',
  'backup.escrow',
  'backup.recovery_key',
  'backup.drill',
  'backup.sign',
  'backup.repository',
  'backup.account',
] as const;

// Of use to nobody who may read the rest.
const secret = ['secret_digest', 'token_digest', 'reader_digest', 'sealed_password', 'first_box', 'second_box', 'heartbeat'];

export const personalData: readonly PersonalData[] = [
  {
    category: 'Personnes qui demandent, autorisent ou conduisent une maintenance des sauvegardes',
    purpose: 'Prouver qui a permis d’effacer des sauvegardes',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e) ; sécurité du traitement (article 32)',
    retention: 'Aussi longtemps que la machine est suivie',
    tables: ['backup.maintenance'],
  },
  {
    category: 'Dépositaires des mots de passe de dépôts, et chaque ouverture',
    purpose: 'Restaurer quand le mot de passe est perdu, et savoir qui l’a ouvert',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e) ; sécurité du traitement (article 32)',
    retention: 'Aussi longtemps que la machine est suivie',
    tables: ['backup.escrow', 'backup.recovery_key', 'backup.custody', 'backup.custodian_lapse', 'backup.escrow_opening'],
  },
  {
    category: 'Personnes qui déclarent une restauration, et la pièce qu’elles joignent',
    purpose: 'Prouver que les sauvegardes se restaurent',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e) ; sécurité du traitement (article 32)',
    retention: 'Aussi longtemps que la machine est suivie',
    tables: ['backup.drill'],
  },
];

/** A body takes away what is known of its backups; the ciphertext itself it fetches with its own client and password. Erased, nothing stays. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of tables) {
      const rows = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
      all[table] = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !secret.includes(column))));
    }
    return all;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of tables) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
  },
};
