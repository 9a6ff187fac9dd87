// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { rostersOn, type OwedConvention } from '#rooms/adhesions/api.ts';
import type { Family } from '../document.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import { billedToOthers, owedByParts } from '../runs/gather-due.ts';
import { PART, payersApart, type BillTo } from '../runs/payers-apart.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { compareBilled } from './compare-billed.ts';
import { compareRosters, type BilledRoster } from './compare-rosters.ts';
import type { BilledLine, Correction } from './correction.ts';
import { payersConcerned } from './payers-concerned.ts';
import { readBilled, readComplements } from './read-billed.ts';

/**
 * What stands between what the runs of a year billed and what conventions, quotes and rosters say today, decided or not. Some payers at a time, so that a
 * country need not stand in memory; what another payer may explain is then read again with whom it concerns.
 */
export async function findCorrections(ctx: Context<Tables>, year: number, atOnce: number = PART): Promise<Correction[]> {
  const billed = await payersBilled(ctx, year);
  if (billed.length === 0) return [];
  const billTo = await billedToOthers(ctx);
  const around = await readAround(ctx, year, { billTo, payerIds: null });
  const apart = payersApart([...billed, ...around.payerIds, ...billTo.keys()], billTo, null, atOnce);
  const all = apart.flat();
  const parts = all.length <= atOnce ? [all] : apart;
  const found: Correction[] = [];
  for (const part of parts) found.push(...(await compareFor(ctx, around, part)));
  // Once each: a line that passed to another payer is missing with one, and new with the other.
  const unsure = [...new Set(found.filter((one) => !standsAlone(one)).map(({ key }) => key))];
  if (parts.length === 1 || unsure.length === 0) return found;
  const again = new Map((await correctionsAmong(ctx, year, unsure, billTo)).map((one) => [one.key, one]));
  return [...found.filter(standsAlone), ...unsure.flatMap((key) => again.get(key) ?? [])];
}

/** The differences of these keys, as if the whole year were read, and others of whom they concern. */
export async function correctionsAmong(
  ctx: Context<Tables>,
  year: number,
  keys: readonly string[],
  known?: ReadonlyMap<string, BillTo>,
): Promise<Correction[]> {
  const billTo = known ?? (await billedToOthers(ctx));
  const payerIds = await payersConcerned(ctx, year, { keys, billTo });
  return compareFor(ctx, await readAround(ctx, year, { billTo, payerIds }), payerIds);
}

/** An amount that changed for the payer that was billed: no other convention has a say in it. */
function standsAlone({ owedCents, act, nature }: Correction): boolean {
  return nature === 'roster' || (owedCents > 0 && act !== 'next-run' && (nature === 'amount' || nature === 'recount'));
}

type Around = Awaited<ReturnType<typeof readAround>>;

type Whose = { billTo: ReadonlyMap<string, BillTo>; payerIds: readonly string[] | null };

/** What a year is compared with, whoever pays: its periods, what was decided of it, who may owe something, and how to read what some payers owe. */
async function readAround(ctx: Context<Tables>, year: number, { billTo, payerIds }: Whose) {
  const settings = await settingsOf(ctx);
  const only = payerIds && { bodyIds: payerIds, since: `${year - 1}-01-01` };
  const owedIn = new Map<string, Awaited<ReturnType<typeof owedByParts>>>();
  for (const { from, until, families } of await periodsOf(ctx, year)) {
    const wanted = { year, from, until, families, payerIds: null, ...(only && { only }) };
    owedIn.set(`${from} ${until}`, await owedByParts(ctx, wanted, settings, billTo));
  }
  const owing = [...owedIn.values()].flatMap((one) => one.payerIds);
  return { year, settings, owedIn, payerIds: owing, complements: await complementsOf(ctx, year) };
}

async function compareFor(ctx: Context<Tables>, { year, settings, owedIn, complements }: Around, payerIds: readonly string[]): Promise<Correction[]> {
  const billed = await readBilled(ctx, year, payerIds);
  if (billed.length === 0) return [];
  const owed = new Map<string, readonly DueLine[]>();
  const conventions = new Map<string, OwedConvention>();
  for (const [period, { owedBy }] of owedIn) {
    const one = await owedBy(payerIds);
    owed.set(period, one.lines);
    for (const convention of one.conventions) conventions.set(convention.id, convention);
  }
  const known = [...conventions.values()];
  const lines = compareBilled({ billed, owed, conventions: known, complements, prorata: settings.prorata });
  return [...lines, ...compareRosters({ ...(await rostersOf(ctx, year, payerIds)), conventions: known, year, prorata: settings.prorata })];
}

/** Decisions that hold, by what they are about and what stood then. */
export async function decidedIn(ctx: Context<Tables>, year: number): Promise<(one: Correction) => boolean> {
  const rows = await ctx.tx
    .selectFrom('billing.correction')
    .select(['source_key', 'state'])
    .where('organisation_id', '=', ctx.organisation)
    .where('year', '=', year)
    .where('decision', '=', 'none')
    .where('withdrawn_at', 'is', null)
    .execute();
  const decided = new Set(rows.map(({ source_key, state }) => `${source_key} ${state}`));
  return ({ key, state }) => decided.has(`${key} ${state}`);
}

/** Whom the runs of a year billed. */
async function payersBilled(ctx: Context<Tables>, year: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct l.payer_id as id
    from billing.run r
    join billing.liquidation l on l.organisation_id = r.organisation_id and l.run_id = r.id
    where r.organisation_id = ${ctx.organisation} and r.year = ${year} and r.status = 'issued'`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/** Periods of which a document still bills something, each with the families of its runs. */
async function periodsOf(ctx: Context<Tables>, year: number) {
  const { rows } = await sql<{ from: string; until: string; families: Family[] }>`
    select r.from_on as "from", r.until_on as until, array_agg(distinct f) as families
    from billing.run r
    cross join unnest(r.families) f
    cross join lateral (
      select from billing.document d
      where d.organisation_id = r.organisation_id and d.run_id = r.id
        and exists (select from billing.billed b where b.organisation_id = d.organisation_id and b.document_id = d.id and b.released_by is null offset 0)
      limit 1
    ) bills
    where r.organisation_id = ${ctx.organisation} and r.year = ${year} and r.status = 'issued'
    group by 1, 2
    order by until_on - from_on desc, from_on`.execute(ctx.tx);
  return rows;
}

async function complementsOf(ctx: Context<Tables>, year: number) {
  const decided = await ctx.tx
    .selectFrom('billing.correction')
    .select(['id', 'source_key', 'amount_cents'])
    .where('organisation_id', '=', ctx.organisation)
    .where('year', '=', year)
    .where('decision', '=', 'complement')
    .where('withdrawn_at', 'is', null)
    .execute();
  const borne = Map.groupBy(
    await readComplements(
      ctx,
      decided.map(({ id }) => id),
    ),
    ({ sourceKey }) => sourceKey,
  );
  const found = new Map<string, { billed: BilledLine[]; waitingCents: number }>();
  for (const { id, source_key, amount_cents } of decided) {
    const mine = borne.get(`correction/${id}`) ?? [];
    const before = found.get(source_key) ?? { billed: [], waitingCents: 0 };
    found.set(source_key, { billed: [...before.billed, ...mine], waitingCents: before.waitingCents + (mine.length > 0 ? 0 : amount_cents) });
  }
  return found;
}

/** The territories called in a year with whom the call counted, and whom their roster counts now. */
async function rostersOf(ctx: Context<Tables>, year: number, payerIds: readonly string[]) {
  const { rows } = await sql<BilledRoster>`
    select d.payer_id as "payerId", d.id as "documentId", d.number,
      coalesce(jsonb_agg(jsonb_build_object('id', a ->> 'bodyId', 'name', a ->> 'name')) filter (where (a ->> 'isCounted')::boolean), '[]') as counted
    from (
      select distinct on (d.payer_id) d.id, d.payer_id, d.number, d.content::jsonb -> 'annex' as annex
      from unnest(${payerIds}::uuid[]) as payer (id)
      cross join lateral (
        select id, payer_id, number, kind, year, sequence, run_id, content from billing.document
        where organisation_id = ${ctx.organisation} and payer_id = payer.id
        offset 0
      ) d
      join billing.run r on r.organisation_id = ${ctx.organisation} and r.id = d.run_id and r.year = ${year}
      where d.kind = 'appel' and json_array_length(d.content -> 'annex') > 0
      order by d.payer_id, d.year desc, d.sequence desc
    ) d
    cross join jsonb_array_elements(d.annex) a
    group by d.payer_id, d.id, d.number`.execute(ctx.tx);
  const today = ctx.today().toString();
  const on = today > `${year}-12-31` ? `${year}-12-31` : today;
  const rosters =
    rows.length === 0
      ? new Map()
      : await rostersOn(
          ctx,
          rows.map(({ payerId }) => ({ payerId, on })),
        );
  const now = new Map(
    [...rosters].map(([payerId, { members }]) => [
      payerId,
      members
        .filter(({ isCounted }: { isCounted: boolean | null }) => isCounted === true)
        .map(({ id, name }: { id: string; name: string }) => ({ id, name })),
    ]),
  );
  return { billed: rows, now };
}
