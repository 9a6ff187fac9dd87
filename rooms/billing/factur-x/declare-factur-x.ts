// SPDX-License-Identifier: EUPL-1.2
/** Makes a Factur-X of a PDF/A-3 that carries the invoice: says so in its metadata, as Factur-X 1.0x, § 6.2.2, wants. Typst cannot. */

/** Name of the file inside, fixed by the specification. */
export const attachmentName = 'factur-x.xml';

const namespace = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#';

/**
 * Appends the declaration as an update of the PDF (ISO 32000-1, § 7.5.6): not one byte of what the compiler wrote changes, and its digest
 * can still be taken. Throws when the PDF has no readable metadata or cross-reference table.
 */
export function declareFacturX(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const number = found(/\/Metadata (\d+) 0 R/, text);
  const before = Number(found(/startxref\s+(\d+)\s+%%EOF\s*$/, text));
  const trailer = found(/trailer\s*<<([^]*?)>>\s*startxref\s+\d+\s+%%EOF\s*$/, text);
  const at = text.lastIndexOf(`\n${number} 0 obj`);
  if (at < 0) throw new Error('the PDF has no metadata object');
  const [, dictionary = ''] = /obj\s*<<([^]*?)>>\s*stream/.exec(text.slice(at)) ?? [];
  if (dictionary.includes('/Filter')) throw new Error('the metadata of the PDF is compressed, which PDF/A forbids');
  const start = text.indexOf('stream', at) + 'stream'.length + (text.startsWith('\r\n', text.indexOf('stream', at) + 6) ? 2 : 1);
  const xmp = Buffer.from(text.slice(start, start + Number(found(/\/Length (\d+)/, dictionary))), 'latin1').toString('utf8');

  const declared = Buffer.from(withDeclaration(xmp), 'utf8');
  const object = pdf.length + 1;
  const head = `\n${number} 0 obj\n<<\n  /Length ${declared.length}\n  /Type /Metadata\n  /Subtype /XML\n>>\nstream\n`;
  const tail = '\nendstream\nendobj\n';
  const table = object + head.length - 1 + declared.length + tail.length;
  const entries = `xref\n${number} 1\n${String(object).padStart(10, '0')} 00000 n \n`;
  const end = `trailer\n<<${trailer.trimEnd()}\n  /Prev ${before}\n>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(head, 'latin1'), declared, Buffer.from(tail + entries + end, 'latin1')]);
}

function withDeclaration(xmp: string): string {
  const schemas = '</rdf:Bag></pdfaExtension:schemas>';
  const end = '</rdf:Description></rdf:RDF>';
  if (!xmp.includes(schemas) || !xmp.includes(end)) throw new Error('the metadata of the PDF has no list of extension schemas');
  return xmp.replace(schemas, `${extensionSchema}${schemas}`).replace(end, `</rdf:Description>${declaration}</rdf:RDF>`);
}

const declaration =
  `<rdf:Description rdf:about="" xmlns:fx="${namespace}"><fx:DocumentType>INVOICE</fx:DocumentType>` +
  `<fx:DocumentFileName>${attachmentName}</fx:DocumentFileName><fx:Version>1.0</fx:Version>` +
  '<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>';

const extensionSchema =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>' +
  `<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>` +
  [
    ['DocumentFileName', 'name of the embedded XML invoice file'],
    ['DocumentType', 'INVOICE'],
    ['Version', 'The actual version of the Factur-X XML schema'],
    ['ConformanceLevel', 'The conformance level of the embedded Factur-X data'],
  ]
    .map(
      ([name, description]) =>
        '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>external</pdfaProperty:category>' +
        `<pdfaProperty:description>${description}</pdfaProperty:description><pdfaProperty:name>${name}</pdfaProperty:name>` +
        '<pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>',
    )
    .join('') +
  '</rdf:Seq></pdfaSchema:property></rdf:li>';

function found(pattern: RegExp, text: string): string {
  const [, group] = pattern.exec(text) ?? [];
  if (group === undefined) throw new Error(`the PDF does not say ${pattern.source}`);
  return group;
}
