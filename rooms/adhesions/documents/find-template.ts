// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import type { DocumentKind } from './document-kinds.ts';
import { shippedTemplates, type TemplateText } from './shipped-templates.ts';

/** The template of a document for the operator in the address: its last version unless said, the one shipped while it wrote none. */
export async function findTemplate(ctx: Context<Tables>, document: DocumentKind, number?: number): Promise<TemplateText> {
  if (number === 0) return shippedTemplates[document];
  const row = await ctx.tx
    .selectFrom('adhesions.template_version')
    .select(['number', 'source', 'digest'])
    .where('organisation_id', '=', ctx.organisation)
    .where('document', '=', document)
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? 0))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row) return row;
  if (number !== undefined) throw refuseDocument('adhesions.template-version-unknown');
  return shippedTemplates[document];
}
