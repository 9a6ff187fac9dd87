// SPDX-License-Identifier: EUPL-1.2
/** Files of conventions to test with. */
import { writeCsv } from '#platform/documents/csv.ts';
import { columns, exampleLines, type TakeOverColumn } from './columns.ts';

export type TakeOverLine = Partial<Record<TakeOverColumn, string>>;

/** A file of these lines, as the API takes it. */
export function takeOverFile(lines: readonly TakeOverLine[]): { fileName: string; content: string } {
  const keys = Object.keys(columns) as TakeOverColumn[]; // the keys of a literal
  const text = writeCsv(
    keys.map((key) => columns[key].titles[0]),
    lines.map((line) => keys.map((key) => line[key] ?? '')),
  );
  return { fileName: 'conventions.csv', content: Buffer.from(text).toString('base64') };
}

/** The cadre of the territory of 2017. */
export const cadreOf2017: TakeOverLine = { ...exampleLines[0] };

/** The territory of 2017 with the communes of these INSEE codes. */
export function territoryLines(insee: readonly string[]): (TakeOverLine & { number: string })[] {
  return [
    { ...cadreOf2017, number: 'CC-2017-001' },
    ...insee.map((body, at) => ({ number: `CT-2018-00${at + 1}`, kind: 'tripartite', body, payer: '243301355', begins: '01/01/2018' })),
  ];
}
