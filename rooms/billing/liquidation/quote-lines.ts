// SPDX-License-Identifier: EUPL-1.2
/** What an accepted quote owes in a period when no convention carries it: services bought one by one. Pure. */
import type { AcceptedQuote } from '#rooms/quotes/api.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { Family } from '../document.ts';
import type { DueLine } from './due-line.ts';
import { slicesOf } from './slices.ts';
import { treat } from './treat.ts';

/** The lines of a quote that a period bills, counted from the day of its acceptance. A year begun is owed whole: it was ordered. */
export function quoteLines(quote: AcceptedQuote, period: { from: string; until: string }, settings: BillingSettings): DueLine[] {
  const decided = quote.evidence?.decidedAt;
  if (!decided || quote.priced.included.length > 0) return [];
  const on = Temporal.Instant.from(decided).toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
  return quote.priced.lines.flatMap((line, at) => {
    if (line.isIncluded) return [];
    const tax = treat({ treatment: line.treatment, vatBps: line.vatBps }, settings, null);
    const slices = slicesOf({ anchor: on, begins: on, ends: null, due: line.due, period, prorata: 'none' });
    const isUnits =
      line.unitCents !== null &&
      line.amountCents !== null &&
      Number.isInteger(line.quantity * 1000) &&
      line.unitCents * line.quantity === line.amountCents;
    const family = familyOf(line.due.everyYears);
    return slices.map((slice): DueLine => ({
      sourceKey: `quote/${quote.id}/${at}/${slice.from}`,
      lineKey: [family, line.offer, line.charge, line.beneficiaries.join(',')].join('|'),
      payerId: line.payer,
      kind: tax.kind,
      family,
      offer: line.offer,
      label: line.label === line.offerLabel ? line.label : `${line.offerLabel} – ${line.label}`,
      detail: '',
      quantityThousandths: isUnits ? line.quantity * 1000 : 1000,
      unit: isUnits ? line.unit : 'forfait',
      unitPriceTenThousandths: isUnits ? (line.unitCents ?? 0) * 100 : (line.amountCents ?? 0) * 100,
      netCents: line.amountCents,
      vatCode: tax.vatCode,
      rateBasisPoints: tax.rateBasisPoints,
      act: {
        says: `Devis ${quote.number}${quote.evidence?.act ? ` – ${quote.evidence.act}` : ''}`,
        number: quote.number,
        decidedOn: on,
        edition: quote.priced.edition.key,
      },
      edition: quote.priced.edition.key,
      from: slice.from,
      until: slice.until,
      beneficiaryIds: line.beneficiaries,
      why: line.why.map(({ says }) => says),
    }));
  });
}

function familyOf(everyYears: number | null): Family {
  if (everyYears === null) return 'order';
  return everyYears > 1 ? 'term' : 'subscription';
}
