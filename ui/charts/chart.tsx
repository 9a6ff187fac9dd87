// SPDX-License-Identifier: EUPL-1.2
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import classes from './chart.module.css';

export type Series = { key: string; label: string; tone?: 'accent' | 'info' | 'warning' | 'danger' | 'success' };
export type ChartProps = {
  /** `stacked` adds the series of each row up; `across` lays the bars down, for rows with long names. */
  kind: 'bar' | 'stacked' | 'across' | 'line';
  title: string;
  /** What the rows are, such as « Année ». */
  rowLabel: string;
  rows: readonly ({ label: string } & Record<string, string | number>)[];
  series: readonly Series[];
  /** How a figure is written, in the chart and in its table. */
  write: (value: number) => string;
  height?: number;
};

const Drawing = lazy(async () => ({ default: (await import('./drawing.tsx')).Drawing }));

/** A chart, and under it the same figures as a table: for those who cannot see it, who print, or who want the number. */
export function Chart(props: ChartProps) {
  const { title, rowLabel, rows, series, write } = props;
  const height = props.height ?? (props.kind === 'across' ? acrossHeight(props) : 280);
  return (
    <figure className={classes.figure}>
      <figcaption>{title}</figcaption>
      <div aria-hidden className={classes.drawing}>
        <Suspense fallback={<Skeleton height={height} />}>
          <Drawing {...props} height={height} />
        </Suspense>
      </div>
      <details className={classes.figures}>
        <summary>Voir les chiffres en tableau</summary>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{rowLabel}</th>
              {series.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                {series.map(({ key }) => (
                  <td key={key}>{typeof row[key] === 'number' ? write(row[key]) : '—'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Each row has the same room, however many there are; the axis and the legend come on top. */
function acrossHeight({ rows, series }: Pick<ChartProps, 'rows' | 'series'>): number {
  return rows.length * (18 + 16 * series.length) + (series.length > 1 ? 84 : 48);
}
