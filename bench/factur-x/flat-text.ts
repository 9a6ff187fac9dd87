// SPDX-License-Identifier: EUPL-1.2
import type { BillingDocument } from '#rooms/billing/document.ts';

/** The words of an invoice as a flat OpenDocument text: what LibreOffice is given to set. */
export function flatText(document: BillingDocument): string {
  const rows = document.lines.map((line) => [
    [line.label, line.detail, line.act?.says ?? '', `Du ${line.period.from} au ${line.period.until}`].filter((part) => part !== '').join(' – '),
    String(line.quantityThousandths / 1000),
    line.unit,
    euros(line.unitPriceTenThousandths / 100),
    line.vat.code === 'S' ? `${line.vat.rateBasisPoints / 100} %` : '–',
    euros(line.netCents),
  ]);
  const { issuer, payer, totals } = document;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>
<text:h text:outline-level="1">Facture ${document.number}</text:h>
${[issuer, payer].map(({ name, address, siret }) => paragraph([name, ...(address?.lines ?? []), address?.postcode, address?.city, siret].join(', '))).join('')}
${paragraph(document.title)}${paragraph(document.issuedOn)}
${table([['Désignation', 'Quantité', 'Unité', 'Prix HT', 'TVA', 'Montant HT'], ...rows])}
${table(document.vat.map((rate) => [rate.reason ?? `Taux ${rate.rateBasisPoints / 100} %`, euros(rate.baseCents), euros(rate.vatCents)]))}
${table([
  ['Total HT', euros(totals.netCents)],
  ['Total TVA', euros(totals.vatCents)],
  ['Total TTC', euros(totals.grossCents)],
])}
${[`IBAN ${issuer.payment.iban}`, ...document.mentions].map(paragraph).join('')}
</office:text></office:body></office:document>`;
}

function table(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<table:table-cell>${paragraph(cell)}</table:table-cell>`).join('');
  const columns = `<table:table-column table:number-columns-repeated="${rows[0]?.length ?? 1}"/>`;
  return `<table:table>${columns}${rows.map((row) => `<table:table-row>${cells(row)}</table:table-row>`).join('')}</table:table>`;
}

function paragraph(text: string): string {
  return `<text:p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text:p>`;
}

function euros(cents: number): string {
  return `${(cents / 100).toFixed(2).replace('.', ',')} €`;
}
