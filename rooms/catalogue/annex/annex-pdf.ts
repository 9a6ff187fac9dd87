// SPDX-License-Identifier: EUPL-1.2
import type { Letterhead } from '#platform/documents/make-pdf.ts';
import { join } from 'node:path';
import { makePdf } from '#platform/documents/make-pdf.ts';
import { isInEuros, spread, withoutSign, type Annex } from './annex.ts';

/** The annex as an accessible PDF (PDF/UA-1). */
export function annexPdf(annex: Annex, letterhead: Letterhead, at: Temporal.Instant): Promise<Uint8Array> {
  const { sections, readings } = annex.printed;
  return makePdf({
    template: join(import.meta.dirname, 'annex.typ'),
    title: annex.title,
    letterhead,
    standard: 'ua-1',
    at,
    footer: annex.title,
    landscape: true,
    data: {
      warning: annex.warning,
      facts: annex.facts,
      readings,
      sections: sections.map(({ title, intro, tables }) => ({
        title,
        intro: intro.map(({ says }) => says),
        tables: tables.map((table) => {
          const inEuros = isInEuros(table);
          return {
            caption: inEuros ? `${table.caption} (en euros)` : table.caption,
            header: [table.corner, ...table.columns.map(({ label }) => label)],
            aligns: table.columns.map(({ isAmount }) => (isAmount ? 'end' : 'start')),
            notes: table.notes.map(({ says }) => says),
            rows: table.rows.map(({ group, label, detail, cells }) => ({
              group,
              label,
              detail,
              cells: spread(cells).map(({ text }) => (inEuros ? withoutSign(text) : text)),
            })),
          };
        }),
      })),
    },
  });
}
