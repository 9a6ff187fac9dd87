// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { count, euros, percent } from '#rooms/catalogue/api.ts';
import { makePdf, type Letterhead } from '#platform/documents/make-pdf.ts';
import { lineKey, withEdits, type LineEdit } from '../edit-lines.ts';
import { frenchDay } from '../french-day.ts';
import type { PricedQuote, YearTotal } from '../pricing/priced-quote.ts';
import { namesIn } from '../simulator/amounts.ts';

export type PrintedQuote = {
  number: string;
  version: number;
  title: string;
  authorName: string;
  contactName: string;
  at: Temporal.Instant;
  /** Null while it was not sent. */
  validUntil: string | null;
  warning: string | null;
  priced: PricedQuote;
  edits: readonly LineEdit[];
  terms: string;
  decision: string | null;
  digest: string;
  letterhead: Letterhead;
};

/** The quote as an accessible PDF (PDF/UA-1): the same figures, citations and reasons as on screen. */
export function quotePdf(quote: PrintedQuote): Promise<Uint8Array> {
  const { priced, edits } = quote;
  const offered = withEdits(priced, edits);
  const years = offered.totals.years.map(({ year }) => year);
  return makePdf({
    template: join(import.meta.dirname, 'quote.typ'),
    title: `Devis ${quote.number}`,
    letterhead: quote.letterhead,
    standard: 'ua-1',
    at: quote.at,
    footer: `Devis ${quote.number}, version ${quote.version}`,
    keywords: ['devis', quote.number],
    data: {
      warning: quote.warning,
      facts: factsOf(quote, offered),
      years,
      lines: offered.lines.map((line, at) => printedLine(offered, priced, edits, at, line)),
      totals: totalRows(offered.totals),
      mentions: mentionsOf(offered, priced),
      rule: offered.counting?.rule ?? '',
      counted: (offered.counting?.bodies ?? []).map(({ name, isCounted, why }) => ({
        name,
        verdict: isCounted === null ? 'à préciser' : isCounted ? 'oui' : 'non',
        why,
      })),
      'counted-caption': offered.counting ? `${count(offered.counting.counted)} comptées sur ${count(offered.counting.bodies.length)}` : '',
      services: servicesOf(offered),
      readings: offered.readings.map(({ id, question, decision }) => ({ id, question, decision })),
      terms: quote.terms,
      decision: quote.decision,
      'to-sign': quote.validUntil !== null,
      digest: quote.digest,
    },
  });
}

function factsOf(quote: PrintedQuote, priced: PricedQuote): [string, string][] {
  const { act } = priced.edition;
  const day = quote.at.toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
  const beneficiaries = [...new Set(priced.lines.flatMap((line) => line.beneficiaries))];
  return [
    ['Objet', quote.title],
    ['Devis', `${quote.number}, version ${quote.version}, du ${frenchDay(day)}`],
    ...(quote.validUntil ? [['Valable jusqu’au', frenchDay(quote.validUntil)] as [string, string]] : []),
    ['Pour', priced.body.siren ? `${priced.body.name} (SIREN ${priced.body.siren})` : priced.body.name],
    ...(quote.contactName ? [['À l’attention de', quote.contactName] as [string, string]] : []),
    ['Payeur', priced.payers.map(({ body }) => namesIn(priced, [body])).join(', ') || priced.body.name],
    ['Bénéficiaires', namesIn(priced, beneficiaries)],
    ['Catalogue', `${priced.edition.label} ; acte : ${act.known ? `${act.assembly}, n° ${act.number} du ${frenchDay(act.votedOn)}` : act.says}`],
    ['Établi par', quote.authorName],
  ];
}

function printedLine(offered: PricedQuote, priced: PricedQuote, edits: readonly LineEdit[], at: number, line: PricedQuote['lines'][number]) {
  const edit = edits.find((one) => one.line === lineKey(line));
  return {
    label: line.label === line.offerLabel ? line.label : `${line.offerLabel} – ${line.label}`,
    for: line.beneficiaries.length === 1 && line.beneficiaries[0] === offered.body.id ? '' : namesIn(offered, line.beneficiaries),
    quantity: `${count(line.quantity)} ${line.unit}`,
    years: line.amountCents === null ? offered.totals.years.map(() => null) : line.yearsCents,
    edit: edit ? { reason: edit.reason, calculated: priced.lines[at]?.amountCents ?? null } : null,
    why: line.why.map(({ says, citation }) =>
      citation
        ? `${says} (${citation.document}, ligne ${citation.line} : « ${citation.label} »${citation.figure ? ` ${citation.figure}` : ''})`
        : says,
    ),
  };
}

function totalRows({ years, overall }: PricedQuote['totals']): { label: string; cents: number[] }[] {
  const row = (label: string, pick: (total: Omit<YearTotal, 'year' | 'vat'>) => number) => ({ label, cents: [...years.map(pick), pick(overall)] });
  return [
    ...(overall.exemptCents > 0 ? [row('Exonéré de TVA', (total) => total.exemptCents)] : []),
    ...(overall.unqualifiedCents > 0 ? [row('Régime de TVA à préciser', (total) => total.unqualifiedCents)] : []),
    ...(overall.taxedCents > 0 ? [row('Hors taxes', (total) => total.taxedCents), row('TVA', (total) => total.vatCents)] : []),
    row('À payer', (total) => total.payableCents),
  ];
}

/** What must be read beside the totals: regimes, rates, subsidies that are never deducted, prices that are open. */
function mentionsOf(priced: PricedQuote, calculated: PricedQuote): string[] {
  // The engine ends each line that has a price with its tax regime.
  const regimes = new Set(calculated.lines.flatMap((line) => (line.status === 'on-quote' ? [] : (line.why.at(-1)?.says ?? []))));
  const rates = [...new Set(priced.totals.years.flatMap(({ vat }) => vat.map(({ rateBps }) => rateBps)))];
  return [
    ...regimes,
    ...(rates.length > 0 ? [`TVA calculée une fois par taux sur le total de l’année : ${rates.map(percent).join(', ')}.`] : []),
    ...priced.subsidies.map(
      ({ label, estimateCents }) =>
        `${label} : estimation indicative de ${euros(estimateCents)}, à demander à part ; elle n’est pas déduite du devis.`,
    ),
    ...new Set(priced.lines.flatMap((line) => line.flags.filter(({ code }) => code !== 'edited').map(({ says }) => says))),
  ];
}

function servicesOf(priced: PricedQuote): { label: string; services: string[] }[] {
  const seen = new Set<unknown>();
  return priced.included.flatMap(({ offerLabel, services }) => {
    if (seen.has(services)) return [];
    seen.add(services);
    return [
      {
        label: offerLabel,
        services: services
          .filter(({ terms }) => terms === 'included' || terms === 'quota')
          .map(({ label, quotas }) => label + quotas.map(({ amount, unit }) => (amount === null ? '' : ` (${count(amount)} ${unit})`)).join('')),
      },
    ];
  });
}
