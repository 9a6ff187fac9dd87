// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { Column } from '#ui/tables/columns.ts';
import type { readStatistics } from '../../contract.ts';

type Figures = { agents: number; absences: number; calendarDays: number; workedDays: number };
type Group = OutputOf<typeof readStatistics>['byGroup'][number];

const statusWords: Readonly<Record<string, string>> = {
  titulaire: 'Titulaire',
  stagiaire: 'Stagiaire',
  contractuel: 'Contractuel',
  prive: 'Droit privé',
};

/** The columns of every table of the page, under the name of its rows. */
export function figureColumns<Row extends Figures>(title: string, nameOf: (row: Row) => string): readonly Column<Row>[] {
  return [
    { id: 'name', title, isName: true, value: nameOf },
    { id: 'agents', title: 'Agents absents', kind: 'number', value: ({ agents }) => agents },
    { id: 'absences', title: 'Absences', kind: 'number', value: ({ absences }) => absences },
    { id: 'calendarDays', title: 'Jours calendaires', kind: 'number', value: ({ calendarDays }) => calendarDays },
    { id: 'workedDays', title: 'Jours ouvrés', kind: 'number', value: ({ workedDays }) => workedDays },
  ];
}

const [name, ...figures] = figureColumns<Group>('Motif', ({ reason }) => reason);

export const groupColumns: readonly Column<Group>[] = [
  ...(name ? [name] : []),
  { id: 'status', title: 'Statut', value: ({ status }) => statusWords[status] ?? status },
  { id: 'category', title: 'Catégorie', value: ({ category }) => category },
  { id: 'sex', title: 'Sexe', value: ({ sex }) => (sex === 'F' ? 'Femme' : sex === 'M' ? 'Homme' : null) },
  ...figures,
];
