// SPDX-License-Identifier: EUPL-1.2
/** An edition as its users know it: the printed tables, each figure with the place where it is printed. Safe for the browser. */
import { z } from 'zod';
import { citationSchema } from '../edition-schema.ts';

/** `price` is the address of a price that a draft may change (`price-address.ts`); `cents` is null where no amount stands. */
export const printedCell = z.object({
  text: z.string(),
  cents: z.int().nullable(),
  citations: z.array(citationSchema),
  readings: z.array(z.string()),
  price: z.string().nullable(),
  /** What must be known of this cell before relying on it. */
  note: z.string().nullable(),
  /** How many columns the cell fills: one price printed for several columns. */
  span: z.int().min(1),
});

/** A column of amounts is aligned to the right. */
const printedColumn = z.object({ label: z.string(), isAmount: z.boolean(), citations: z.array(citationSchema) });

export const printedRow = z.object({
  /** Rows that follow one another under one title: an offer, a heading. */
  group: z.string().nullable(),
  label: z.string(),
  detail: z.string().nullable(),
  citations: z.array(citationSchema),
  readings: z.array(z.string()),
  cells: z.array(printedCell),
  anchor: z.string().nullable(),
});

export const printedTable = z.object({
  key: z.string(),
  caption: z.string(),
  corner: z.string(),
  columns: z.array(printedColumn),
  rows: z.array(printedRow),
  notes: z.array(z.object({ says: z.string(), citations: z.array(citationSchema), readings: z.array(z.string()) })),
});

export const printedSection = z.object({
  key: z.string(),
  title: z.string(),
  intro: z.array(z.object({ says: z.string(), citations: z.array(citationSchema), readings: z.array(z.string()) })),
  tables: z.array(printedTable),
});

export const printedEdition = z.object({
  sections: z.array(printedSection),
  documents: z.array(z.object({ key: z.string(), label: z.string(), date: z.string().nullable() })),
  readings: z.array(z.object({ id: z.string(), question: z.string(), decision: z.string() })),
});

export type PrintedCell = z.output<typeof printedCell>;
export type PrintedRow = z.output<typeof printedRow>;
export type PrintedTable = z.output<typeof printedTable>;
export type PrintedSection = z.output<typeof printedSection>;
export type PrintedEdition = z.output<typeof printedEdition>;
export type PrintedSentence = PrintedSection['intro'][number];
