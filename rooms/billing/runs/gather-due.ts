// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { conventionsOwing, followQuotes, type OwedConvention } from '#rooms/adhesions/api.ts';
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

export type Wanted = { year: number; from: string; until: string; families: readonly Family[]; payerIds: readonly string[] | null };

/** All that is owed in a period and not billed yet, from conventions, quotes, rights and what was entered. A number of queries that no payer changes. */
export async function gatherDue(ctx: Context<Tables>, wanted: Wanted, settings: BillingSettings): Promise<DueLine[]> {
  // What was measured of the last days of a year comes after its run.
  if (wanted.families.includes('volume')) await collectVolumes(ctx, { from: `${Number(wanted.from.slice(0, 4)) - 1}-01-01`, until: wanted.until });
  const { lines } = await owedIn(ctx, wanted, settings);
  const entered = await readdress(ctx, await chargedLines(ctx, wanted.until));
  const isWanted = wantedBy(wanted);
  const dismissed = await dismissedLines(ctx, wanted.year);
  return withoutBilled(
    ctx,
    [...lines, ...[...entered, ...(await complementLines(ctx, wanted.year))].filter(isWanted)].filter((line) => !dismissed(line)),
  );
}

/** What the register says is owed in a period, billed or not, with the conventions that say so. */
export async function owedIn(
  ctx: Context<Tables>,
  wanted: Wanted,
  settings: BillingSettings,
): Promise<{ lines: DueLine[]; conventions: OwedConvention[] }> {
  const { year, from, until, families } = wanted;
  const period = { from, until };
  // Rights that were exceeded last year may hang on a convention that ended with it.
  const conventions = await conventionsOwing(ctx, { from: `${Number(from.slice(0, 4)) - 1}-01-01`, until });
  const labels = await offerLabels(ctx, new Set(conventions.flatMap(({ lines }) => lines.map(({ edition }) => edition))));
  const offerLabel = (edition: string, offer: string): string => labels.get(`${edition}/${offer}`) ?? '';
  const lines = conventions
    .filter(({ endsOn }) => endsOn === null || endsOn >= from)
    .flatMap((convention) => foldDecreases(conventionLines({ convention, period, settings, offerLabel })));
  if (families.includes('overage')) {
    const known = new Map(conventions.map((convention) => [convention.id, convention]));
    lines.push(...overageLines(await overagesOf(ctx, year - 1), known, year - 1, settings));
  }
  lines.push(...(await orderedLines(ctx, period, settings, new Set(conventions.map(({ quoteNumber }) => quoteNumber)))));
  return { lines: (await readdress(ctx, lines)).filter(wantedBy(wanted)), conventions };
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
  underConvention: ReadonlySet<string | null>,
) {
  const quotes = (await acceptedUntil(ctx, period.until)).filter(({ number }) => !underConvention.has(number));
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

/** Invoices of a body that another pays, as their convention says, go to that other. */
async function readdress(ctx: Context<Tables>, lines: readonly DueLine[]): Promise<DueLine[]> {
  const rows = await ctx.tx
    .selectFrom('billing.payer')
    .select(['payer_id', 'bill_to_id', 'bill_to_reason'])
    .where('organisation_id', '=', ctx.organisation)
    .where('bill_to_id', 'is not', null)
    .execute();
  const others = new Map(rows.map((row) => [row.payer_id, row]));
  return lines.map((line) => {
    const other = line.kind === 'facture' ? others.get(line.payerId) : undefined;
    if (!other?.bill_to_id) return line;
    return { ...line, payerId: other.bill_to_id, why: [...line.why, `Payé pour la collectivité qui commande : ${other.bill_to_reason ?? ''}`] };
  });
}

async function withoutBilled(ctx: Context<Tables>, lines: readonly DueLine[]): Promise<DueLine[]> {
  const billed = new Set<string>();
  for (let at = 0; at < lines.length; at += MOST_KEYS) {
    const keys = lines.slice(at, at + MOST_KEYS).map(({ sourceKey }) => sourceKey);
    const { rows } = await sql<{ source_key: string }>`
      select source_key from billing.billed
      where organisation_id = ${ctx.organisation} and released_by is null and source_key = any (${keys}::text[])`.execute(ctx.tx);
    for (const { source_key } of rows) billed.add(source_key);
  }
  return lines.filter(({ sourceKey }) => !billed.has(sourceKey));
}

const MOST_KEYS = 50_000;

async function offerLabels(ctx: Context<Tables>, editions: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  for (const key of editions) {
    const record = await editionNamed(ctx, ctx.organisation, key);
    for (const offer of record?.edition.offers ?? []) labels.set(`${key}/${offer.key}`, offer.label);
  }
  return labels;
}
