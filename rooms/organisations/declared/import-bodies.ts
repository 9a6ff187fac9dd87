// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import type { FileAnswer } from '#platform/room.ts';
import { authorOf } from '../author.ts';
import type { ImportLine } from '../contract.ts';
import { operatorViewIn, tellOperatorChanged } from '../operators/operator-in-memory.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';
import { planImport, type PlannedLine } from './plan-import.ts';
import { importTitles, readImportFile } from './read-import-file.ts';
import { writeDeclarations } from './write-declarations.ts';
import { writeFacts, type Origin } from './write-facts.ts';

/** What an import of this file would do, line by line. */
export async function previewImport(ctx: Context<Tables>, { content }: { fileName: string; content: string }) {
  const { rows, faults, ignored, separator, encoding } = readImportFile(content);
  const lines: ImportLine[] = [
    ...planImport(await operatorViewIn(ctx), rows, ctx.today().toString()).map(({ line, name, kind, action, says }) => ({
      line,
      name,
      kind,
      action,
      says,
    })),
    ...faults.map(({ line, says }) => ({ line, name: '', kind: '', action: 'error' as const, says: [says] })),
  ];
  return { separator, encoding, ignored, lines: lines.sort((one, other) => one.line - other.line) };
}

/** Imports the lines chosen, all or none. The file is read again: what the preview said may have aged. */
export async function importBodies(ctx: Context<Tables>, { fileName, content, lines }: { fileName: string; content: string; lines: number[] }) {
  const chosen = new Set(lines);
  const { rows, faults } = readImportFile(content);
  const unread = faults.find(({ line }) => chosen.has(line));
  if (unread) throw refuse('organisations.faulty-lines', { line: unread.line, fault: unread.says }, 'lines');
  const planned = planImport(
    await operatorViewIn(ctx),
    rows.filter(({ line }) => chosen.has(line)),
    ctx.today().toString(),
  );
  const faulty = planned.find(({ action }) => action === 'error');
  if (faulty) throw refuse('organisations.faulty-lines', { line: faulty.line, fault: faulty.says[0] ?? '' }, 'lines');
  const declarations = planned.filter((line): line is Extract<PlannedLine, { action: 'declare' }> => line.action === 'declare');
  const changes = planned.filter((line): line is Extract<PlannedLine, { action: 'change' }> => line.action === 'change');
  const counts = { declared: declarations.length, changed: changes.length, unchanged: planned.length - declarations.length - changes.length };
  if (declarations.length + changes.length === 0) return counts;

  const importId = ctx.newId();
  const origin: Origin = { source: 'csv', importId };
  await ctx.tx
    .insertInto('organisations.body_import')
    .values({
      organisation_id: ctx.organisation,
      id: importId,
      file_name: fileName,
      lines: planned.length,
      declared: counts.declared,
      changed: counts.changed,
      imported_by: authorOf(ctx.actor),
      imported_at: ctx.now().toString(),
    })
    .execute();
  await writeDeclarations(
    ctx,
    declarations.map(({ declaration }) => declaration),
    origin,
  );
  await writeFacts(ctx, changes, origin);
  await ctx.tell('organisations.bodies-imported', { importId, declared: counts.declared, changed: counts.changed });
  await tellOperatorChanged(ctx);
  return counts;
}

/** A file to fill in, with a line of each sort. */
export function importTemplate(): FileAnswer {
  const examples = [
    ['CCAS de Créon', 'CCAS', '', '', '33140', '', '', '4', '250 000,00', 'oui', 'non', '01/01/2026'],
    ['SIRP de la vallée', 'SIRP', '', '', '', '33496, 33535', '', '9', '480 000,00', 'oui', 'non', '01/01/2026'],
    ['Budget annexe assainissement', 'Budget annexe', '', '', '243301355', '', '', '', '1 200 000,00', '', '', '01/01/2026'],
  ];
  return { name: 'modèle-collectivités.csv', type: 'text/csv; charset=utf-8', content: writeCsv(importTitles, examples) };
}
