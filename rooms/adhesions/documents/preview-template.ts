// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { findDossier } from '#rooms/dossiers/api.ts';
import { acceptedQuote } from '#rooms/quotes/api.ts';
import { refuse } from '../contract.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { asPdf, pdfType } from './as-file.ts';
import { kindsOfDocument, type DocumentKind } from './document-kinds.ts';
import { letterheadFor, reading } from './prepare-document.ts';
import { fullSubject } from './sample-subjects.ts';
import type { Subject } from './subject.ts';
import { subjectOf } from './subject-of.ts';
import { writeDocument, writeOrRefuse } from './write-document.ts';

type Asked = { document: DocumentKind; source: string; dossierId?: string | null | undefined; quoteId?: string | null | undefined };
type About = { subject: Subject; about: string };

/** What a template would give with real data. Runs without a transaction: a template may take its time. */
export async function previewTemplate(ctx: Context<Tables>, asked: Asked) {
  const { subject, about } = await aboutWhat(ctx, asked);
  const outcome = await writeDocument(asked.document, asked.source, subject);
  if ('faults' in outcome) return { title: null, blocks: [], faults: [...outcome.faults], about };
  return { title: outcome.written.title, blocks: [...outcome.written.blocks], faults: [], about };
}

/** The same as a PDF. */
export async function printPreview(ctx: Context<Tables>, asked: Asked): Promise<FileAnswer> {
  const { subject } = await aboutWhat(ctx, asked);
  const written = await writeOrRefuse(asked.document, asked.source, subject);
  const { family, fileName } = kindsOfDocument[asked.document];
  const letterhead = subject.operator.id === ctx.organisation ? await letterheadFor(ctx, family, subject) : await letterheadOfOperator(ctx, subject);
  const content = await asPdf({ written, letterhead, footer: 'Aperçu du modèle' }, ctx.now());
  return { name: `apercu-${fileName}.pdf`, type: pdfType, content, inline: true };
}

/** The bodies of the made-up subject are in no register: its documents wear the operator's head. */
function letterheadOfOperator(ctx: Context<Tables>, subject: Subject) {
  const own = { ...subject.operator, id: ctx.organisation };
  return letterheadFor(ctx, 'convention', { ...subject, operator: own });
}

function aboutWhat(ctx: Context<Tables>, { document, dossierId, quoteId }: Asked): Promise<About> {
  return inContext<Tables, About>(ctx.house, reading(ctx, ctx.organisation), async (inside) => {
    if (dossierId) return ofDossier(inside, document, dossierId);
    if (quoteId) return ofQuote(inside, document, quoteId);
    return { subject: fullSubject(document), about: 'Données d’exemple' };
  });
}

async function ofDossier(ctx: Context<Tables>, document: DocumentKind, id: string): Promise<About> {
  const { number, state, role } = await findDossier(ctx, id);
  if (role !== 'owner' || state.type.key !== kindsOfDocument[document].dossierType)
    throw refuseDocument('adhesions.not-an-adhesion', {}, 'dossierId');
  return { subject: await subjectOf(ctx, number, state.facts), about: `Dossier ${number}` };
}

/** As the dossier that this quote would open tomorrow. */
async function ofQuote(ctx: Context<Tables>, document: DocumentKind, quoteId: string): Promise<About> {
  const quote = await acceptedQuote(ctx, quoteId);
  if (!quote) throw refuse('adhesions.quote-unknown', {}, 'quoteId');
  const isTripartite = kindsOfDocument[document].dossierType === 'adhesions.tripartite';
  const beneficiaryId = isTripartite ? (quote.priced.roster.find(({ id }) => id !== quote.payerId)?.id ?? quote.payerId) : quote.payerId;
  const facts = {
    quoteId,
    payerId: quote.payerId,
    beneficiaryId,
    edition: quote.priced.edition.key,
    startsOn: ctx.today().add({ days: 1 }).toString(),
  };
  return { subject: await subjectOf(ctx, 'à venir', facts), about: `Devis ${quote.number}` };
}
