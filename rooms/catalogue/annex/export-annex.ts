// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { editionOn } from '../edition-on.ts';
import { refuse, type AnnexFormat } from '../contract.ts';
import { editionRecord } from '../edition-record.ts';
import type { Edition } from '../edition-schema.ts';
import { contentOf, findEdition } from '../find-edition.ts';
import type { Tables } from '../tables.ts';
import { annexCsv } from './annex-csv.ts';
import { annexDocx } from './annex-docx.ts';
import { annexPdf } from './annex-pdf.ts';
import { annexOf, longDay } from './annex.ts';

const types: Record<AnnexFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
};

/** The annex of any edition of the operator, drafts included. */
export async function exportAnnex(ctx: Context<Tables>, { edition, format }: { edition: string; format: AnnexFormat }): Promise<FileAnswer> {
  const row = await findEdition(ctx, edition);
  return fileOf(ctx, editionRecord(row, await contentOf(ctx, row)).edition, format);
}

/** The annex of the edition that prices today, for anyone. */
export async function exportPublicAnnex(ctx: Context<Tables>, { format }: { format: AnnexFormat }): Promise<FileAnswer> {
  const today = ctx.today();
  const found = await editionOn(ctx, ctx.organisation, today);
  if (!found) throw refuse('catalogue.no-edition-in-force', { day: longDay(today.toString()) });
  return fileOf(ctx, found.edition, format);
}

// A voted edition stays the same object, and setting its pages takes a second: kept with it.
const made = new WeakMap<Edition, Map<AnnexFormat, Uint8Array | string>>();

async function fileOf(ctx: Context<Tables>, edition: Edition, format: AnnexFormat): Promise<FileAnswer> {
  const known = made.get(edition) ?? new Map<AnnexFormat, Uint8Array | string>();
  made.set(edition, known);
  const annex = annexOf(edition);
  const content = known.get(format) ?? (await make(ctx, annex, format));
  known.set(format, content);
  return { name: `${annex.fileName}.${format}`, type: types[format], content };
}

async function make(ctx: Context<Tables>, annex: ReturnType<typeof annexOf>, format: AnnexFormat): Promise<Uint8Array | string> {
  if (format === 'csv') return annexCsv(annex);
  const letterhead = await letterheadOf(ctx, ['Catalogue des services numériques']);
  return format === 'docx' ? annexDocx(annex, letterhead) : annexPdf(annex, letterhead, ctx.now());
}
