// SPDX-License-Identifier: EUPL-1.2
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { instant } from '#ui/format/day.ts';
import type { readCheck } from '../../contract.ts';
import classes from '../monitoring.module.css';

type Check = OutputOf<typeof readCheck>;
type Point = { at: number; ms: number | null; failed: boolean };

/** Until its place is measured. */
const WIDTH = 640;
const HEIGHT = 220;
/** Under this many pixels, half the hours are written. */
const NARROW = 480;
const LEFT = 64;
const BOTTOM = 28;
const HOUR = 3_600_000;
const PERIODS = { day: { label: '24 heures', hours: 24 }, month: { label: '30 jours', hours: 720 } } as const;

/** How long answers took: a line, red where there was none, and the same figures as a table. */
export function ResponseTimes({ check, now }: { check: Check; now: number }) {
  const [period, choose] = useState<keyof typeof PERIODS>('day');
  const { hours } = PERIODS[period];
  const from = now - hours * HOUR;
  const points = pointsOf(check, period).filter(({ at }) => at >= from);
  const measured = points.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  const top = niceTop(Math.max(0, ...measured));
  const says = measured.length === 0 ? 'Aucune mesure sur cette période.' : wordsOf(measured);
  return (
    <>
      <SegmentedControl
        aria-label="Période"
        data={Object.entries(PERIODS).map(([value, { label }]) => ({ value, label }))}
        value={period}
        onChange={(chosen) => choose(chosen === 'month' ? 'month' : 'day')}
      />
      <p>{says}</p>
      {measured.length > 0 && (
        <>
          <Drawing points={points} from={from} now={now} top={top} says={says} step={period === 'day' ? 4 : 120} />
          <Figures points={points} isDay={period === 'day'} />
        </>
      )}
    </>
  );
}

function pointsOf({ looks, hours }: Check, period: keyof typeof PERIODS): Point[] {
  if (period === 'month') return hours.map(({ at, meanMs, failed }) => ({ at: Date.parse(at), ms: meanMs, failed: failed > 0 }));
  return looks.toReversed().map(({ at, ms, outcome }) => ({ at: Date.parse(at), ms, failed: outcome === 'down' }));
}

type Drawn = { points: readonly Point[]; from: number; now: number; top: number; says: string; step: number };

function Drawing({ points, from, now, top, says, step }: Drawn) {
  const { ref, width: measured } = useElementSize();
  const width = measured > 0 ? measured : WIDTH;
  const x = (at: number): number => LEFT + ((at - from) / (now - from)) * (width - LEFT - 8);
  const y = (ms: number): number => 8 + (1 - ms / top) * (HEIGHT - BOTTOM - 8);
  const ticks = Array.from(
    { length: Math.floor((now - from) / HOUR / step / (width < NARROW ? 2 : 1)) },
    (_, index) => now - (index + 0.5) * step * (width < NARROW ? 2 : 1) * HOUR,
  );
  return (
    <div ref={ref}>
      <svg className={classes.graph} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={`Temps de réponse. ${says}`}>
        {[0, top / 2, top].map((ms) => (
          <g key={ms}>
            <line x1={LEFT} x2={width - 8} y1={y(ms)} y2={y(ms)} data-kind="grid" />
            <text x={LEFT - 8} y={y(ms) + 5} textAnchor="end">
              {ms.toLocaleString('fr-FR')} ms
            </text>
          </g>
        ))}
        {ticks.map((at) => (
          <text key={at} x={x(at)} y={HEIGHT - 6} textAnchor="middle">
            {step < 24 ? hourOf(at) : dayOf(at)}
          </text>
        ))}
        {failuresOf(points).map(({ begins, ends }) => (
          <rect key={begins} x={x(begins) - 1.5} width={x(ends) - x(begins) + 3} y="8" height={HEIGHT - BOTTOM - 8} data-kind="failed" />
        ))}
        <path d={pathOf(points, x, y)} data-kind="line" />
      </svg>
    </div>
  );
}

/** Failures one after another are one stretch. */
function failuresOf(points: readonly Point[]): { begins: number; ends: number }[] {
  const stretches: { begins: number; ends: number }[] = [];
  let isFailing = false;
  for (const { at, failed } of points) {
    const last = stretches.at(-1);
    if (failed && isFailing && last) last.ends = at;
    else if (failed) stretches.push({ begins: at, ends: at });
    isFailing = failed;
  }
  return stretches;
}

// A look without measure breaks the line.
function pathOf(points: readonly Point[], x: (at: number) => number, y: (ms: number) => number): string {
  let isDrawing = false;
  return points
    .map(({ at, ms }) => {
      if (ms === null) {
        isDrawing = false;
        return '';
      }
      const command = `${isDrawing ? 'L' : 'M'}${x(at).toFixed(1)} ${y(ms).toFixed(1)}`;
      isDrawing = true;
      return command;
    })
    .join('');
}

/** A line an hour, or a day. */
function Figures({ points, isDay }: { points: readonly Point[]; isDay: boolean }) {
  const groups = [...Map.groupBy(points, ({ at }) => (isDay ? Math.floor(at / HOUR) * HOUR : dayOf(at))).entries()].toReversed();
  return (
    <details>
      <summary>Voir les chiffres en tableau</summary>
      <table className={classes.figuresTable}>
        <caption>Temps de réponse, {isDay ? 'heure par heure' : 'jour par jour'}</caption>
        <thead>
          <tr>
            <th scope="col">{isDay ? 'Heure' : 'Jour'}</th>
            <th scope="col">Moyenne</th>
            <th scope="col">Plus lent</th>
            <th scope="col">Échecs</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(([key, those]) => {
            const measured = those.flatMap(({ ms }) => (ms === null ? [] : [ms]));
            return (
              <tr key={key}>
                <th scope="row">{typeof key === 'number' ? instant(new Date(key).toISOString()) : key}</th>
                <td>{measured.length === 0 ? '–' : milliseconds(meanOf(measured))}</td>
                <td>{measured.length === 0 ? '–' : milliseconds(Math.max(...measured))}</td>
                <td>{those.filter(({ failed }) => failed).length}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

function wordsOf(measured: readonly number[]): string {
  const sorted = measured.toSorted((one, other) => one - other);
  const slow = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0;
  return `En moyenne ${milliseconds(meanOf(measured))} ; 95 réponses sur 100 en moins de ${milliseconds(slow)}.`;
}

function meanOf(measured: readonly number[]): number {
  return measured.reduce((sum, ms) => sum + ms, 0) / measured.length;
}

function milliseconds(ms: number): string {
  return `${Math.round(ms).toLocaleString('fr-FR')} ms`;
}

/** The next round figure above: 1, 2 or 5 times a power of ten. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(10, most)));
  return [1, 2, 5, 10].map((times) => times * power).find((top) => top >= most) ?? 10 * power;
}

const paris = { timeZone: 'Europe/Paris' } as const;

function hourOf(at: number): string {
  return new Date(at).toLocaleTimeString('fr-FR', { ...paris, hour: '2-digit', minute: '2-digit' });
}

function dayOf(at: number): string {
  return new Date(at).toLocaleDateString('fr-FR', { ...paris, day: '2-digit', month: '2-digit' });
}
