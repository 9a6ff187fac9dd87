// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { conventionsOwing, followQuotes, payersOwing, type OwedConvention } from '#rooms/adhesions/api.ts';
import { editionNamed } from '#rooms/catalogue/api.ts';
import { acceptedUntil } from '#rooms/quotes/api.ts';
import { overagesOf } from '#rooms/rights/api.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { Family } from '../document.ts';
import { chargeLine } from '../charges/charge-line.ts';
import { complementLines, dismissedLines } from '../corrections/complement-lines.ts';
import { conventionLines } from '../liquidation/convention-lines.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import { foldDecreases } from '../liquidation/fold-decreases.ts';
import { overageLines } from '../liquidation/overage-lines.ts';
import { quoteLines } from '../liquidation/quote-lines.ts';
import type { Tables } from '../tables.ts';
import { collectVolumes } from '../volumes/collect-volumes.ts';
import { payersApart, type BillTo } from './payers-apart.ts';

export type Wanted = {
  year: number;
  from: string;
  until: string;
  families: readonly Family[];
  payerIds: readonly string[] | null;
  /** Looks at the conventions and quotes of these bodies alone, since when: for one payer, not for a run. */
  only?: { bodyIds: readonly string[]; since: string };
};

export type Gathering = {
  /** Who may owe something, in parts that share no document: those for whom another pays stand with that other. */
  parts: readonly (readonly string[])[];
  payers: number;
  /** All that a part owes and that is not billed yet, read in the transaction given: a number of queries that no payer changes. */
  dueOf(ctx: Context<Tables>, part: readonly string[]): Promise<DueLine[]>;
};

/** All that is owed in a period and not billed yet, from what is known already: it collects no volume, and writes nothing. */
export async function unbilledIn(ctx: Context<Tables>, wanted: Wanted, settings: BillingSettings): Promise<DueLine[]> {
  const { parts, dueOf } = await unbilledByParts(ctx, wanted, settings);
  // In one part: a page is worked out by as many queries whatever the payers.
  return dueOf(ctx, parts.flat());
}

/** All that is owed in a period and not billed yet, volumes collected: some payers at a time, so that a national run need not stand in memory whole. */
export async function gatherByParts(ctx: Context<Tables>, wanted: Wanted, settings: BillingSettings): Promise<Gathering> {
  // What was measured of the last days of a year comes after its run.
  if (wanted.families.includes('volume')) await collectVolumes(ctx, { from: `${Number(wanted.from.slice(0, 4)) - 1}-01-01`, until: wanted.until });
  return unbilledByParts(ctx, wanted, settings);
}

async function unbilledByParts(ctx: Context<Tables>, wanted: Wanted, settings: BillingSettings): Promise<Gathering> {
  const billTo = await billedToOthers(ctx);
  const entered = (await chargedLines(ctx, wanted.until)).map((line) => readdress(line, billTo));
  const apart = [...entered, ...(await complementLines(ctx, wanted.year))].filter(wantedBy(wanted));
  const apartOf = Map.groupBy(apart, ({ payerId }) => payerId);
  const isDismissed = await dismissedLines(ctx, wanted.year);
  const { payerIds, owedBy } = await register(ctx, wanted, settings, billTo);
  const parts = payersApart([...payerIds, ...apartOf.keys()], billTo, wanted.payerIds);
  return {
    parts,
    payers: parts.reduce((sum, part) => sum + part.length, 0),
    async dueOf(reader, part) {
      const { lines } = await owedBy(reader, part);
      return withoutBilled(
        reader,
        [...lines, ...part.flatMap((payer) => apartOf.get(payer) ?? [])].filter((line) => !isDismissed(line)),
      );
    },
  };
}

type Owed = { lines: DueLine[]; conventions: OwedConvention[] };

/** What the register says is owed in a period, billed or not, with the conventions that say so. */
export async function owedIn(ctx: Context<Tables>, wanted: Wanted, settings: BillingSettings): Promise<Owed> {
  const billTo = await billedToOthers(ctx);
  const { payerIds, owedBy } = await register(ctx, wanted, settings, billTo);
  return owedBy(ctx, payersApart(payerIds, billTo, wanted.payerIds).flat());
}

/** The same some payers at a time, with who may owe something: who pays for others must be asked together with them (`payersApart`). */
export async function owedByParts(ctx: Context<Tables>, wanted: Wanted, settings: BillingSettings, billTo: ReadonlyMap<string, BillTo>) {
  const { payerIds, owedBy } = await register(ctx, wanted, settings, billTo);
  return { payerIds, owedBy: (part: readonly string[]): Promise<Owed> => owedBy(ctx, part) };
}

/** Who may owe something by a convention or a quote, and how to read what some of them owe. */
async function register(ctx: Context<Tables>, wanted: Wanted, settings: BillingSettings, billTo: ReadonlyMap<string, BillTo>) {
  const period = { from: wanted.from, until: wanted.until };
  // Rights that were exceeded last year may hang on a convention that ended with it.
  const { only } = wanted;
  const standing = { from: only?.since ?? `${Number(wanted.from.slice(0, 4)) - 1}-01-01`, until: wanted.until };
  const conventions = await payersOwing(ctx, { ...standing, ...(only && { payerIds: only.bodyIds }) });
  const underConvention = new Set(conventions.map(({ quoteNumber }) => quoteNumber));
  const ordered = await orderedLines(ctx, period, settings, { underConvention, bodyIds: only?.bodyIds ?? null });
  const orderedBy = Map.groupBy(ordered, ({ payerId }) => payerId);
  const overages = wanted.families.includes('overage') ? await overagesOf(ctx, wanted.year - 1) : [];
  const overagesUnder = Map.groupBy(overages, ({ openingKey }) => openingKey.replace(/^convention /, ''));
  const labels = new Map<string, string>();
  const offerLabel = (edition: string, offer: string): string => labels.get(`${edition}/${offer}`) ?? '';
  return {
    payerIds: [...new Set([...conventions.map(({ payerId }) => payerId), ...orderedBy.keys()])],
    async owedBy(reader: Context<Tables>, part: readonly string[]): Promise<Owed> {
      const owing = await conventionsOwing(reader, { ...standing, payerIds: part });
      await learnLabels(reader, labels, new Set(owing.flatMap(({ lines }) => lines.map(({ edition }) => edition))));
      const exceeded = owing.flatMap(({ id }) => overagesUnder.get(id) ?? []);
      const lines = [
        ...owing
          .filter(({ endsOn }) => endsOn === null || endsOn >= period.from)
          .flatMap((convention) => foldDecreases(conventionLines({ convention, period, settings, offerLabel }))),
        ...overageLines(exceeded, new Map(owing.map((convention) => [convention.id, convention])), wanted.year - 1, settings),
        ...part.flatMap((payer) => orderedBy.get(payer) ?? []),
      ];
      return { lines: lines.map((line) => readdress(line, billTo)).filter(wantedBy(wanted)), conventions: owing };
    },
  };
}

function wantedBy({ families, payerIds }: Wanted): (line: DueLine) => boolean {
  const payers = payerIds && new Set(payerIds);
  const wanted = new Set<Family>(families);
  return (line) => wanted.has(line.family) && line.netCents !== 0 && (!payers || payers.has(line.payerId));
}

/** Services bought by a quote alone: neither the quote of a convention nor that of a rider. */
async function orderedLines(
  ctx: Context<Tables>,
  period: { from: string; until: string },
  settings: BillingSettings,
  { underConvention, bodyIds }: { underConvention: ReadonlySet<string | null>; bodyIds: readonly string[] | null },
) {
  const quotes = (await acceptedUntil(ctx, period.until, bodyIds)).filter(({ number }) => !underConvention.has(number));
  const riders = await followQuotes(
    ctx,
    quotes.map(({ id }) => id),
  );
  return quotes.filter(({ id }) => !riders.has(id)).flatMap((quote) => quoteLines(quote, period, settings));
}

async function chargedLines(ctx: Context<Tables>, until: string): Promise<DueLine[]> {
  const rows = await ctx.tx
    .selectFrom('billing.charge as c')
    .selectAll('c')
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.happened_on', '<=', until)
    .where('c.withdrawn_at', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('billing.billed as b')
            .select('b.id')
            .whereRef('b.organisation_id', '=', 'c.organisation_id')
            .where('b.source_key', '=', sql<string>`'charge/' || c.id::text`)
            .where('b.released_by', 'is', null),
        ),
      ),
    )
    .orderBy('c.happened_on')
    .orderBy('c.id')
    .execute();
  return rows.map(chargeLine);
}

/** Who pays the invoices of whom, as their conventions say. */
export async function billedToOthers(ctx: Context<Tables>): Promise<ReadonlyMap<string, BillTo>> {
  const rows = await ctx.tx
    .selectFrom('billing.payer')
    .select(['payer_id', 'bill_to_id', 'bill_to_reason'])
    .where('organisation_id', '=', ctx.organisation)
    .where('bill_to_id', 'is not', null)
    .execute();
  return new Map(rows.flatMap((row) => (row.bill_to_id ? [[row.payer_id, { id: row.bill_to_id, reason: row.bill_to_reason ?? '' }]] : [])));
}

/** Invoices of a body that another pays, as their convention says, go to that other. */
function readdress(line: DueLine, billTo: ReadonlyMap<string, BillTo>): DueLine {
  const other = line.kind === 'facture' ? billTo.get(line.payerId) : undefined;
  return other ? { ...line, payerId: other.id, why: [...line.why, `Payé pour la collectivité qui commande : ${other.reason}`] } : line;
}

async function withoutBilled(ctx: Context<Tables>, lines: readonly DueLine[]): Promise<DueLine[]> {
  const keys = lines.map(({ sourceKey }) => sourceKey);
  const { rows } = await sql<{ source_key: string }>`
    select source_key from billing.billed
    where organisation_id = ${ctx.organisation} and released_by is null and source_key = any (${keys}::text[])`.execute(ctx.tx);
  const billed = new Set(rows.map(({ source_key }) => source_key));
  return lines.filter(({ sourceKey }) => !billed.has(sourceKey));
}

async function learnLabels(ctx: Context<Tables>, labels: Map<string, string>, editions: ReadonlySet<string>): Promise<void> {
  for (const key of editions) {
    if (labels.has(key)) continue;
    labels.set(key, '');
    const record = await editionNamed(ctx, ctx.organisation, key);
    for (const offer of record?.edition.offers ?? []) labels.set(`${key}/${offer.key}`, offer.label);
  }
}
