// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { dayInWords } from '#ui/format/day.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { answerHours, listHours } from '../../contract.ts';
import { Dialog, Dismiss } from '../manage/dialog.tsx';
import { inWords } from '../words.ts';

type Row = RowOf<typeof listHours>;
type Which = 'mine' | 'to-answer' | 'all';

const empties: Readonly<Record<Which, readonly [string, string]>> = {
  mine: ['Aucune heure déclarée', 'Déclarez les heures faites au-delà de votre temps de travail : validées, elles se récupèrent comme un congé.'],
  'to-answer': ['Tout est à jour', 'Aucune heure n’attend votre validation.'],
  all: ['Aucune heure déclarée', 'Les heures que déclarent les agents s’affichent ici.'],
};
const statusWords = {
  requested: { label: 'En attente', colour: 'yellow' },
  approved: { label: 'Validées', colour: 'green' },
  refused: { label: 'Refusées', colour: 'red' },
} as const;

/** Declared hours, and the answer to those that await it. */
export function HoursList({ which }: { which: Which }) {
  const { holds } = usePlace();
  const [refused, setRefused] = useState<Row | null>(null);
  const act = useAct(answerHours, {
    done: ({ status }) => {
      setRefused(null);
      tellDone(status === 'approved' ? 'Heures validées : elles sont au compteur.' : 'Heures refusées.');
    },
  });
  const [title, says] = empties[which];
  return (
    <>
      <DataTable
        key={which}
        endpoint={listHours}
        input={{ which }}
        caption="Heures déclarées"
        columns={which === 'mine' ? columns.filter(({ id }) => id !== 'agent') : columns}
        rowKey={({ id }) => id}
        {...(which !== 'to-answer' && { exportName: 'heures' })}
        empty={<EmptyState title={title}>{says}</EmptyState>}
        {...(which !== 'mine' &&
          holds('conges') && {
            rowActions: (row: Row) =>
              row.mayAnswer && (
                <Group gap="xs" wrap="nowrap">
                  <Button
                    size="sm"
                    aria-label={`Valider ${inWords(row.minutes, 'hour')} de ${row.agent.name}`}
                    onClick={() => act.mutate({ id: row.id, outcome: 'approve', reason: '' }, { onError: tellRefusal })}
                  >
                    Valider
                  </Button>
                  <Button
                    size="sm"
                    variant="default"
                    aria-label={`Refuser ${inWords(row.minutes, 'hour')} de ${row.agent.name}`}
                    onClick={() => setRefused(row)}
                  >
                    Refuser
                  </Button>
                </Group>
              ),
          })}
      />
      <Dialog title="Refuser ces heures" isOpen={refused !== null} close={() => setRefused(null)}>
        {refused && (
          <Refuse
            row={refused}
            send={(reason) => act.mutate({ id: refused.id, outcome: 'refuse', reason }, { onError: tellRefusal })}
            close={() => setRefused(null)}
          />
        )}
      </Dialog>
    </>
  );
}

function Refuse({ row, send, close }: { row: Row; send: (reason: string) => void; close: () => void }) {
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(reason);
      }}
    >
      <p>
        {inWords(row.minutes, 'hour')} de {row.agent.name}, le {dayInWords(row.on)} : {row.reason}
      </p>
      <TextInput label="Motif" description="L’agent le lira." required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Group mt="md">
        <Button type="submit" color="red">
          Refuser ces heures
        </Button>
        <Dismiss close={close} />
      </Group>
    </form>
  );
}

const columns: readonly Column<Row>[] = [
  { id: 'on', title: 'Jour', kind: 'day', isName: true, value: ({ on }) => on },
  { id: 'agent', title: 'Agent', value: ({ agent }) => agent.name },
  { id: 'minutes', title: 'Durée', value: ({ minutes }) => inWords(minutes, 'hour') },
  {
    id: 'counted',
    title: 'Au compteur',
    value: ({ counted, percent }) => (percent === 100 ? inWords(counted, 'hour') : `${inWords(counted, 'hour')} (${percent} %)`),
  },
  { id: 'reason', title: 'Motif', value: ({ reason }) => reason },
  {
    id: 'status',
    title: 'État',
    value: ({ status, answer }) => [statusWords[status].label, answer].filter(Boolean).join(' : '),
    cell: ({ status, answer }) => (
      <>
        <Badge variant="light" color={statusWords[status].colour}>
          {statusWords[status].label}
        </Badge>
        {answer && <span> {answer}</span>}
      </>
    ),
  },
];
