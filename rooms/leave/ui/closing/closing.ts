// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { day } from '#ui/format/day.ts';
import type { Column } from '#ui/tables/columns.ts';
import type { prepareClosing } from '../../contract.ts';
import { inWords } from '../words.ts';

export type Closing = OutputOf<typeof prepareClosing>;
export type Line = Closing['lines'][number];

const amount = (value: number, unit: 'day' | 'hour'): string => (value === 0 ? '—' : inWords(value, unit));

/** What is left and what becomes of it, as both the preparation and the report say it. */
export const leftColumns: readonly Column<Line>[] = [
  { id: 'name', title: 'Agent', isName: true, value: ({ name }) => name },
  { id: 'annual', title: 'Congés restants', value: ({ annualLeft, unit }) => amount(annualLeft, unit) },
  { id: 'rtt', title: 'RTT restants', value: ({ rttLeft, unit }) => amount(rttLeft, unit) },
  {
    id: 'kept',
    title: 'Gardé de droit',
    value: ({ keptByRight, unit }) =>
      keptByRight &&
      `${inWords(keptByRight.amount, unit)} jusqu’au ${day(keptByRight.until)} (${keptByRight.ground === 'health' ? 'santé' : 'famille'})`,
  },
  {
    id: 'authorised',
    title: 'Reporté',
    value: ({ authorised, unit }) => authorised && `${inWords(authorised.amount, unit)} jusqu’au ${day(authorised.until)}`,
  },
];
