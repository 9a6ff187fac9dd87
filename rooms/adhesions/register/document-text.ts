// SPDX-License-Identifier: EUPL-1.2
/** The text of a document, page by page. A scanned document has none. */
import { extractRawText } from 'mammoth';
import { extractText, getDocumentProxy } from 'unpdf';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const PDF = 'application/pdf';

const MOST_PAGES = 500;
/** Of a Word file, which has no pages until it is printed. */
const PART = 3_000;

/** Pages from 1, empty ones left out; a Word file in parts of about a page. Throws on what cannot be opened. */
export async function documentText(bytes: Uint8Array, type: string): Promise<{ page: number; body: string }[]> {
  const pages = type === PDF ? await pdfPages(bytes) : await docxParts(bytes);
  return pages
    .map((body, at) => ({ page: at + 1, body: body.replaceAll('\u0000', '').replaceAll(/\s+/g, ' ').trim().slice(0, 20_000) }))
    .filter(({ body }) => body !== '');
}

/** What the bytes are, whatever their name says; null for neither a PDF nor a Word file. */
export function typeOfDocument(bytes: Uint8Array, name: string): typeof PDF | typeof DOCX | null {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (head.includes('%PDF-')) return PDF;
  return head.startsWith('PK') && name.toLowerCase().endsWith('.docx') ? DOCX : null;
}

async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  // The library takes the buffer for itself.
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document, { mergePages: false });
  return text.slice(0, MOST_PAGES);
}

async function docxParts(bytes: Uint8Array): Promise<string[]> {
  const { value } = await extractRawText({ buffer: Buffer.from(bytes) });
  const parts: string[] = [];
  for (let at = 0; at < value.length && parts.length < MOST_PAGES; at += PART) parts.push(value.slice(at, at + PART));
  return parts;
}
