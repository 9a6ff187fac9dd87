// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

export const personalData: readonly PersonalData[] = [
  {
    category: 'Agents de l’opérateur qui préparent, votent et mettent en vigueur le catalogue',
    purpose: 'Savoir qui a proposé et qui a mis en vigueur chaque tarif',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Aussi longtemps que l’édition, document administratif de l’opérateur',
    tables: ['catalogue.edition', 'catalogue.edition_change'],
  },
];

export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const own = ctx.organisation;
    return {
      'catalogue.edition': await ctx.tx.selectFrom('catalogue.edition').selectAll().where('organisation_id', '=', own).orderBy('id').execute(),
      'catalogue.edition_change': await ctx.tx
        .selectFrom('catalogue.edition_change')
        .selectAll()
        .where('organisation_id', '=', own)
        .orderBy('id')
        .execute(),
    };
  },
  async erase(ctx: Context<Tables>) {
    await sql`select catalogue.erase_editions()`.execute(ctx.tx);
  },
};
