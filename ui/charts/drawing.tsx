// SPDX-License-Identifier: EUPL-1.2
import '@mantine/charts/styles.layer.css';
import { BarChart, LineChart } from '@mantine/charts';
import type { ChartProps, Series } from './chart.tsx';

/** Hues that stay apart for colour-blind readers, in this order; the legend and the table say the same in words. */
const TONES = ['accent', 'warning', 'info', 'danger', 'success'] as const;

/** The table beside it is what a keyboard reaches: a drawing hidden from screen readers takes no focus. */
const UNFOCUSED = { accessibilityLayer: false };

/** The drawn part of a chart, with the drawing library: loaded when a page shows one. */
export function Drawing({ kind, rows, series, write, height = 280 }: ChartProps) {
  const common = {
    h: height,
    data: rows.map((row) => ({ ...row })),
    dataKey: 'label',
    series: series.map((one, index) => ({ name: one.key, label: one.label, color: toneOf(one, index) })),
    valueFormatter: write,
    withLegend: series.length > 1,
    legendProps: { verticalAlign: 'bottom' },
    tickLine: 'none',
    yAxisProps: { width: 90 },
  } as const;
  if (kind === 'line') return <LineChart {...common} lineChartProps={UNFOCUSED} curveType="linear" strokeWidth={2.5} />;
  if (kind === 'across') {
    const names = { width: 150, tick: { fontSize: 12 }, interval: 0 };
    return <BarChart {...common} barChartProps={UNFOCUSED} orientation="vertical" yAxisProps={names} gridAxis="y" maxBarWidth={22} />;
  }
  return <BarChart {...common} barChartProps={UNFOCUSED} type={kind === 'stacked' ? 'stacked' : 'default'} maxBarWidth={56} />;
}

function toneOf({ tone }: Series, index: number): string {
  return `var(--${tone ?? TONES[index % TONES.length]}-fill)`;
}
