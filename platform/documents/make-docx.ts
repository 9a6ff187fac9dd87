// SPDX-License-Identifier: EUPL-1.2
/** Word documents in the house style for what is mostly headings and tables: the annex of a deliberation, a grid of prices. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { readableInk } from './ink.ts';
import type { Letterhead } from './make-pdf.ts';

export type DocxTable = {
  /** Shown above the table, kept with it. */ caption?: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
  /** One per column; all to the left unless said. */ aligns?: readonly ('left' | 'right' | 'center')[];
  /** Share of the width per column; equal unless said. */ widths?: readonly number[];
  /** Whether the last row is a total, shown in bold. */ hasTotal?: boolean;
};

/** A text, or its parts where some words stand out. */
export type RichText = string | readonly { text: string; bold?: boolean; italic?: boolean }[];

export type DocxBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: RichText }
  | { kind: 'remark'; text: RichText }
  | { kind: 'list'; items: readonly RichText[]; isNumbered?: boolean }
  | { kind: 'table'; table: DocxTable }
  /** Places to sign, side by side. */
  | { kind: 'signatures'; places: readonly string[] }
  | { kind: 'page-break' };

export type DocxRequest = {
  title: string;
  letterhead: Omit<Letterhead, 'logo'>;
  blocks: readonly DocxBlock[];
  /** Left part of every footer. */ footer?: string;
  landscape?: boolean;
};

/**
 * Makes a `.docx` in French (A4, real heading styles, header rows that repeat, page x of y). Texts are already written for the reader;
 * a line break in one stays a line break. Throws when a table row has not as many cells as its header.
 */
export async function makeDocx({ title, letterhead, blocks, footer = '', landscape = false }: DocxRequest): Promise<Uint8Array> {
  const ink = readableInk(letterhead.colour).slice(1);
  const document = new Document({
    title: readable(title),
    creator: readable(letterhead.name),
    styles: styles(ink),
    numbering: {
      config: [
        { reference: 'dashes', levels: [{ level: 0, format: 'bullet', text: '–', style: { paragraph: { indent: { left: 400, hanging: 240 } } } }] },
        {
          reference: 'numbers',
          levels: [{ level: 0, format: 'decimal', text: '%1.', style: { paragraph: { indent: { left: 480, hanging: 360 } } } }],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: a4.width, height: a4.height, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: a4.margin,
          },
          titlePage: true,
        },
        headers: { first: new Header({ children: [] }), default: new Header({ children: [runningTitle(letterhead.name, title, landscape)] }) },
        footers: { first: pageNumbers(footer, landscape), default: pageNumbers(footer, landscape) },
        children: [
          ...letterheadOf(letterhead, ink),
          new Paragraph({ heading: HeadingLevel.TITLE, children: textOf(title) }),
          ...blocks.flatMap((block, at) => written(block, ink, at)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

// Twentieths of a point: 20 mm at the sides, as in the PDF.
const a4 = { width: 11_906, height: 16_838, margin: { top: 1134, bottom: 1247, left: 1134, right: 1134, header: 560, footer: 560 } };

function styles(ink: string) {
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: ink, font: 'Arial' },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: { run: { font: 'Arial', size: 20, language: { value: 'fr-FR' } }, paragraph: { spacing: { after: 120 } } },
      title: heading(36, 120),
      heading1: heading(28, 320),
      heading2: heading(23, 240),
      heading3: heading(20, 200),
    },
  };
}

function letterheadOf({ name, lines }: DocxRequest['letterhead'], ink: string): Paragraph[] {
  const rule = { bottom: { style: BorderStyle.SINGLE, size: 10, color: ink, space: 6 } };
  return [
    new Paragraph({ spacing: { after: 20 }, children: [new TextRun({ text: readable(name), bold: true, size: 26, color: ink })] }),
    ...lines.map((line) => new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: readable(line), size: 18, color: '4A4A4A' })] })),
    new Paragraph({ border: rule, spacing: { after: 240 }, children: [] }),
  ];
}

function runningTitle(name: string, title: string, landscape: boolean): Paragraph {
  return sideBySide(
    [new TextRun({ text: readable(name), size: 17, color: '4A4A4A' })],
    [new TextRun({ text: readable(title), size: 17, color: '4A4A4A' })],
    landscape,
  );
}

function pageNumbers(footer: string, landscape: boolean): Footer {
  const small = { size: 17, color: '4A4A4A' };
  const numbers = new TextRun({ ...small, children: ['Page ', PageNumber.CURRENT, ' sur ', PageNumber.TOTAL_PAGES] });
  return new Footer({ children: [sideBySide([new TextRun({ ...small, text: readable(footer) })], [numbers], landscape)] });
}

function sideBySide(left: TextRun[], right: TextRun[], landscape: boolean): Paragraph {
  const width = (landscape ? a4.height : a4.width) - a4.margin.left - a4.margin.right;
  return new Paragraph({ tabStops: [{ type: TabStopType.RIGHT, position: width }], children: [...left, new TextRun({ text: '\t' }), ...right] });
}

function written(block: DocxBlock, ink: string, at: number): (Paragraph | Table)[] {
  if (block.kind === 'heading') return [new Paragraph({ heading: headings[block.level], children: textOf(block.text) })];
  if (block.kind === 'paragraph') return [new Paragraph({ children: textOf(block.text) })];
  if (block.kind === 'list')
    return block.items.map(
      (item) =>
        // Each list counts from one: an instance of its own.
        new Paragraph({ numbering: { reference: block.isNumbered ? 'numbers' : 'dashes', level: 0, instance: at }, children: textOf(item) }),
    );
  if (block.kind === 'table') return tableOf(block.table, ink);
  if (block.kind === 'signatures') return signaturesOf(block.places);
  if (block.kind === 'page-break') return [new Paragraph({ pageBreakBefore: true, spacing: { after: 0 }, children: [] })];
  const mark = { left: { style: BorderStyle.SINGLE, size: 20, color: ink, space: 8 } };
  return [new Paragraph({ border: mark, indent: { left: 200 }, children: textOf(block.text) })];
}

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const alignments = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER } as const;

function tableOf({ caption, header, rows, aligns, widths, hasTotal }: DocxTable, ink: string): (Paragraph | Table)[] {
  const uneven = rows.find((row) => row.length !== header.length);
  if (uneven) throw new Error(`a table row has ${uneven.length} cells for ${header.length} titles`);
  const shares = header.map((_, column) => widths?.[column] ?? 1);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const cell = (text: string, column: number, { bold = false, shaded = false } = {}) =>
    new TableCell({
      width: { size: Math.round(((shares[column] ?? 1) / all) * 100), type: WidthType.PERCENTAGE },
      margins: { top: 50, bottom: 50, left: 90, right: 90 },
      ...(shaded ? { shading: { type: ShadingType.CLEAR, fill: 'F2F2F2' } } : {}),
      children: [
        new Paragraph({
          alignment: alignments[aligns?.[column] ?? 'left'],
          spacing: { after: 0 },
          keepNext: shaded,
          children: textOf(text, { bold, size: 18 }),
        }),
      ],
    });
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'C8C8C8' };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const title = { style: BorderStyle.SINGLE, size: 8, color: ink };
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: title, bottom: title, left: none, right: none, insideHorizontal: line, insideVertical: none },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: header.map((text, column) => cell(text, column, { bold: true, shaded: true })) }),
      ...rows.map(
        (row, index) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, column) => cell(text, column, { bold: hasTotal === true && index === rows.length - 1 })),
          }),
      ),
    ],
  });
  const above = caption
    ? [new Paragraph({ keepNext: true, spacing: { before: 120, after: 60 }, children: textOf(caption, { bold: true, size: 18 }) })]
    : [];
  // Word joins two tables that touch.
  return [...above, table, new Paragraph({ spacing: { after: 60 }, children: [] })];
}

/** A row of equal places that no page cuts, each named at its top. */
function signaturesOf(places: readonly string[]): (Paragraph | Table)[] {
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'C8C8C8' };
  const cells = places.map(
    (place) =>
      new TableCell({
        width: { size: Math.round(100 / places.length), type: WidthType.PERCENTAGE },
        margins: { top: 80, bottom: 80, left: 120, right: 120 },
        children: [new Paragraph({ spacing: { after: 0 }, children: textOf(place, { size: 18 }) })],
      }),
  );
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [new TableRow({ cantSplit: true, height: { value: 1_900, rule: 'atLeast' }, children: cells })],
  });
  return [table, new Paragraph({ spacing: { after: 60 }, children: [] })];
}

function textOf(text: RichText, look: { bold?: boolean; size?: number } = {}): TextRun[] {
  const parts = typeof text === 'string' ? [{ text }] : text;
  return parts.flatMap(({ text: part, bold, italic }: { text: string; bold?: boolean; italic?: boolean }) =>
    readable(part)
      .split(/\r\n?|\n/)
      .map(
        (line, index) =>
          new TextRun({ ...look, ...(bold && { bold }), ...(italic && { italics: italic }), text: line, ...(index > 0 ? { break: 1 } : {}) }),
      ),
  );
}

/** Without the characters that XML 1.0 cannot hold, which would make Word refuse the whole file. */
function readable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}
