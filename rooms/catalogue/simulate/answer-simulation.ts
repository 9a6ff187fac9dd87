// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { writeCsv, type CsvCell } from '#platform/documents/csv.ts';
import type { FileAnswer } from '#platform/room.ts';
import { foldText } from '#platform/text/fold.ts';
import type { SimulationFilter, SimulationRow } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { runSimulation, type SimulationInput } from './run-simulation.ts';
import type { SimulatedLine } from './simulated-line.ts';
import { summariseSimulation } from './summarise-simulation.ts';

/** Who pays more, who less, who changes column: counts and totals, offer by offer. */
export async function simulationSummary(ctx: Context<Tables>, input: SimulationInput) {
  const { before, after, lines } = await runSimulation(ctx, input);
  return { before, after, offers: summariseSimulation(lines) };
}

type List = {
  q?: string | undefined;
  only?: SimulationFilter | undefined;
  sort?: string | undefined;
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

/** One page of the bodies, sorted and filtered. */
export async function simulationLines(ctx: Context<Tables>, input: SimulationInput & List) {
  const { lines } = await runSimulation(ctx, input);
  const found = sorted(filtered(lines, input), input);
  const from = (input.page - 1) * input.size;
  return { rows: found.slice(from, from + input.size).map(rowOf), total: found.length };
}

const titles = [
  'Collectivité',
  'SIREN',
  'Nature',
  'Population',
  'Collectivités comptées',
  'Offre',
  'Avant',
  'Après',
  'Écart',
  'Écart en %',
  'Case avant',
  'Case après',
];

/** Every line, for a spreadsheet. */
export async function simulationCsv(ctx: Context<Tables>, input: SimulationInput): Promise<FileAnswer> {
  const { after, lines } = await runSimulation(ctx, input);
  return { name: `simulation-${after.key}.csv`, type: 'text/csv; charset=utf-8', content: writeCsv(titles, csvRows(lines)) };
}

function* csvRows(lines: readonly SimulatedLine[]): Generator<CsvCell[]> {
  for (const line of lines)
    yield [
      line.body.name,
      line.body.siren,
      line.body.kind,
      line.population,
      line.counted,
      line.offerLabel,
      amount(line.before.cents),
      amount(line.after.cents),
      line.differenceCents === null ? null : { cents: line.differenceCents },
      line.changeBps === null ? null : line.changeBps / 100,
      line.before.place,
      line.after.place,
    ];
}

function amount(cents: number | null): CsvCell {
  return cents === null ? 'sur devis' : { cents };
}

const filters: Record<SimulationFilter, (line: SimulatedLine) => boolean> = {
  more: ({ differenceCents }) => differenceCents !== null && differenceCents > 0,
  less: ({ differenceCents }) => differenceCents !== null && differenceCents < 0,
  same: ({ differenceCents }) => differenceCents === 0,
  unpriced: ({ differenceCents }) => differenceCents === null,
  'changes-place': ({ changesPlace }) => changesPlace,
};

function filtered(lines: readonly SimulatedLine[], { q, only }: List): readonly SimulatedLine[] {
  const kept = only === undefined ? lines : lines.filter(filters[only]);
  if (!q) return kept;
  const asked = foldText(q);
  return kept.filter(({ body }) => body.siren === q || body.insee === q || foldText(body.name).includes(asked));
}

const sorts: Readonly<Record<string, (line: SimulatedLine) => number | string | null>> = {
  name: ({ body }) => foldText(body.name),
  before: ({ before }) => before.cents,
  after: ({ after }) => after.cents,
  difference: ({ differenceCents }) => differenceCents,
  change: ({ changeBps }) => changeBps,
  population: ({ population }) => population,
  counted: ({ counted }) => counted,
};

/** By what is asked, what is unknown last; by the greatest rise otherwise. */
function sorted(lines: readonly SimulatedLine[], { sort, order }: List): SimulatedLine[] {
  const value = sorts[sort ?? ''] ?? sorts['difference'];
  const sign = sort !== undefined && order === 'asc' ? 1 : -1;
  const keyed = lines.map((line) => ({ line, key: value?.(line) ?? null }));
  keyed.sort((one, other) => {
    if (one.key === other.key) return 0;
    if (one.key === null) return 1;
    if (other.key === null) return -1;
    return (one.key < other.key ? -1 : 1) * sign;
  });
  return keyed.map(({ line }) => line);
}

function rowOf(line: SimulatedLine): SimulationRow {
  return {
    id: `${line.body.id} ${line.offer}`,
    name: line.body.name,
    kind: line.body.kind,
    siren: line.body.siren ?? null,
    offerLabel: line.offerLabel,
    population: line.population,
    counted: line.counted,
    beforeCents: line.before.cents,
    afterCents: line.after.cents,
    differenceCents: line.differenceCents,
    changeBps: line.changeBps,
    beforePlace: line.before.place,
    afterPlace: line.after.place,
    changesPlace: line.changesPlace,
  };
}
