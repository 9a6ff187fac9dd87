// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { documentKinds, kindsOfDocument, protectedBlocks, type DocumentKind } from './document-kinds.ts';
import { findTemplate } from './find-template.ts';
import { shippedTemplates } from './shipped-templates.ts';
import { variables } from './variables.ts';

/** The templates of the operator in the address, each with its last version. */
export async function listTemplates(ctx: Context<Tables>) {
  const versions = await ctx.tx
    .selectFrom('adhesions.template_version')
    .select(['document', 'number', 'written_at', 'written_by'])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('number', 'desc')
    .execute();
  return {
    rows: documentKinds.map((document) => {
      const own = versions.filter((version) => version.document === document);
      const [last] = own;
      return {
        document,
        label: kindsOfDocument[document].label,
        family: kindsOfDocument[document].family,
        number: last?.number ?? 0,
        writtenAt: last?.written_at ?? null,
        writtenBy: last?.written_by ?? null,
        versions: own.length + 1,
      };
    }),
  };
}

/** One template with its versions and all that it may name. */
export async function readTemplate(ctx: Context<Tables>, { document, number }: { document: DocumentKind; number?: number | undefined }) {
  const text = await findTemplate(ctx, document, number);
  const rows = await ctx.tx
    .selectFrom('adhesions.template_version')
    .select(['number', 'digest', 'note', 'restores', 'written_at as writtenAt', 'written_by as writtenBy'])
    .where('organisation_id', '=', ctx.organisation)
    .where('document', '=', document)
    .orderBy('number', 'desc')
    .execute();
  const kind = kindsOfDocument[document];
  const shipped = { number: 0, digest: shippedTemplates[document].digest, note: 'Modèle fourni', restores: null, writtenAt: null, writtenBy: null };
  return {
    document,
    label: kind.label,
    dossierType: kind.dossierType,
    source: text.source,
    number: text.number,
    latest: rows[0]?.number ?? 0,
    versions: [...rows, shipped],
    variables: variables.map(({ name, says, isList }) => ({ name, says, isList: isList ?? false })),
    blocks: kind.blocks.map((name) => ({ name, says: protectedBlocks[name], isRequired: kind.required.includes(name) })),
  };
}
