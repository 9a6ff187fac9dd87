// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

export const personalData: readonly PersonalData[] = [
  {
    category: 'Agents de l’opérateur qui préparent, émettent et suivent les documents (nom)',
    purpose: 'Savoir qui a préparé et qui a émis, séparation que la comptabilité publique demande',
    basis: 'Obligation légale (RGPD, article 6-1 c)',
    retention: 'Dix ans, délai des pièces justificatives comptables',
    tables: [
      'billing.run',
      'billing.run_work',
      'billing.document',
      'billing.happening',
      'billing.credit',
      'billing.charge',
      'billing.correction',
      'billing.cost',
      'billing.payer',
      'billing.setting',
      'billing.exchange_setting',
      'billing.sent_file',
      'billing.return_file',
      'billing.return_line',
    ],
  },
  {
    category: 'Agents et élus des payeurs qui contestent un document (nom)',
    purpose: 'Savoir qui conteste au nom de la collectivité, et lui répondre',
    basis: 'Obligation légale (RGPD, article 6-1 c)',
    retention: 'Dix ans, délai des pièces justificatives comptables',
    tables: ['billing.contest'],
  },
];

/** Kept by triggers: erased by the function of the migration. */
const kept = [
  'billing.document',
  'billing.posting',
  'billing.billed',
  'billing.credit',
  'billing.standing',
  'billing.happening',
  'billing.liquidation',
  'billing.liquidation_line',
] as const;
/** Erased first: what was sent or contested names documents, what was decided names avoirs. */
const exchanged = [
  'billing.correction',
  'billing.contest',
  'billing.return_line',
  'billing.return_file',
  'billing.sent_document',
  'billing.sent_file',
  'billing.exchange_counter',
  'billing.exchange_setting',
] as const;
const others = [
  'billing.setting',
  'billing.payer',
  'billing.charge',
  'billing.run_work',
  'billing.run',
  'billing.counter',
  'billing.cost',
  'billing.member_receipts',
] as const;

/** An operator takes away all that it billed; what it asked others to pay stays theirs to read until it erases. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of [...others, ...kept, ...exchanged])
      all[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).execute();
    return all;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of exchanged) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
    await sql`select billing.erase_documents()`.execute(ctx.tx);
    for (const table of others) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
  },
};
