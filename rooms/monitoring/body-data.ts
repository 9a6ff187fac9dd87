// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

const own = [
  'monitoring.target',
  'monitoring.maintenance',
  'monitoring.step',
  'monitoring.status_page',
  'monitoring.warning_rule',
  'monitoring.subscription',
  'monitoring.subscription_notice',
] as const;
const watched = [
  'monitoring.approval',
  'monitoring.check',
  'monitoring.state',
  'monitoring.incident',
  'monitoring.affected',
  'monitoring.entry',
  'monitoring.warned',
] as const;

const erased = ['monitoring.look', 'monitoring.result', 'monitoring.day', 'monitoring.incident', 'monitoring.check', 'monitoring.approval'] as const;

export const personalData: readonly PersonalData[] = [
  {
    category: 'Qui déclare, approuve, annonce des travaux et prend un incident en charge',
    purpose: 'Surveiller les machines des collectivités et répondre de ce qui est fait',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Tant que la collectivité est servie',
    tables: ['monitoring.target', 'monitoring.approval', 'monitoring.maintenance', 'monitoring.incident', 'monitoring.entry', 'monitoring.step'],
  },
  {
    category: 'Adresses abonnées à la page publique de disponibilité',
    purpose: 'Envoyer par courriel les incidents et les travaux à qui l’a demandé',
    basis: 'Consentement (RGPD, article 6-1 a), confirmé par courriel',
    retention: 'Jusqu’au désabonnement ; deux jours si l’adresse n’est pas confirmée',
    tables: ['monitoring.subscription'],
  },
];

/** A body takes away what it declared and what was watched for it; raw results, which its reports sum up, are not handed over. Erased, nothing stays. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of own)
      all[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
    for (const table of watched) {
      const { rows } = await sql<Record<string, unknown>>`
        select * from ${sql.table(table)}
        where body_id = ${ctx.organisation} or organisation_id = ${ctx.organisation}`.execute(ctx.tx);
      // Addresses that let a machine call, and secrets of machines, are no part of what is handed over.
      all[table] = rows.map(({ push_digest: _digest, sealed_secret: _secret, ...row }) => row);
    }
    const { rows: days } = await sql`
      select * from monitoring.day
      where body_id = ${ctx.organisation} or organisation_id = ${ctx.organisation}
      order by looked_on`.execute(ctx.tx);
    return { ...all, 'monitoring.day': days };
  },
  async erase(ctx: Context<Tables>) {
    await sql`select monitoring.forget_body()`.execute(ctx.tx);
    for (const table of erased) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
    for (const table of own) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
  },
};
