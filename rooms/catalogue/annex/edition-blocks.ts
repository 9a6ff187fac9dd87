// SPDX-License-Identifier: EUPL-1.2
import type { DocxBlock, DocxTable } from '#platform/documents/make-docx.ts';
import type { Edition } from '../edition-schema.ts';
import { printEdition } from '../printed/print-edition.ts';
import type { PrintedSection, PrintedTable } from '../printed/printed-shapes.ts';
import { spread } from './annex.ts';
import { tableBlocks } from './table-blocks.ts';

/** What an annex of a convention takes from an edition. */
export type EditionPart = 'contents' | 'prices' | 'options' | 'rules';

/**
 * The tables of one part of an edition, for a portrait page: what the adhesion or the packages contain, their prices, what is sold beside
 * them, the rules. What is sold outside mutualisation stays out of a convention of mutualisation.
 */
export function editionBlocks(edition: Edition, part: EditionPart): DocxBlock[] {
  const { sections } = printEdition(edition);
  const hasPackages = sections.some(({ key }) => key === 'package');
  const find = (key: string) => sections.filter((section) => section.key === key);
  const main = find(hasPackages ? 'package' : 'adhesion');
  switch (part) {
    case 'contents':
      return [...(hasPackages ? [] : find('services').flatMap(tablesOf)), ...main.flatMap(tablesOf).filter(isContent)].flatMap(upright);
    case 'prices':
      return main.flatMap((section) => [
        ...section.intro.map(({ says }): DocxBlock => ({ kind: 'paragraph', text: says })),
        ...tablesOf(section)
          .filter((table) => !isContent(table))
          .flatMap(upright),
      ]);
    case 'options':
      return inOneTable(find(hasPackages ? 'other' : 'complement').flatMap(tablesOf), hasPackages ? 'Options et prestations' : 'Compléments');
    case 'rules':
      return find('regles').flatMap(({ intro }): DocxBlock[] => (intro.length > 0 ? [{ kind: 'list', items: intro.map(({ says }) => says) }] : []));
  }
}

function tablesOf({ tables }: PrintedSection): PrintedTable[] {
  return tables;
}

function isList({ columns }: PrintedTable): boolean {
  return columns.length === 2 && columns[1]?.isAmount === false;
}

function isContent({ key }: PrintedTable): boolean {
  return key.startsWith('contenu') || key.startsWith('volumes');
}

/** Lists of prices one after the other become one table, their captions a column; the other tables stay, before it. */
function inOneTable(tables: readonly PrintedTable[], caption: string): DocxBlock[] {
  const lists = tables.filter(isList);
  const rows = lists.flatMap((table) =>
    table.rows.map((row) => [
      table.caption,
      [row.label === table.caption ? '' : row.label, row.detail && `(${row.detail})`].filter(Boolean).join(' '),
      ...spread(row.cells).map(({ text }) => text),
    ]),
  );
  const header = ['Famille', 'Désignation', ...(lists[0]?.columns.map(({ label }) => label) ?? [])];
  const aligns = ['left', 'left', ...(lists[0]?.columns.map(({ isAmount }) => (isAmount ? 'right' : 'left')) ?? [])] as const;
  return [
    ...tables.filter((table) => !isList(table)).flatMap(upright),
    ...(rows.length > 0 ? [{ kind: 'table', table: { caption, header, rows, aligns, widths: [4, 4, 2, 2] } } as const] : []),
    ...lists.flatMap(({ notes }) => notes.map(({ says }): DocxBlock => ({ kind: 'paragraph', text: says }))),
  ];
}

/** A grid wider than a portrait page is turned: its columns become rows. */
function upright(table: PrintedTable): DocxBlock[] {
  return tableBlocks(table).map((block) =>
    block.kind === 'table' && block.table.header.length > 9 ? { ...block, table: turned(block.table) } : block,
  );
}

function turned({ header, rows, caption }: DocxTable): DocxTable {
  const [corner = '', ...columns] = header;
  return {
    ...(caption !== undefined && { caption }),
    header: [corner, ...rows.map(([label = '']) => label)],
    rows: columns.map((column, at) => [column, ...rows.map((row) => row[at + 1] ?? '')]),
    aligns: ['left', ...rows.map(() => 'right' as const)],
    widths: [3, ...rows.map(() => 2)],
  };
}
