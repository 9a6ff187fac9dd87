// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

const tables = [
  'leave.setting',
  'leave.own_rule',
  'leave.team',
  'leave.agent',
  'leave.manager',
  'leave.stand_in',
  'leave.working_time',
  'leave.kind',
  'leave.request',
  'leave.answer',
  'leave.movement',
  'leave.carry_over',
  'leave.health',
  'leave.proof',
  'leave.extra_hours',
  'leave.closing',
  'leave.savings_account',
  'leave.payroll_layout',
  'leave.school_break',
  'leave.closed_day',
] as const;

export const personalData: readonly PersonalData[] = [
  {
    category: 'Agents, leur temps de travail, leurs absences et leurs compteurs',
    purpose: 'Gérer les congés et les absences',
    basis: 'Obligation légale de l’employeur (RGPD, article 6-1 c)',
    retention: 'Cinq ans après le départ de l’agent',
    tables: [
      'leave.agent',
      'leave.working_time',
      'leave.request',
      'leave.answer',
      'leave.movement',
      'leave.carry_over',
      'leave.manager',
      'leave.stand_in',
    ],
  },
  {
    category: 'Agendas auxquels une personne s’abonne depuis un autre outil',
    purpose: 'Montrer ses absences dans son agenda',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Jusqu’à ce que la personne ferme l’adresse',
    tables: ['leave.feed'],
  },
  {
    category: 'Absences pour raison de santé et leurs justificatifs (données sensibles)',
    purpose: 'Appliquer les congés pour raison de santé',
    basis: 'Obligations de l’employeur en matière de droit du travail (RGPD, article 9-2 b)',
    retention: 'Cinq ans après l’absence',
    tables: ['leave.health', 'leave.proof'],
  },
];

/** A body takes away everything of its leave; erased, nothing stays. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const all: Record<string, unknown[]> = {};
    for (const table of tables)
      all[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
    return all;
  },
  async erase(ctx: Context<Tables>) {
    await sql`select leave.erase_ledger(), leave.erase_feeds()`.execute(ctx.tx);
    const kept = tables.filter((name) => name !== 'leave.answer' && name !== 'leave.movement');
    for (const table of kept.toReversed()) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
  },
};
