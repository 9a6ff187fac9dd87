// SPDX-License-Identifier: EUPL-1.2

/**
 * Takes `/Suspects false` out of the catalogue of a PDF, which says the default (ISO 32000-1, table 321; PDF/UA-1, § 7.1 forbids only `true`):
 * Poppler 22.12 calls the right boolean « wrong type » and alarms whoever checks our files with it. Blanks take its place in the same bytes, so that no
 * offset moves. A PDF that does not say it is left as it is.
 */
export function quietPoppler(pdf: Uint8Array): Uint8Array {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const [, catalogue] = /\/Root (\d+) 0 R/.exec(bytes.subarray(bytes.lastIndexOf('trailer')).toString('latin1')) ?? [];
  if (catalogue === undefined) return pdf;
  const start = bytes.lastIndexOf(`\n${catalogue} 0 obj`);
  const at = start < 0 ? -1 : bytes.indexOf(said, start);
  if (at >= 0 && at < bytes.indexOf('endobj', start)) bytes.fill(' ', at, at + said.length);
  return pdf;
}

const said = '/Suspects false';
