// SPDX-License-Identifier: EUPL-1.2
import type { PricedQuote } from '../pricing/priced-quote.ts';
import type { Expected } from './example-schema.ts';

/** Sentences for what a quote says and the example does not, of what the example names. Empty when they agree. */
export function differences(quote: PricedQuote, expected: Expected): string[] {
  const found = observed(quote);
  const faults: string[] = [];
  for (const [name, wanted] of Object.entries(expected)) {
    const got = found[name]?.(wanted);
    if (JSON.stringify(got) !== JSON.stringify(wanted)) faults.push(`${name}: ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}`);
  }
  return faults;
}

/** How each expectation is read from a quote. Those that ask "does it contain" give the expectation back when it does. */
function observed(quote: PricedQuote): Record<string, (wanted: unknown) => unknown> {
  const { lines, totals, counting } = quote;
  const words = JSON.stringify(lines.map((line) => line.why));
  const flags = new Set(lines.flatMap((line) => line.flags.map((flag) => flag.code)));
  return {
    status: () => quote.status,
    yearsCents: () => totals.years.map((year) => year.exemptCents + year.unqualifiedCents + year.taxedCents),
    payableYearsCents: () => totals.years.map((year) => year.payableCents),
    vatCents: () => totals.years[0]?.vatCents,
    counted: () => counting?.counted,
    leftOut: () => counting?.leftOut,
    column: (wanted) => (words.includes(`«\u00a0${String(wanted)}\u00a0»`) ? wanted : 'another column'),
    figure: () => quote.populationFigure,
    figures: (wanted) =>
      Object.fromEntries(Object.keys(Object(wanted)).map((name) => [name, quote.sensitivity?.figures.find((one) => one.figure === name)?.counted])),
    payer: () => quote.payers.map((payer) => payer.body).join(),
    beneficiaries: () => lines[0]?.beneficiaries.length,
    beneficiary: (wanted) => (lines.every((line) => line.beneficiaries.includes(String(wanted))) ? wanted : 'not a beneficiary'),
    areIncluded: () => lines.every((line) => line.isIncluded && line.amountCents === 0),
    subsidyCents: () => quote.subsidies.reduce((sum, subsidy) => sum + subsidy.estimateCents, 0),
    subsidyNetCents: () => quote.subsidies.reduce((sum, subsidy) => sum + subsidy.netCents, 0),
    flags: (wanted) => (Array.isArray(wanted) && wanted.every((code) => flags.has(String(code))) ? wanted : [...flags]),
    quotas: (wanted) => Object.fromEntries(Object.keys(Object(wanted)).map((key) => [key, quotaOf(quote, key)])),
    mention: (wanted) => (words.includes(String(wanted)) ? wanted : words),
  };
}

function quotaOf(quote: PricedQuote, key: string): number | null | undefined {
  const quotas = quote.included.flatMap(({ services }) => services.flatMap((service) => service.quotas));
  return quotas.find((quota) => quota.key === key)?.amount;
}
