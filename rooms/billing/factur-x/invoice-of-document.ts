// SPDX-License-Identifier: EUPL-1.2
import type { BillingDocument, DocumentLine, Payer, PostalAddress } from '../document.ts';
import { operationsNote } from '../law/mentions.ts';
import { profile } from './codes.ts';
import type { Address, Invoice, InvoiceLine, Party } from './invoice.ts';

/**
 * What a facture or an avoir says in the model of EN 16931. An avoir is written with positive amounts, as its type 381 wants. Throws on what
 * `isInvoice` is not.
 */
export function invoiceOf(document: BillingDocument): Invoice {
  if (!isInvoice(document)) throw new Error('an appel de participation is no invoice, nor is what corrects it: it has no Factur-X');
  const sign = document.kind === 'avoir' ? -1 : 1;
  const { payer, totals, original } = document;
  const isOutsideVat = document.vat.every(({ code }) => code === 'O');
  return {
    profile,
    number: document.number,
    typeCode: document.kind === 'avoir' ? '381' : '380',
    issuedOn: day(document.issuedOn),
    notes: [document.title, operationsNote, ...(original ? [original.reason] : []), ...document.mentions].map((text) => ({ text, subject: null })),
    buyerReference: payer.serviceCode,
    orderReference: payer.engagement,
    contractReference: onlyAct(document.lines),
    seller: seller(document, isOutsideVat),
    buyer: buyer(payer),
    currency: 'EUR',
    payment: paymentOf(document),
    vat: document.vat.map(({ code, rateBasisPoints, baseCents, vatCents, reason, reasonCode }) => ({
      category: code,
      rate: code === 'O' ? null : decimal(rateBasisPoints, 2),
      base: decimal(sign * baseCents, 2),
      tax: decimal(sign * vatCents, 2),
      reason,
      reasonCode,
    })),
    period: wholePeriod(document.lines),
    terms: instalmentsOf(document),
    dueOn: day(document.dueOn),
    totals: {
      lines: decimal(sign * totals.netCents, 2),
      net: decimal(sign * totals.netCents, 2),
      tax: decimal(sign * totals.vatCents, 2),
      taxCurrency: 'EUR',
      gross: decimal(sign * totals.grossCents, 2),
      prepaid: null,
      due: decimal(sign * totals.grossCents, 2),
    },
    preceding: original ? [{ number: original.number, issuedOn: day(original.issuedOn) }] : [],
    lines: document.lines.map((line) => lineOf(line, sign)),
  };
}

/** An appel de participation is a contribution and no invoice; an avoir is what it corrects. */
export function isInvoice({ kind, original }: Pick<BillingDocument, 'kind' | 'original'>): boolean {
  return kind !== 'appel' && original?.kind !== 'appel';
}

function seller({ issuer }: BillingDocument, isOutsideVat: boolean): Party {
  const { contact } = issuer;
  return {
    globalId: issuer.siret ? { value: issuer.siret, scheme: '0009' } : null,
    name: issuer.name,
    legalId: issuer.siren ? { value: issuer.siren, scheme: '0002' } : null,
    contact: { name: said(contact.name), phone: said(contact.phone), email: said(contact.email) },
    address: issuer.address && address(issuer.address),
    electronic: issuer.siret ? { value: issuer.siret, scheme: '0009' } : null,
    // BR-O-02: outside the scope of VAT, no VAT number may stand in the file.
    vatNumber: isOutsideVat ? null : issuer.vatNumber,
    // A body that is exempt may have no VAT number; BR-E-02 then wants what the tax office knows it by.
    fiscalNumber: issuer.vatNumber === null ? issuer.siren : null,
  };
}

function buyer(payer: Payer): Party {
  return {
    globalId: payer.siret ? { value: payer.siret, scheme: '0009' } : null,
    name: payer.name,
    legalId: payer.siren ? { value: payer.siren, scheme: '0002' } : null,
    contact: null,
    address: payer.address && address(payer.address),
    electronic: payer.siret ? { value: payer.siret, scheme: '0009' } : null,
    vatNumber: null,
    fiscalNumber: null,
  };
}

function paymentOf({ issuer: { payment } }: BillingDocument): Invoice['payment'] {
  // Without the account of the public accountant, the payer follows the avis des sommes à payer: « instrument non défini ».
  if (payment.iban === null) return { code: '1', iban: null, accountName: null, bic: null };
  return { code: '30', iban: payment.iban, accountName: said(payment.accountant), bic: payment.bic };
}

function lineOf(line: DocumentLine, sign: number): InvoiceLine {
  // BR-27: a price is never below zero, the quantity may be.
  const turn = line.unitPriceTenThousandths < 0 ? -sign : sign;
  return {
    id: String(line.rank),
    note: noteOf(line),
    name: line.label,
    description: said(line.detail),
    price: decimal(Math.abs(line.unitPriceTenThousandths), 4),
    quantity: decimal(turn * line.quantityThousandths, 3),
    unit: line.unitCode,
    category: line.vat.code,
    rate: line.vat.code === 'O' ? null : decimal(line.vat.rateBasisPoints, 2),
    period: { from: day(line.period.from), until: day(line.period.until) },
    net: decimal(sign * line.netCents, 2),
  };
}

function noteOf({ act, beneficiaries }: DocumentLine): string | null {
  const parts = [
    ...(act ? [`Acte : ${act.says}${act.edition ? `, ${act.edition}` : ''}`] : []),
    ...(beneficiaries.length > 0 ? [`Pour : ${beneficiaries.map(({ name }) => name).join(', ')}`] : []),
  ];
  return parts.length > 0 ? parts.join('. ') : null;
}

/** BT-12 has room for one act: it is said where all lines share it. */
function onlyAct(lines: readonly DocumentLine[]): string | null {
  const acts = new Set(lines.map(({ act }) => act?.number ?? null));
  const [only = null] = acts;
  return acts.size === 1 ? only : null;
}

function wholePeriod(lines: readonly DocumentLine[]): Invoice['period'] {
  const from = lines.map(({ period }) => period.from).toSorted()[0];
  const until = lines
    .map(({ period }) => period.until)
    .toSorted()
    .at(-1);
  return from && until ? { from: day(from), until: day(until) } : null;
}

function instalmentsOf({ instalments, dueOn }: BillingDocument): string | null {
  if (instalments.length < 2) return `Paiement au plus tard le ${dueOn}.`;
  return `Paiement en ${instalments.length} fois : ${instalments.map((one) => `${decimal(one.amountCents, 2)} EUR le ${one.dueOn}`).join(' ; ')}.`;
}

function address({ lines, postcode, city, country }: PostalAddress): Address {
  return { lines, postcode: said(postcode), city: said(city), country };
}

/** A whole number of a small unit as a decimal: 1 250 cents are `12.50`. */
export function decimal(value: number, places: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function day(iso: string): string {
  return iso.replaceAll('-', '');
}

function said(text: string): string | null {
  return text.trim() === '' ? null : text;
}
