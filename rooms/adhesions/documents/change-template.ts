// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { sha256 } from '#platform/evidence/digest.ts';
import { inContext } from '#platform/make-context.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { authorOf } from './author-of.ts';
import type { DocumentKind } from './document-kinds.ts';
import { findTemplate } from './find-template.ts';
import { blankSubject, fullSubject } from './sample-subjects.ts';
import type { TemplateText } from './shipped-templates.ts';
import { writeOrRefuse } from './write-document.ts';

type Change = { document: DocumentKind; source: string; note: string; expects: number };

/**
 * Writes a new version of a template. Refuses one that cannot be read, with all that is known or nothing yet, and one written over another's.
 * Runs without a transaction: the template is tried first.
 */
export async function changeTemplate(ctx: Context<Tables>, change: Change): Promise<{ number: number }> {
  await tryTemplate(change);
  return inContext<Tables, { number: number }>(ctx.house, writing(ctx), (inside) => writeVersion(inside, change, null));
}

/** Takes the text of a past version again, in a new one. */
export async function restoreTemplate(
  ctx: Context<Tables>,
  { document, number, expects }: { document: DocumentKind; number: number; expects: number },
): Promise<{ number: number }> {
  const { source } = await inContext<Tables, TemplateText>(ctx.house, { ...writing(ctx), readOnly: true }, (inside) =>
    findTemplate(inside, document, number),
  );
  const change = { document, source, note: number === 0 ? 'Retour au modèle fourni' : `Retour à la version ${number}`, expects };
  await tryTemplate(change);
  return inContext<Tables, { number: number }>(ctx.house, writing(ctx), (inside) => writeVersion(inside, change, number));
}

function writing({ actor, organisation, may, requestId }: Context<Tables>) {
  return { actor, organisation, may, requestId };
}

async function tryTemplate({ document, source }: Pick<Change, 'document' | 'source'>): Promise<void> {
  for (const subject of [fullSubject(document), blankSubject(document)]) await writeOrRefuse(document, source, subject);
}

async function writeVersion(ctx: Context<Tables>, { document, source, note, expects }: Change, restores: number | null): Promise<{ number: number }> {
  const last = await findTemplate(ctx, document);
  if (last.number !== expects) throw refuseDocument('adhesions.template-changed');
  if (last.source === source) throw refuseDocument('adhesions.template-same', {}, 'source');
  const number = last.number + 1;
  const written = await ctx.tx
    .insertInto('adhesions.template_version')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      document,
      number,
      source,
      digest: sha256(source),
      note,
      restores,
      written_at: ctx.now().toString(),
      written_by: authorOf(ctx.actor),
    })
    // Two who save at the same moment: the second is told.
    .onConflict((conflict) => conflict.columns(['organisation_id', 'document', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuseDocument('adhesions.template-changed');
  await ctx.tell('adhesions.template-changed', { document, number });
  return { number };
}
