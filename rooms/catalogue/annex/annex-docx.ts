// SPDX-License-Identifier: EUPL-1.2
import type { Letterhead } from '#platform/documents/make-pdf.ts';
import { makeDocx, type DocxBlock } from '#platform/documents/make-docx.ts';
import type { Annex } from './annex.ts';
import { tableBlocks } from './table-blocks.ts';

/** The annex as a Word document, for the operator to finish. */
export function annexDocx(annex: Annex, letterhead: Letterhead): Promise<Uint8Array> {
  const blocks: DocxBlock[] = [
    ...(annex.warning ? [{ kind: 'remark', text: annex.warning } as const] : []),
    ...annex.facts.map(([name, value]) => ({ kind: 'paragraph', text: `${name} : ${value}` }) as const),
    ...annex.printed.sections.flatMap((section): DocxBlock[] => [
      { kind: 'heading', level: 1, text: section.title },
      ...section.intro.map(({ says }) => ({ kind: 'paragraph', text: says }) as const),
      ...section.tables.flatMap(tableBlocks),
    ]),
    ...readings(annex),
  ];
  return makeDocx({ title: annex.title, letterhead, blocks, footer: annex.title, landscape: true });
}

function readings({ printed }: Annex): DocxBlock[] {
  if (printed.readings.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'Lectures retenues' },
    { kind: 'list', items: printed.readings.map(({ id, question, decision }) => `${id} : ${question} ${decision}`) },
  ];
}
