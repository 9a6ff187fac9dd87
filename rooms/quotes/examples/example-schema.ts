// SPDX-License-Identifier: EUPL-1.2
/** Worked examples: requests in the public format with what must come out, each proved by a line of the documents. */
import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { populationFigures } from '#rooms/catalogue/api.ts';

const cents = z.int().min(0);

/** Only what is named is checked. */
const expectedSchema = z.strictObject({
  status: z.enum(['firm', 'to-confirm', 'on-quote']).optional(),
  /** Sum of the lines of each year, before VAT. */
  yearsCents: z.array(cents).optional(),
  payableYearsCents: z.array(cents).optional(),
  /** Of the first year. */
  vatCents: cents.optional(),
  counted: z.int().optional(),
  leftOut: z.int().optional(),
  /** Label, as printed, of the grid's column. */
  column: z.string().optional(),
  figure: z.enum(populationFigures).optional(),
  /** Counted bodies under each population figure. */
  figures: z.partialRecord(z.enum(populationFigures), z.int()).optional(),
  payer: z.string().optional(),
  beneficiaries: z.int().optional(),
  /** Must be among the beneficiaries. */
  beneficiary: z.string().optional(),
  areIncluded: z.literal(true).optional(),
  subsidyCents: cents.optional(),
  subsidyNetCents: cents.optional(),
  /** Codes of flags that some line carries. */
  flags: z.array(z.string()).optional(),
  /** Amounts of quotas that come with the packages. */
  quotas: z.record(z.string(), z.number()).optional(),
  /** Words that the reasoning contains. */
  mention: z.string().optional(),
});

export const exampleSchema = z.strictObject({
  id: z.string().regex(/^P-\d{3}$/),
  says: z.string(),
  proof: z.string(),
  /** The test that proves what no price can: refusals and dates that depend on what was already delivered. */
  provedBy: z.string().optional(),
  /** Unit price × coefficient, which must give a printed cell. */
  generator: z.strictObject({ unitCents: cents, coefficientTenths: z.int(), rounding: z.enum(['half-up', 'half-even']), cents }).optional(),
  cases: z.array(z.strictObject({ request: z.record(z.string(), z.unknown()), expected: expectedSchema })),
});

export type Example = z.output<typeof exampleSchema>;
export type Expected = z.output<typeof expectedSchema>;

/** All the worked examples, in the order of their numbers. */
export function readExamples(): Example[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
  const examples = files.flatMap((name) => z.array(exampleSchema).parse(JSON.parse(readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))));
  return examples.sort((a, b) => a.id.localeCompare(b.id));
}
