// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { makeDocx } from '#platform/documents/make-docx.ts';
import { makePdf, type Letterhead } from '#platform/documents/make-pdf.ts';
import type { Written } from './write-document.ts';

export type Paper = { written: Written; letterhead: Letterhead; footer: string };

export const pdfType = 'application/pdf';
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** An accessible PDF (PDF/UA-1). */
export function asPdf({ written, letterhead, footer }: Paper, at: Temporal.Instant): Promise<Uint8Array> {
  return makePdf({
    template: join(import.meta.dirname, 'document.typ'),
    title: written.title,
    letterhead,
    standard: 'ua-1',
    at,
    footer,
    data: { blocks: written.blocks.map(({ content }) => content) },
  });
}

/** A Word file that a secretary finishes: real headings, lists and tables. */
export function asDocx({ written, letterhead, footer }: Paper): Promise<Uint8Array> {
  return makeDocx({ title: written.title, letterhead, blocks: written.blocks.map(({ content }) => content), footer });
}
