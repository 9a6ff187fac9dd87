// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Letterhead } from '#platform/documents/make-pdf.ts';
import { inContext } from '#platform/make-context.ts';
import { findDossier } from '#rooms/dossiers/api.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { kindsFor, kindsOfDocument, type DocumentKind, type KindOfDocument } from './document-kinds.ts';
import { findTemplate } from './find-template.ts';
import type { TemplateText } from './shipped-templates.ts';
import type { Subject } from './subject.ts';
import { subjectOf } from './subject-of.ts';

export type Prepared = {
  document: DocumentKind;
  ownerId: string;
  role: string;
  subject: Subject;
  template: TemplateText;
  letterhead: Letterhead;
};

/** All that a document of a dossier is made of, read for a body that takes part in it. Pages are set afterwards, outside any transaction. */
export async function prepareDocument(ctx: Context<Tables>, id: string, family: KindOfDocument['family']): Promise<Prepared> {
  const { ownerId, role, number, state } = await findDossier(ctx, id);
  const document = kindsFor(state.type.key).find((kind) => kindsOfDocument[kind].family === family);
  if (!document) throw refuseDocument('adhesions.not-an-adhesion');
  // The quote, the edition and the templates are the operator's: a party reads the document that is made of them, not them.
  const { subject, template } = await inContext<Tables, Pick<Prepared, 'subject' | 'template'>>(ctx.house, reading(ctx, ownerId), async (inside) => ({
    subject: await subjectOf(inside, number, state.facts),
    template: await findTemplate(inside, document),
  }));
  const letterhead = await letterheadFor(ctx, family, subject);
  return { document, ownerId, role, subject, template, letterhead };
}

/** A deliberation is its assembly's; a convention is proposed by the operator. */
export function letterheadFor(ctx: Context<Tables>, family: KindOfDocument['family'], subject: Subject): Promise<Letterhead> {
  const head = family === 'deliberation' ? subject.beneficiary.id : subject.operator.id;
  return inContext<Tables, Letterhead>(ctx.house, reading(ctx, head), (inside) => letterheadOf(inside, []));
}

export function reading(ctx: Context<Tables>, organisation: string) {
  return { actor: ctx.actor, organisation, may: ctx.may, readOnly: true, requestId: ctx.requestId };
}
