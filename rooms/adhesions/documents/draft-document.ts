// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import { makeDocx } from '#platform/documents/make-docx.ts';
import { makePdf, type Letterhead } from '#platform/documents/make-pdf.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { findDossier } from '#rooms/dossiers/api.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import type { Written } from './blocks.ts';
import { draftConvention } from './convention.ts';
import { draftDeliberation } from './deliberation.ts';
import { subjectOf } from './subject-of.ts';

type Asked = { id: string; document: 'deliberation' | 'convention'; format: 'pdf' | 'docx' };

const kinds = {
  'adhesions.adhesion': 'adhesion',
  'adhesions.tripartite': 'tripartite',
  'adhesions.package': 'package',
  'adhesions.rider': 'package',
} as const;

/** A document of a dossier, with what it has recorded so far; blanks where nothing has. Runs without a transaction: setting type takes a while. */
export async function draftDocument(ctx: Context<Tables>, { id, document, format }: Asked): Promise<FileAnswer> {
  const { written, letterhead, number } = await inContext<Tables, Prepared>(ctx.house, reading(ctx, ctx.organisation), (inside) =>
    prepare(inside, id, document),
  );
  const name = `${written.name}-${number}.${format}`;
  const head = { ...letterhead, lines: [] };
  if (format === 'docx') {
    const content = await makeDocx({ title: written.title, letterhead: head, blocks: written.blocks, footer: number });
    return { name, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', content };
  }
  const content = await makePdf({
    template: join(import.meta.dirname, 'document.typ'),
    title: written.title,
    letterhead: head,
    standard: 'ua-1',
    at: ctx.now(),
    footer: number,
    data: { blocks: written.blocks },
  });
  return { name, type: 'application/pdf', content };
}

type Prepared = { written: Written; letterhead: Letterhead; number: string };

async function prepare(ctx: Context<Tables>, id: string, document: Asked['document']): Promise<Prepared> {
  const { ownerId, number, state } = await findDossier(ctx, id);
  const kind = kinds[state.type.key as keyof typeof kinds]; // only those types lie in this room
  // The quote and the edition are the operator's: a party reads the document that is made of them, not them.
  const subject = await inContext<Tables, Awaited<ReturnType<typeof subjectOf>>>(ctx.house, reading(ctx, ownerId), (inside) =>
    subjectOf(inside, state.facts),
  );
  const written = document === 'deliberation' ? draftDeliberation(subject, kind) : draftConvention(subject, kind);
  // A deliberation is its assembly's; a convention is proposed by the operator.
  const head = document === 'deliberation' ? String(state.facts['beneficiaryId']) : ownerId;
  const letterhead = await inContext<Tables, Letterhead>(ctx.house, reading(ctx, head), (inside) => letterheadOf(inside, []));
  return { written, letterhead, number };
}

function reading(ctx: Context<Tables>, organisation: string) {
  return { actor: ctx.actor, organisation, may: ctx.may, readOnly: true, requestId: ctx.requestId };
}
