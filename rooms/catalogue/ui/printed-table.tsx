// SPDX-License-Identifier: EUPL-1.2
import { type KeyboardEvent, useRef } from 'react';
import type { PrintedCell, PrintedRow, PrintedTable as Table } from '../contract.ts';
import classes from './printed-table.module.css';
import { Sources } from './sources.tsx';

/** A figure and where it stands: what the panel explains. */
export type Chosen = { cell: PrintedCell; row: PrintedRow; column: string; table: Table };
type Choose = (chosen: Chosen) => void;

/** A printed table. Each figure opens its source; one stop of the Tab key by table, then the arrows. */
export function PrintedTable({ section, table, choose }: { section: string; table: Table; choose: Choose }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const isWide = table.columns.length > 8;
  return (
    <div className={classes.block}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={classes.scroll} role="region" aria-label={`${section} : ${table.caption}`} tabIndex={0}>
        <table className={[classes.table, isWide && classes.wide].filter(Boolean).join(' ')}>
          <caption className={classes.caption}>{table.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{table.corner}</th>
              {table.columns.map(({ label, isAmount }, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- two columns may bear one label
                <th key={at} scope="col" className={isAmount ? classes.amount : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- moves between the buttons that the cells hold */}
          <tbody ref={body} onKeyDown={(event) => moveFocus(event, body.current)}>
            {table.rows.map((row, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- two rows may bear one label
              <Rows key={at} table={table} row={row} at={at} choose={choose} />
            ))}
          </tbody>
        </table>
      </div>
      {table.notes.map(({ says, citations, readings }) => (
        <p key={says} className={classes.note}>
          {says} <Sources says={says} citations={citations} readings={readings} />
        </p>
      ))}
    </div>
  );
}

function Rows({ table, row, at, choose }: { table: Table; row: PrintedRow; at: number; choose: Choose }) {
  const opensGroup = row.group !== null && row.group !== table.rows[at - 1]?.group;
  return (
    <>
      {opensGroup && (
        <tr>
          <th scope="rowgroup" colSpan={table.columns.length + 1}>
            {row.group}
          </th>
        </tr>
      )}
      <tr id={row.anchor ?? undefined}>
        <th scope="row">
          {row.label} {row.detail && <span className={classes.detail}>({row.detail})</span>}
        </th>
        {row.cells.map((cell, index) => {
          // A cell that fills several columns stands alone in its row.
          const place = table.columns[index];
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
            <td key={index} colSpan={cell.span} className={place?.isAmount ? classes.amount : undefined}>
              <Figure
                cell={cell}
                name={`${row.label}, ${place?.label ?? ''}`}
                isFirst={at === 0 && index === 0}
                onChoose={() => choose({ cell, row, column: place?.label ?? '', table })}
              />
            </td>
          );
        })}
      </tr>
    </>
  );
}

function Figure({ cell, name, isFirst, onChoose }: { cell: PrintedCell; name: string; isFirst: boolean; onChoose: () => void }) {
  if (cell.citations.length === 0 && cell.price === null) return <>{cell.text}</>;
  return (
    <button
      type="button"
      className={classes.figure}
      tabIndex={isFirst ? 0 : -1}
      onClick={onChoose}
      onFocus={(event) => onlyStop(event.currentTarget)}
      data-figure
      data-draft={cell.citations[0]?.document.startsWith('D') || undefined}
      data-noted={cell.note !== null || undefined}
      aria-label={`${cell.text} : source de ${name}`}
    >
      {cell.text}
    </button>
  );
}

/** The figure that holds the focus is the table's one stop of the Tab key. */
function onlyStop(figure: HTMLButtonElement): void {
  const body = figure.closest('tbody');
  for (const other of body?.querySelectorAll<HTMLButtonElement>('[data-figure]') ?? []) other.tabIndex = other === figure ? 0 : -1;
}

const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function moveFocus(event: KeyboardEvent, body: HTMLTableSectionElement | null): void {
  const step = steps[event.key];
  const from = event.target instanceof HTMLElement ? event.target.closest('td') : null;
  if (!step || !from || !body) return;
  event.preventDefault();
  const row = from.parentElement instanceof HTMLTableRowElement ? from.parentElement : null;
  let [rowAt, columnAt] = [row?.rowIndex ?? 0, from.cellIndex];
  const table = body.closest('table');
  for (;;) {
    rowAt += step[0];
    columnAt += step[1];
    const next = table?.rows[rowAt]?.cells;
    if (!next || next.length === 0 || columnAt < 1) return;
    const cell = next[Math.min(columnAt, step[0] === 0 ? columnAt : next.length - 1)];
    if (!cell) return;
    const figure = cell.querySelector<HTMLButtonElement>('[data-figure]');
    if (figure) return figure.focus();
  }
}
