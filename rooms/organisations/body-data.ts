// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

export const personalData: readonly PersonalData[] = [
  {
    category: 'Auteur des saisies sur les collectivités',
    purpose: 'Savoir qui a déclaré une collectivité ou saisi une information, et quand',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Le temps de la convention de l’opérateur, puis cinq ans',
    tables: [
      'organisations.declaration',
      'organisations.fact',
      'organisations.body_import',
      'organisations.territory_part',
      'organisations.appearance',
      'organisations.legal_version',
    ],
  },
  {
    category: 'Direction de la publication et contacts que l’opérateur publie',
    purpose: 'Publier les mentions légales et la déclaration d’accessibilité',
    basis: 'Obligation légale (RGPD, article 6-1 c)',
    retention: 'Le temps de la convention de l’opérateur, puis cinq ans',
    tables: ['organisations.legal_version'],
  },
];

// Facts and declarations refer to imports: they go first.
const owned = [
  'organisations.fact',
  'organisations.declaration',
  'organisations.body_import',
  'organisations.territory_part',
  'organisations.appearance',
  'organisations.legal_version',
  'organisations.operator_version',
] as const;

/** An operator takes away what it entered; what the register says of everybody stays. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const exported: Record<string, unknown[]> = {};
    for (const table of owned) {
      exported[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
    }
    return exported;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of owned) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
  },
};
