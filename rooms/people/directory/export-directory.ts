// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import type { FileAnswer } from '#platform/room.ts';
import type { Tables } from '../tables.ts';
import { csvColumns, csvRow, unitPaths } from './directory-csv.ts';
import { entryRows } from './entry-rows.ts';
import { vcards } from './vcard.ts';

/** Entries of the body's directory as vCards: those chosen, or all. */
export async function exportCards(ctx: Context<Tables>, { ids }: { ids?: readonly string[] | undefined }): Promise<FileAnswer> {
  const rows = await entryRows(ctx, ids);
  const { name } = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const cards = rows.map(({ skills, delegation, ...row }) => ({
    ...row,
    organisation: name,
    note: [delegation && `Délégations : ${delegation}`, skills && `Compétences : ${skills}`].filter(Boolean).join('\n') || null,
    revisedAt: ctx.now(),
  }));
  await ctx.record({ what: 'people.directory-exported', about: { format: 'vcard', entries: cards.length } });
  return { name: ids?.length === 1 ? 'fiche.vcf' : 'annuaire.vcf', type: 'text/vcard; charset=utf-8', content: vcards(cards) };
}

/** The whole directory as a CSV file that imports again without a change. */
export async function exportDirectory(ctx: Context<Tables>): Promise<FileAnswer> {
  const rows = await entryRows(ctx);
  const paths = await unitPaths(ctx);
  await ctx.record({ what: 'people.directory-exported', about: { format: 'csv', entries: rows.length } });
  const content = writeCsv(
    csvColumns.map(({ title }) => title),
    rows.map((row) => csvRow(row, paths)),
  );
  return { name: 'annuaire.csv', type: 'text/csv; charset=utf-8', content };
}
