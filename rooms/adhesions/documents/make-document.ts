// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { inContext } from '#platform/make-context.ts';
import { actAs, addPiece } from '#rooms/dossiers/api.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { asDocx, asPdf, docxType, pdfType } from './as-file.ts';
import { authorOf } from './author-of.ts';
import { kindsOfDocument, type KindOfDocument } from './document-kinds.ts';
import { prepareDocument, reading, type Prepared } from './prepare-document.ts';
import { valuesOf } from './values-of.ts';
import { writeOrRefuse } from './write-document.ts';

/**
 * Makes a document once: PDF and Word join the dossier, with the version of the template and the digests. A party makes its own deliberation;
 * a convention is the operator's. Runs without a transaction: setting type takes a while.
 */
export async function makeDocument(ctx: Context<Tables>, { id, document: family }: { id: string; document: KindOfDocument['family'] }) {
  const prepared = await inContext<Tables, Prepared>(ctx.house, reading(ctx, ctx.organisation), (inside) => prepareDocument(inside, id, family));
  const { document, subject, template, letterhead, role } = prepared;
  if (family === 'convention' && role !== 'owner') throw refuseDocument('adhesions.document-of-operator');
  const written = await writeOrRefuse(document, template.source, subject);
  const paper = { written, letterhead, footer: subject.number };
  const [pdf, docx] = [await asPdf(paper, ctx.now()), await asDocx(paper)];
  const name = `${kindsOfDocument[document].fileName}-${subject.number}`;
  const kind = family === 'deliberation' ? 'draft' : 'convention-draft';
  const entry = { actor: ctx.actor, organisation: ctx.organisation, may: ctx.may, requestId: ctx.requestId };
  const documentId = await inContext<Tables, string>(ctx.house, entry, (outside) =>
    actAs(outside, id, async (inside: Context<Tables>, as) => {
      const asPdfPiece = await addPiece(inside, id, { kind, name: `${name}.pdf`, type: pdfType, content: pdf }, as);
      const asDocxPiece = await addPiece(inside, id, { kind, name: `${name}.docx`, type: docxType, content: docx }, as);
      const row = {
        organisation_id: inside.organisation,
        id: inside.newId(),
        dossier_id: id,
        document,
        title: written.title,
        template_number: template.number,
        template_digest: template.digest,
        quote_number: subject.quote.number,
        subject_digest: sha256OfJson({ values: valuesOf(subject), lines: subject.lines, years: subject.years }),
        pdf_piece_id: asPdfPiece.pieceId,
        pdf_digest: asPdfPiece.digest,
        docx_piece_id: asDocxPiece.pieceId,
        docx_digest: asDocxPiece.digest,
        made_at: inside.now().toString(),
        made_by: authorOf(inside.actor),
      };
      await inside.tx.insertInto('adhesions.document').values(row).execute();
      return row.id;
    }),
  );
  return { documentId };
}
