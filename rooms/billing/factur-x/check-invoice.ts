// SPDX-License-Identifier: EUPL-1.2
import type { Invoice } from './invoice.ts';
import { headerRules } from './rules/header-rules.ts';
import { lineRules } from './rules/line-rules.ts';
import type { Rule } from './rules/rule.ts';
import { totalRules } from './rules/total-rules.ts';
import { categoryRules, vatRules } from './rules/vat-rules.ts';

/** A rule that an invoice breaks. */
export type InvoiceFault = {
  /** Name of the rule in the standard. */ rule: string;
  /** « Ligne 2, Quantité (BT-129) ». */ field: string;
  /** What must be, in French. */ says: string;
};

/**
 * Rules of EN 16931 that an invoice breaks; none when it may leave. The same ones, under the same names, as the official Schematron for CII,
 * for all that our invoices can say: lists of codes are the part that we use.
 */
export function checkInvoice(invoice: Invoice): InvoiceFault[] {
  const faults: InvoiceFault[] = [];
  const blame = ({ id, field, says }: Omit<Rule, 'holds'>, where = '') => faults.push({ rule: id, field: where + field, says });
  for (const rule of [...headerRules, ...totalRules, ...categoryRules]) if (!rule.holds(invoice)) blame(rule);
  for (const line of invoice.lines) {
    for (const rule of lineRules) if (!rule.holds(line, invoice)) blame(rule, `Ligne ${line.id ?? '?'}, `);
  }
  for (const vat of invoice.vat) {
    for (const rule of vatRules) if (!rule.holds(vat, invoice)) blame(rule, `TVA ${vat.category ?? '?'} ${vat.rate ?? ''}, `.replace(' ,', ','));
  }
  return faults;
}
