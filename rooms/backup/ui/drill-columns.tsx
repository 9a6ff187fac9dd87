// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { count } from '#ui/format/amount.ts';
import { volume } from '#ui/format/volume.ts';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import type { listDrills } from '../contract.ts';

type Drill = RowOf<typeof listDrills>;

/** The columns of restores; `proofAt` says where the document of one is downloaded. */
export function drillColumns<Row extends Drill>(proofAt: (id: string) => string): readonly Column<Row>[] {
  return [
    { id: 'machine', title: 'Machine', isName: true, value: ({ machine }) => machine },
    { id: 'begunAt', title: 'Essayée', kind: 'instant', value: ({ begunAt }) => begunAt },
    { id: 'saidBy', title: 'Par', value: ({ saidBy }) => saidBy },
    {
      id: 'succeeded',
      title: 'Résultat',
      value: (drill) => outcomeOf(drill).label,
      cell: (drill) => <Badge color={outcomeOf(drill).color}>{outcomeOf(drill).label}</Badge>,
    },
    {
      id: 'says',
      title: 'Compte rendu',
      value: ({ says, files, bytes }) =>
        [files === null ? '' : `${count('fichier', 'fichiers', files)}, ${volume(bytes ?? 0)}.`, says].filter((part) => part !== '').join(' '),
    },
    {
      id: 'proof',
      title: 'Pièce',
      value: ({ proof }) => proof ?? '',
      cell: ({ id, proof }) =>
        proof ? (
          <a href={proofAt(id)} target="_blank" rel="noreferrer">
            {proof}
          </a>
        ) : (
          '—'
        ),
    },
    { id: 'digest', title: 'Empreinte SHA-256', value: ({ digest }) => (digest ? `${digest.slice(0, 12)}…` : '') },
  ];
}

/** The secret of a drill opens nothing after two hours: one that has not ended by then was killed with its server. */
const LASTS_MS = 2 * 3_600_000;

function outcomeOf({ succeeded, begunAt }: Drill): { label: string; color: string } {
  if (succeeded !== null) return succeeded ? { label: 'intact', color: 'green' } : { label: 'échec', color: 'red' };
  return Date.now() - Date.parse(begunAt) > LASTS_MS ? { label: 'interrompu', color: 'gray' } : { label: 'en cours', color: 'blue' };
}
