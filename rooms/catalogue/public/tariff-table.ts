// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import type { PrintedCell, PrintedRow, PrintedTable } from '../printed/printed-shapes.ts';

/** One printed table, then its notes and, folded, where each figure is printed. */
export function tariffTable(name: string, table: PrintedTable): Html {
  const id = `tableau-${table.key}`;
  return html`<div class="table-frame" role="region" aria-label="${name}" tabindex="0">
      <table class="${isWide(table) ? 'grid' : ''}">
        <caption id="${id}">
          ${table.caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${table.corner}</th>
            ${table.columns.map(({ label, isAmount }) => html`<th scope="col" class="${isAmount ? 'number' : ''}">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table.rows.map((row, at) => bodyRows(table, row, table.rows[at - 1]))}
        </tbody>
      </table>
    </div>
    ${table.notes.map(({ says, readings }) => html`<p class="quiet">${says} ${readings.map(readingLink)}</p>`)} ${sources(name, table)}`;
}

function bodyRows(table: PrintedTable, row: PrintedRow, before: PrintedRow | undefined): Html {
  const opensGroup = row.group !== null && row.group !== before?.group;
  return html`${
      opensGroup &&
      html`<tr class="group">
        <th scope="rowgroup" colspan="${table.columns.length + 1}">${row.group}</th>
      </tr>`
    }
    <tr>
      <th scope="row">${row.label} ${row.detail && html`<small>(${row.detail})</small>`}</th>
      ${row.cells.map((cell, at) => dataCell(cell, table.columns[at]?.isAmount ?? false))}
    </tr>`;
}

function dataCell(cell: PrintedCell, isAmount: boolean): Html {
  const style = isAmount ? 'number' : '';
  const content = html`${cell.text}${cell.note && html` <small>${cell.note}</small>`}`;
  return cell.span > 1 ? html`<td class="${style}" colspan="${cell.span}">${content}</td>` : html`<td class="${style}">${content}</td>`;
}

/** One line per figure: what the document prints, where, and the readings it rests on. */
function sources(name: string, table: PrintedTable): Html | null {
  const lines = table.rows.flatMap((row) =>
    row.cells.flatMap((cell, at) => {
      const [citation] = cell.citations;
      if (!citation) return [];
      const column = cell.span > 1 ? 'toutes colonnes' : (table.columns[at]?.label ?? '');
      return [
        html`<tr>
          <td>${row.label}</td>
          <td>${column}</td>
          <td>${citation.figure === undefined ? citation.label : html`« ${citation.figure} »`}</td>
          <td>${citation.document}, ligne ${citation.line}</td>
          <td>${cell.readings.map(readingLink)}</td>
        </tr>`,
      ];
    }),
  );
  if (lines.length === 0) return null;
  return html`<details>
    <summary>Sources : ${table.caption}</summary>
    <div class="table-frame" role="region" aria-label="Sources de ${name}" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Ligne</th>
            <th scope="col">Colonne</th>
            <th scope="col">Imprimé</th>
            <th scope="col">Document</th>
            <th scope="col">Lectures</th>
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>
  </details>`;
}

function readingLink(id: string): Html {
  return html`<a href="#lecture-${id}">${id}</a> `;
}

function isWide({ columns }: PrintedTable): boolean {
  return columns.length > 8;
}
