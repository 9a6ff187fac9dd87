// SPDX-License-Identifier: EUPL-1.2
import { shortAmount } from '#ui/format/amount.ts';
import type { EditionComparison } from '../contract.ts';
import classes from './catalogue.module.css';
import { signedPercent } from './edition-words.ts';
import tables from './printed-table.module.css';

type Changed = EditionComparison['prices']['changed'][number];

/** Whether a price stands in a grid: its place is a row and a column. */
export function isOfGrid({ where }: Changed): boolean {
  return where.includes(' · ');
}

/** The cells of a grid that changed, where they stand in it: before, after, by how much. */
export function ChangedGrid({ title, cells }: { title: string; cells: readonly Changed[] }) {
  const placed = cells.map((cell) => {
    const [row = '', column = ''] = cell.where.split(' · ');
    return { row, column, cell };
  });
  const rows = [...new Set(placed.map(({ row }) => row))];
  const columns = [...new Set(placed.map(({ column }) => column))];
  const find = new Map(placed.map((one) => [`${one.row} · ${one.column}`, one.cell]));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={tables.scroll} role="region" aria-label={title} tabIndex={0}>
      <table className={`${tables.table} ${columns.length > 8 ? tables.wide : ''}`}>
        <caption className={tables.caption}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Palier</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={tables.amount}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((column) => (
                <td key={column} className={tables.amount}>
                  <Cell cell={find.get(`${row} · ${column}`)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: Changed | undefined }) {
  if (!cell) return <>—</>;
  return (
    <>
      <del className={tables.detail}>{cell.beforeCents === null ? 'sur devis' : shortAmount(cell.beforeCents)}</del>
      <br />
      <strong>{cell.cents === null ? 'sur devis' : shortAmount(cell.cents)}</strong>
      {cell.changeBps !== null && (
        <>
          <br />
          <span className={cell.changeBps > 0 ? classes.up : classes.down}>{signedPercent(cell.changeBps)}</span>
        </>
      )}
    </>
  );
}
