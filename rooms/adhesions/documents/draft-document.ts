// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import type { Tables } from '../tables.ts';
import { asDocx, asPdf, docxType, pdfType } from './as-file.ts';
import { kindsOfDocument, type KindOfDocument } from './document-kinds.ts';
import { prepareDocument, reading, type Prepared } from './prepare-document.ts';
import { writeOrRefuse } from './write-document.ts';

type Asked = { id: string; document: KindOfDocument['family']; format: 'pdf' | 'docx' };

/** A document of a dossier as it would be made now; blanks where nothing is known. Runs without a transaction: setting type takes a while. */
export async function draftDocument(ctx: Context<Tables>, { id, document: family, format }: Asked): Promise<FileAnswer> {
  const prepared = await inContext<Tables, Prepared>(ctx.house, reading(ctx, ctx.organisation), (inside) => prepareDocument(inside, id, family));
  const { document, subject, template, letterhead } = prepared;
  const written = await writeOrRefuse(document, template.source, subject);
  const paper = { written, letterhead, footer: `${subject.number} – projet` };
  const name = `${kindsOfDocument[document].fileName}-${subject.number}.${format}`;
  return format === 'docx' ? { name, type: docxType, content: await asDocx(paper) } : { name, type: pdfType, content: await asPdf(paper, ctx.now()) };
}
