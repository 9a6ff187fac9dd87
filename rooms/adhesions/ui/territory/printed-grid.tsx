// SPDX-License-Identifier: EUPL-1.2
import { shortAmount } from '#ui/format/amount.ts';
import type { TerritoryPage } from '../../contract.ts';
import classes from '../register/register.module.css';

/** The grid of the edition as printed, with the cell that applies. */
export function PrintedGrid({ grid: { columns, rows, column, row } }: { grid: NonNullable<TerritoryPage['grid']> }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.grid} role="region" aria-label="Grille de l’édition" tabIndex={0}>
      <table>
        <caption>Montant annuel par volume et par nombre de collectivités comptées</caption>
        <thead>
          <tr>
            <th scope="col">Volume</th>
            {columns.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cents }, at) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {cents.map((value, index) => {
                const isHere = at === row && index === column;
                return (
                  <td key={columns[index]?.label} data-here={isHere || undefined} {...(isHere && { 'aria-current': 'true' as const })}>
                    {shortAmount(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
