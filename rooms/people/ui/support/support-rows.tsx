// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { instant } from '#ui/format/day.ts';
import type { endSupportGiven, endSupportReceived, listSupportGiven, listSupportReceived } from '../../contract.ts';

export type SupportRow = RowOf<typeof listSupportReceived>;

const endings = {
  technician: 'Terminée par le technicien',
  person: 'Terminée par la personne',
  body: 'Terminée par la collectivité',
  operator: 'Terminée par l’opérateur',
  time: 'Temps écoulé',
} as const;

const columns: readonly Column<SupportRow>[] = [
  { id: 'begunAt', title: 'Début', kind: 'instant', isName: true, value: ({ begunAt }) => begunAt },
  { id: 'technician', title: 'Technicien', value: ({ technician }) => technician },
  { id: 'person', title: 'Au nom de', value: ({ person }) => person },
  { id: 'reason', title: 'Motif', value: ({ reason }) => reason },
  {
    id: 'end',
    title: 'Fin',
    value: ({ endedHow, endedAt, endsAt }) => (endedHow ? `${instant(endedAt ?? endsAt)} – ${endings[endedHow]}` : 'En cours'),
    cell: ({ endedHow, endedAt, endsAt }) =>
      endedHow ? (
        <>
          {instant(endedAt ?? endsAt)}
          <br />
          <small>{endings[endedHow]}</small>
        </>
      ) : (
        <Badge color="red">En cours, jusqu’au {instant(endsAt)}</Badge>
      ),
  },
];
const bodyColumn: Column<SupportRow> = { id: 'body', title: 'Collectivité', value: ({ body }) => body };
const actsColumn: Column<SupportRow> = { id: 'acts', title: 'Actes journalisés', kind: 'number', value: ({ acts }) => acts };

type Props = {
  endpoint: typeof listSupportGiven | typeof listSupportReceived;
  end: typeof endSupportGiven | typeof endSupportReceived;
  isGiven: boolean;
  empty: ReactNode;
};

/** Supports, newest first, each with who ended it or the way to end it. */
export function SupportRows({ endpoint, end, isGiven, empty }: Props) {
  const act = useAct(end, { done: () => tellDone('L’assistance est terminée : sa session est fermée.') });
  const [begun, technician, ...others] = columns;
  const shown = [begun, ...(isGiven ? [bodyColumn] : []), technician, ...others, ...(isGiven ? [] : [actsColumn])].filter(
    (column) => column !== undefined,
  );
  return (
    <DataTable
      endpoint={endpoint}
      caption={isGiven ? 'Assistances données' : 'Assistances reçues'}
      columns={shown}
      rowKey={({ id }) => id}
      empty={empty}
      rowActions={(row) =>
        row.mayEnd && (
          <Button
            size="sm"
            color="red"
            variant="light"
            aria-label={`Mettre fin à l’assistance de ${row.technician} au nom de ${row.person}`}
            onClick={() => act.mutate({ id: row.id }, { onError: tellRefusal })}
          >
            Mettre fin
          </Button>
        )
      }
    />
  );
}
