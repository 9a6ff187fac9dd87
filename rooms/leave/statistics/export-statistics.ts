// SPDX-License-Identifier: EUPL-1.2
import { writeCsv, type CsvCell } from '#platform/documents/csv.ts';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { readAgents } from '../agents/read-agents.ts';
import type { Tables } from '../tables.ts';
import { absencesOf, groupsOf } from './read-statistics.ts';

/** How the rapport social unique names who works: contractuels are told apart by their post elsewhere. */
export const statusWords = {
  titulaire: 'Fonctionnaire titulaire',
  stagiaire: 'Fonctionnaire stagiaire',
  contractuel: 'Contractuel de droit public',
  prive: 'Contractuel de droit privé',
} as const;

const titles = ['Année', 'Motif', 'Statut', 'Catégorie', 'Sexe', 'Agents absents au moins une fois', 'Absences', 'Jours calendaires', 'Jours ouvrés'];

/** A line for each reason, status, category and sex of those who were away in a year. */
export async function exportStatistics(ctx: Context<Tables>, { year }: { year: number }): Promise<FileAnswer> {
  const counted = (await absencesOf(ctx, year, await readAgents(ctx))).filter(({ reason }) => reason !== null);
  const rows = groupsOf(counted).map((group): CsvCell[] => [
    year,
    group.reason,
    statusWords[group.status],
    group.category,
    group.sex === null ? null : group.sex === 'F' ? 'Femme' : 'Homme',
    group.agents,
    group.absences,
    group.calendarDays,
    group.workedDays,
  ]);
  return { name: `rsu-absences-${year}.csv`, type: 'text/csv; charset=utf-8', content: writeCsv(titles, rows) };
}
