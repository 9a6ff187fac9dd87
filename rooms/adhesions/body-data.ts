// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

const tables = [
  'adhesions.recount',
  'adhesions.term_clause',
  'adhesions.body_change_proposal',
  'adhesions.suspension',
  'adhesions.commissioning',
  'adhesions.counter',
  'adhesions.campaign_letter',
  'adhesions.campaign_line',
  'adhesions.campaign',
  'adhesions.signatory',
  'adhesions.signature_request',
  'adhesions.document',
  'adhesions.template_version',
  'adhesions.time_stamp',
  'adhesions.body_change',
  'adhesions.renewal',
  'adhesions.renewal_reminder',
  'adhesions.denunciation',
  'adhesions.succession',
  'adhesions.terms',
  'adhesions.certificate',
  'adhesions.passage',
  'adhesions.attachment',
  'adhesions.register_entry',
  'adhesions.line',
  'adhesions.rider',
  'adhesions.membership',
  'adhesions.convention',
  'adhesions.subscription_setting',
  'adhesions.taken_over',
  'adhesions.take_over',
] as const;

export const personalData: readonly PersonalData[] = [
  {
    category: 'Signataires des conventions',
    purpose: 'Prouver qui a engagé la collectivité',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'La durée de la convention, puis dix ans',
    tables: [
      'adhesions.convention',
      'adhesions.rider',
      'adhesions.subscription_setting',
      'adhesions.succession',
      'adhesions.signatory',
      'adhesions.signature_request',
    ],
  },
  {
    category: 'Fonctions des titulaires de certificats, auteurs des reprises',
    purpose: 'Savoir quel certificat expire quand, et d’où vient une convention reprise',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'La durée de la convention, puis dix ans',
    tables: ['adhesions.certificate', 'adhesions.take_over', 'adhesions.taken_over', 'adhesions.attachment'],
  },
  {
    category: 'Auteurs des renouvellements, des campagnes et des réponses',
    purpose: 'Savoir qui a préparé, appliqué, accepté ou dénoncé ce qui suit une convention',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'La durée de la convention, puis dix ans',
    tables: [
      'adhesions.campaign',
      'adhesions.campaign_line',
      'adhesions.campaign_letter',
      'adhesions.renewal',
      'adhesions.denunciation',
      'adhesions.body_change',
      'adhesions.body_change_proposal',
      'adhesions.term_clause',
    ],
  },
  {
    category: 'Auteurs des suspensions, des recomptages et des dates de mise en service',
    purpose: 'Savoir qui a suspendu une adhésion et qui est convenu d’un jour',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'La durée de la convention, puis dix ans',
    tables: ['adhesions.suspension', 'adhesions.commissioning', 'adhesions.recount'],
  },
];

/** An operator takes away all its conventions; a body that is party to one reads it, and keeps its own copy of the signed pieces. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of tables) all[table] = await ctx.tx.selectFrom(table).selectAll().orderBy('id').execute();
    return all;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of [...tables.slice(0, tables.indexOf('adhesions.line')), 'adhesions.taken_over', 'adhesions.take_over'] as const)
      await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
    await ctx.tx.updateTable('adhesions.line').set({ replaces_id: null }).where('organisation_id', '=', ctx.organisation).execute();
    await ctx.tx.deleteFrom('adhesions.line').where('organisation_id', '=', ctx.organisation).execute();
    await ctx.tx.deleteFrom('adhesions.rider').where('organisation_id', '=', ctx.organisation).execute();
    await ctx.tx.deleteFrom('adhesions.subscription_setting').where('organisation_id', '=', ctx.organisation).execute();
    await ctx.tx.deleteFrom('adhesions.membership').where('organisation_id', '=', ctx.organisation).execute();
    await ctx.tx.deleteFrom('adhesions.convention').where('organisation_id', '=', ctx.organisation).where('cadre_id', 'is not', null).execute();
    await ctx.tx.deleteFrom('adhesions.convention').where('organisation_id', '=', ctx.organisation).execute();
  },
};
