// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { count } from '#ui/format/amount.ts';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { simulateRule } from '../../contract.ts';
import { inWords } from '../words.ts';
import classes from './rules.module.css';

type Found = OutputOf<typeof simulateRule>;
type Row = Found['rows'][number];

const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Agent', isName: true, value: ({ name }) => name },
  { id: 'what', title: 'Ce qui change', value: ({ what }) => what },
  { id: 'before', title: 'Avant', value: ({ before }) => before },
  { id: 'after', title: 'Après', value: ({ after }) => after },
  { id: 'gain', title: 'Écart', kind: 'number', value: ({ gain, unit }) => `${gain > 0 ? '+' : ''}${inWords(gain, unit)}` },
];

/** Who would gain and lose what. */
export function Simulated({ found: { rows, agents, year } }: { found: Found }) {
  if (rows.length === 0)
    return (
      <p className={classes.outcome}>
        Rien ne changerait pour {count('agent', 'agents', agents)} en {year}.
      </p>
    );
  const gaining = rows.filter(({ gain }) => gain > 0).length;
  const losing = rows.filter(({ gain }) => gain < 0).length;
  return (
    <>
      <p className={classes.outcome}>
        Sur {count('agent', 'agents', agents)} en {year} : <strong>{gaining}</strong> y {gaining > 1 ? 'gagneraient' : 'gagnerait'},{' '}
        <strong>{losing}</strong> y {losing > 1 ? 'perdraient' : 'perdrait'}. Rien n’est enregistré.
      </p>
      <TableGrid caption="Effets de la règle" columns={columns} rows={rows} rowKey={({ agentId, what }) => `${agentId} ${what}`} />
    </>
  );
}
