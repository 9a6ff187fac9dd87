// SPDX-License-Identifier: EUPL-1.2
/** What next year should cost, each line with its reason. Pure. */
import { percentOf } from '#platform/money/vat.ts';
import type { OwedConvention } from '#rooms/adhesions/api.ts';
import type { AcceptedQuote } from '#rooms/quotes/api.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import { explain, type Before } from '../liquidation/explain.ts';
import { treat } from '../liquidation/treat.ts';

/** `netCents`: null where nobody has set the price; zero for what ends. */
export type ForeseenLine = { label: string; netCents: number | null; vatCents: number; act: string; says: string };
/** An accepted quote that still awaits a convention or the decision on a rider. */
export type Pending = { quote: AcceptedQuote; acceptedOn: string; rider: string | null; effectiveOn: string | null };

type Asked = {
  next: readonly DueLine[];
  /** What this year owes, with the conventions that say so. */
  now: { lines: readonly DueLine[]; conventions: readonly OwedConvention[] };
  /** Conventions that renew by themselves. */
  renewing: ReadonlySet<string>;
  pending: readonly Pending[];
  payerId: string;
  /** This one. */
  year: number;
  settings: BillingSettings;
};

/** The dearest first; what ends comes last. */
export function foreseenLines({ next, now, renewing, pending, payerId, year, settings }: Asked): ForeseenLine[] {
  const conventionOf = conventionsByLine(now.conventions, renewing);
  const was = Map.groupBy(beforeOf(now.lines), ({ lineKey }) => lineKey);
  const expected = [...Map.groupBy(next, ({ lineKey }) => lineKey)].flatMap(([key, group]): ForeseenLine[] => {
    const [first] = group;
    if (!first) return [];
    const netCents = group.some((line) => line.netCents === null) ? null : sum(group);
    const says = explain(group, was.get(key) ?? [], year + 1)[0]?.says ?? '';
    const last =
      group
        .map(({ until }) => until)
        .toSorted()
        .at(-1) ?? first.until;
    return [
      {
        ...lineOf(first, netCents),
        says: [
          first.family === 'overage' ? `Dépassement de ${year} mesuré à ce jour : le plus haut niveau de l’année comptera.` : says,
          ...new Set(group.map(({ detail }) => (detail === '' || says.includes(detail) ? '' : `${detail}.`))),
          endWords(conventionOf(first), last, year + 1),
        ]
          .filter(Boolean)
          .join(' '),
      },
    ];
  });
  const ending = [...Map.groupBy(now.lines, ({ lineKey }) => lineKey)]
    .filter(([key]) => !next.some(({ lineKey }) => lineKey === key))
    .flatMap(([, group]) => endedLine(group, conventionOf));
  const lines = [...expected, ...pending.flatMap((one) => pendingLines(one, payerId, settings)), ...ending];
  return lines.toSorted((one, other) => (other.netCents ?? 0) - (one.netCents ?? 0));
}

/** What no document bears of this year. */
export function remainingLines(lines: readonly DueLine[]): ForeseenLine[] {
  return lines.map((line) => ({
    ...lineOf(line, line.netCents),
    says: [
      line.detail && `${line.detail}.`,
      line.from < line.until ? `Du ${french(line.from)} au ${french(line.until)}.` : `Du ${french(line.from)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  }));
}

/** A subscription that this year owes and the next does not; what is paid once is not missed. */
function endedLine(group: readonly DueLine[], conventionOf: (line: DueLine) => Known | undefined): ForeseenLine[] {
  const [first] = group;
  if (!first || (first.family !== 'participation' && first.family !== 'subscription')) return [];
  const convention = conventionOf(first);
  const ends = convention?.endsOn ?? first.until;
  if (convention?.goesOn) {
    const says = `La convention ${convention.number} prend fin le ${french(ends)} et se reconduit tacitement : même montant, sauf dénonciation.`;
    return [{ ...lineOf(first, sum(group)), says }];
  }
  return [
    { ...lineOf(first, 0), says: `Prend fin le ${french(ends)}, sans reconduction : rien n’est prévu tant qu’un nouveau devis n’est pas accepté.` },
  ];
}

function pendingLines({ quote, acceptedOn, rider, effectiveOn }: Pending, payerId: string, settings: BillingSettings): ForeseenLine[] {
  const what = rider
    ? `l’avenant ${rider} est en cours de décision${effectiveOn ? `, avec effet au ${french(effectiveOn)}` : ''}`
    : 'la convention reste à conclure';
  return quote.priced.lines
    .filter((line) => !line.isIncluded && line.payer === payerId)
    .map((line) => {
      const tax = treat({ treatment: line.treatment, vatBps: line.vatBps }, settings, null);
      const netCents = line.amountCents;
      return {
        label: line.label === line.offerLabel ? line.label : `${line.offerLabel} – ${line.label}`,
        netCents,
        vatCents: tax.vatCode === 'S' ? percentOf(netCents ?? 0, tax.rateBasisPoints) : 0,
        act: `Devis ${quote.number}`,
        says: `Devis accepté le ${french(acceptedOn)}, ${what} : une année entière est comptée.${line.due.everyYears === null ? ' Dû une seule fois.' : ''}`,
      };
    });
}

function endWords(convention: Known | undefined, last: string, year: number): string {
  if (!convention?.endsOn || convention.endsOn > `${year}-12-31` || convention.endsOn < `${year}-01-01`)
    return last < `${year}-12-31` ? `Servi jusqu’au ${french(last)}.` : '';
  return convention.goesOn
    ? `La convention ${convention.number} se reconduit tacitement le ${french(convention.endsOn)}.`
    : `La convention ${convention.number} prend fin le ${french(convention.endsOn)}, sans reconduction.`;
}

type Known = OwedConvention & { goesOn: boolean };

function conventionsByLine(conventions: readonly OwedConvention[], renewing: ReadonlySet<string>): (line: DueLine) => Known | undefined {
  const known = conventions.map((one) => ({ ...one, goesOn: renewing.has(one.id) }));
  const byLine = new Map(known.flatMap((one) => [[one.id, one] as const, ...one.lines.map(({ id }) => [id, one] as const)]));
  return ({ sourceKey }) => (sourceKey.startsWith('line/') ? byLine.get(sourceKey.split('/')[1] ?? '') : undefined);
}

function beforeOf(lines: readonly DueLine[]): Before[] {
  return [...Map.groupBy(lines, ({ lineKey }) => lineKey)].flatMap(([lineKey, group]) => {
    const [first] = group;
    if (!first) return [];
    const basis = { edition: first.edition, quantity: first.quantityThousandths, detail: first.detail, until: first.until };
    return [{ lineKey, label: first.label, cents: sum(group), basis }];
  });
}

function lineOf(line: DueLine, netCents: number | null): Omit<ForeseenLine, 'says'> {
  const vatCents = line.vatCode === 'S' ? percentOf(netCents ?? 0, line.rateBasisPoints) : 0;
  return { label: line.label, netCents, vatCents, act: line.act?.says ?? '' };
}

function sum(lines: readonly DueLine[]): number {
  return lines.reduce((total, { netCents }) => total + (netCents ?? 0), 0);
}

function french(day: string): string {
  return day.split('-').toReversed().join('/');
}
