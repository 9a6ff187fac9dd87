// SPDX-License-Identifier: EUPL-1.2
import { readCsv, type CsvField } from '#platform/documents/read-csv.ts';
import { returnFields, type ReturnField, type ReturnMapping } from './mapping.ts';
import { nothingSaid, type ReturnedLine, type ReturnReading } from './returned-line.ts';
import { readAmount, readDay } from './text-forms.ts';

/**
 * Reads the file by which the finance software answers, as the operator's mapping says. A row may tell a titre, a payment and a rejection at
 * once: each is a line of its own. Never throws on what the file holds.
 */
export function readCsvReturn(file: Uint8Array, mapping: ReturnMapping): ReturnReading {
  const wrong = wrongEncoding(file, mapping);
  if (wrong) return { status: 'broken', says: wrong, remarks: [] };
  const reading = readCsv(file, columnsOf(mapping));
  const [fault] = reading.faults;
  // A document is found by its own number or by its titre: one of the columns is enough.
  if (reading.rows.length > 0 && !reading.columns.has('document') && !reading.columns.has('titre')) {
    const says = `Le fichier n’a ni la colonne « ${mapping.titles.document} » ni la colonne « ${mapping.titles.titre} » : vérifiez la correspondance des colonnes.`;
    return { status: 'broken', says, remarks: [] };
  }
  if (reading.rows.length === 0) return { status: 'broken', says: fault?.says ?? 'Le fichier n’a aucune ligne après ses titres.', remarks: [] };
  return {
    status: 'read',
    form: 'csv',
    answers: null,
    addressee: null,
    // What the reader could not split is shown with the lines, never lost.
    lines: [
      ...reading.rows.flatMap(({ line, cells }) => linesOf(line, cells, mapping)),
      ...reading.faults.map(({ line, says }): ReturnedLine => ({ ...nothingSaid, line, what: 'unreadable', says })),
    ].toSorted((a, b) => a.line - b.line),
    remarks: reading.ignored.length > 0 ? [`Colonnes qui ne servent pas : ${reading.ignored.join(', ')}.`] : [],
  };
}

function columnsOf(mapping: ReturnMapping): Record<ReturnField, CsvField> {
  const fields = Object.keys(returnFields) as ReturnField[]; // the keys of that very object
  const columns = fields.map((field): [ReturnField, CsvField] => {
    const title = mapping.titles[field];
    // A column that the mapping does not name must match no title.
    return [field, { titles: [title || `aucune colonne ${field}`] }];
  });
  return Object.fromEntries(columns) as Record<ReturnField, CsvField>; // one entry for each field
}

function linesOf(line: number, cells: Record<ReturnField, string>, mapping: ReturnMapping): ReturnedLine[] {
  const said = {
    ...nothingSaid,
    line,
    document: text(cells.document),
    titre: text(cells.titre),
    bordereau: text(cells.bordereau),
    exercice: text(cells.exercice),
    operator: text(cells.operator)?.replaceAll(/\s/g, '') ?? null,
  };
  const lines: ReturnedLine[] = [];
  if (cells.rejection !== '') lines.push({ ...said, what: 'rejected', says: cells.rejection });
  // A titre of a document named by its own number; otherwise the titre only names the document that was paid.
  else if (said.document !== null && said.titre !== null) lines.push({ ...said, what: 'titre', on: readDay(cells.titredOn, mapping.days) });
  if (cells.paidCents !== '') {
    lines.push({
      ...said,
      what: 'payment',
      on: readDay(cells.paidOn, mapping.days),
      amountCents: readAmount(cells.paidCents),
      reference: text(cells.reference),
      says: cells.paidCents,
    });
  }
  return lines.length > 0 ? lines : [{ ...said, what: 'unreadable', says: 'La ligne ne dit ni titre, ni encaissement, ni rejet.' }];
}

/** Said before reading: names read in the wrong encoding would match nothing, and nobody would know why. */
function wrongEncoding(file: Uint8Array, { encoding }: ReturnMapping): string | null {
  if (file.length === 0) return 'Le fichier est vide.';
  const isMarked = file[0] === 0xff && file[1] === 0xfe;
  if (!isMarked && file.includes(0))
    return 'Le fichier n’est pas un fichier texte, ou est dans un encodage qui n’est pas pris en charge (UTF-16 sans marque, classeur…).';
  const isUtf8 = canDecode(file);
  if (encoding === 'utf-8' && !isUtf8 && !isMarked)
    return 'Le fichier n’est pas en UTF-8, comme le réglage le veut : changez l’encodage du retour ou demandez un autre fichier.';
  if (encoding === 'windows-1252' && isUtf8 && file.some((byte) => byte > 0x7f))
    return 'Le fichier est en UTF-8 alors que le réglage attend Windows-1252 : changez l’encodage du retour ou demandez un autre fichier.';
  // « Ã© » for « é »: a text in UTF-8 that was once read as Windows-1252, and written again.
  if (isUtf8 && /Ã[©¨ª§´®¢]/.test(new TextDecoder().decode(file)))
    return 'Les accents du fichier ont été abîmés par une conversion (« Ã© » pour « é ») : demandez-le de nouveau à la source.';
  return null;
}

function canDecode(file: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file);
    return true;
  } catch {
    return false;
  }
}

function text(cell: string): string | null {
  return cell === '' ? null : cell;
}
