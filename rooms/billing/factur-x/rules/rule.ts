// SPDX-License-Identifier: EUPL-1.2
import type { Invoice, InvoiceLine, VatBreakdown } from '../invoice.ts';

/** A rule of EN 16931 under its own name, as people who correct an invoice read it. */
export type Rule = {
  /** `BR-CO-15`. */ id: string;
  /** What it is about, with the number of the standard: « Total TTC (BT-112) ». */ field: string;
  /** What must be, in a French sentence. */ says: string;
  holds: (invoice: Invoice) => boolean;
};

export type LineRule = Omit<Rule, 'holds'> & { holds: (line: InvoiceLine, invoice: Invoice) => boolean };
export type VatRule = Omit<Rule, 'holds'> & { holds: (vat: VatBreakdown, invoice: Invoice) => boolean };

export function rule(id: string, field: string, says: string, holds: Rule['holds']): Rule {
  return { id, field, says, holds };
}

export function lineRule(id: string, field: string, says: string, holds: LineRule['holds']): LineRule {
  return { id, field, says, holds };
}

export function vatRule(id: string, field: string, says: string, holds: VatRule['holds']): VatRule {
  return { id, field, says, holds };
}

/** Whether an element is there and says something. */
export function isSaid(text: string | null | undefined): boolean {
  return text !== null && text !== undefined && text.trim() !== '';
}
