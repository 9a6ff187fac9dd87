// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { findDossier } from '#rooms/dossiers/api.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { documentKinds, kindsFor, kindsOfDocument } from './document-kinds.ts';
import { findTemplate } from './find-template.ts';
import { reading } from './prepare-document.ts';

/** The documents of a dossier, for any body that takes part in it: what may be made, what was. */
export async function listDocuments(ctx: Context<Tables>, { id }: { id: string }) {
  const { ownerId, role, state } = await findDossier(ctx, id);
  const kinds = kindsFor(state.type.key);
  if (kinds.length === 0) throw refuseDocument('adhesions.not-an-adhesion');
  const isOpen = state.status !== 'closed' && ctx.may('adhesions.act');
  const { templates, made } = await inContext<Tables, Inside>(ctx.house, reading(ctx, ownerId), async (inside) => ({
    templates: await Promise.all(kinds.map((kind) => findTemplate(inside, kind))),
    made: await madeIn(inside, id),
  }));
  return {
    kinds: kinds.map((document, at) => {
      const { family, label } = kindsOfDocument[document];
      const { number = 0, digest = '' } = templates[at] ?? {};
      return { document, family, label, template: { number, digest }, canMake: isOpen && (role === 'owner' || family === 'deliberation') };
    }),
    made: made.map((row) => ({
      id: row.id,
      document: documentKinds.find((kind) => kind === row.document) ?? documentKinds[0],
      title: row.title,
      templateNumber: row.template_number,
      templateDigest: row.template_digest,
      pdf: { pieceId: row.pdf_piece_id, digest: row.pdf_digest },
      docx: { pieceId: row.docx_piece_id, digest: row.docx_digest },
      madeAt: row.made_at,
      madeBy: row.made_by,
    })),
  };
}

type Inside = { templates: Awaited<ReturnType<typeof findTemplate>>[]; made: Awaited<ReturnType<typeof madeIn>> };

function madeIn(ctx: Context<Tables>, dossierId: string) {
  return ctx.tx
    .selectFrom('adhesions.document')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('dossier_id', '=', dossierId)
    .orderBy('made_at', 'desc')
    .execute();
}
