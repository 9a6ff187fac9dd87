// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

export const personalData: readonly PersonalData[] = [
  {
    category: 'Agents de l’opérateur qui établissent, valident et suivent les devis',
    purpose: 'Savoir qui a proposé, validé et envoyé chaque devis',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Dix ans après la fin du devis, délai des pièces justificatives comptables',
    tables: ['quotes.quote', 'quotes.version', 'quotes.step', 'quotes.share', 'quotes.document'],
  },
  {
    category: 'Interlocuteurs des collectivités et personnes qui répondent à un devis (nom, qualité, adresse électronique)',
    purpose: 'Adresser le devis et garder la preuve de la réponse',
    basis: 'Exécution d’un contrat (RGPD, article 6-1 b)',
    retention: 'Dix ans après la réponse',
    tables: ['quotes.quote', 'quotes.decision', 'quotes.share'],
  },
];

const tables = [
  'quotes.setting',
  'quotes.counter',
  'quotes.quote',
  'quotes.version',
  'quotes.step',
  'quotes.document',
  'quotes.document_beneficiary',
  'quotes.share',
  'quotes.decision',
] as const;

/** An operator takes all its quotes away; what it sent to others stays theirs to read until it erases. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of tables) all[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).execute();
    return all;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of tables.toReversed()) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
  },
};
