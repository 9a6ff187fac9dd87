// SPDX-License-Identifier: EUPL-1.2
import { day, today } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { readLedger } from '../../contract.ts';
import { counterWords, inWords, movementWords } from '../words.ts';
import classes from './agents.module.css';

type Row = RowOf<typeof readLedger>;

/** Every movement of an agent's counters, with what explains it: the balance is their sum. */
export function Ledger({ agentId, unit, name }: { agentId: string; unit: 'day' | 'hour'; name: string }) {
  const { organisation } = usePlace();
  const thisYear = Number(today().slice(0, 4));
  return (
    <DataTable
      endpoint={readLedger}
      input={{ id: agentId }}
      caption={`Mouvements des compteurs de ${name}`}
      columns={columnsOf(unit, `/o/${organisation.slug}/conges`)}
      rowKey={({ id }) => id}
      filters={[
        { name: 'counter', label: 'Compteur', options: Object.entries(counterWords).map(([value, label]) => ({ value, label })) },
        { name: 'year', label: 'Année', options: [1, 0, -1, -2].map((more) => String(thisYear + more)).map((value) => ({ value, label: value })) },
      ]}
      exportName="mouvements-conges"
      empty={<EmptyState title="Aucun mouvement">Les compteurs s’ouvrent avec l’année, selon le temps de travail.</EmptyState>}
    />
  );
}

function columnsOf(unit: 'day' | 'hour', at: string): readonly Column<Row>[] {
  const unitOf = (counter: string): 'day' | 'hour' => (counter === 'hours' ? 'hour' : counter === 'cet' ? 'day' : unit);
  return [
    {
      id: 'says',
      title: 'Mouvement',
      isName: true,
      value: ({ says, what }) => says || (movementWords[what] ?? what),
      cell: ({ says, what, texts, requestId }) => (
        <div>
          <span>{requestId ? <HouseLink href={`${at}/demandes/${requestId}`}>{says}</HouseLink> : says || movementWords[what]}</span>
          {texts.length > 0 && (
            <small className={classes.texts}>
              {texts.map((text) => (
                <span key={text}>{text}</span>
              ))}
            </small>
          )}
        </div>
      ),
    },
    { id: 'what', title: 'Nature', value: ({ what }) => movementWords[what] ?? what },
    { id: 'counter', title: 'Compteur', value: ({ counter, year }) => [counterWords[counter] ?? counter, year].filter(Boolean).join(' ') },
    {
      id: 'amount',
      title: 'Quantité',
      kind: 'number',
      value: ({ amount, counter }) => `${amount > 0 ? '+' : ''}${inWords(amount, unitOf(counter))}`,
      cell: ({ amount, counter }) => (
        <span className={classes.gain}>
          {amount > 0 ? '+' : ''}
          {inWords(amount, unitOf(counter))}
        </span>
      ),
    },
    { id: 'on', title: 'Au', kind: 'day', value: ({ on }) => on, cell: ({ on }) => day(on) },
    { id: 'by', title: 'Écrit par', value: ({ by }) => by },
    { id: 'at', title: 'Le', kind: 'instant', value: ({ at: written }) => written, isOptional: true },
  ];
}
