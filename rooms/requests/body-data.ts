// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

export const personalData: readonly PersonalData[] = [
  {
    category: 'Agents de l’opérateur qui préparent un devis (nom)',
    purpose: 'Savoir à qui parler d’une demande',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Le temps de l’adhésion, puis cinq ans',
    tables: ['requests.quote'],
  },
];

/** An operator takes away what it prepared; the body keeps its own request, and the quote that it was sent. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    return { 'requests.quote': await ctx.tx.selectFrom('requests.quote').selectAll().where('organisation_id', '=', ctx.organisation).execute() };
  },
  async erase(ctx: Context<Tables>) {
    await ctx.tx.deleteFrom('requests.quote').where('organisation_id', '=', ctx.organisation).execute();
  },
};
