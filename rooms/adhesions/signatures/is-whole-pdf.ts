// SPDX-License-Identifier: EUPL-1.2

/** Whether bytes begin and end as a PDF does (ISO 32000-1, 7.5.2 and 7.5.5): a cut upload, or another kind of file, does not. */
export function isWholePdf(content: Uint8Array): boolean {
  const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  const head = latin(content.subarray(0, 1_024));
  const tail = latin(content.subarray(Math.max(0, content.length - 2_048)));
  return /%PDF-[12]\.\d/.test(head) && /startxref\s+\d+\s+%%EOF/.test(tail);
}
