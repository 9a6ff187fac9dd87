// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { rostersOn } from '#rooms/adhesions/api.ts';
import type { Family } from '../document.ts';
import { owedIn } from '../runs/gather-due.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { compareBilled, periodOf } from './compare-billed.ts';
import { compareRosters, type BilledRoster } from './compare-rosters.ts';
import type { BilledLine, Correction } from './correction.ts';
import { readBilled, readComplements } from './read-billed.ts';

/** What stands between what the runs of a year billed and what conventions, quotes and rosters say today, decided or not. A few queries a period billed. */
export async function findCorrections(ctx: Context<Tables>, year: number): Promise<Correction[]> {
  const billed = await readBilled(ctx, year);
  if (billed.length === 0) return [];
  const settings = await settingsOf(ctx);
  const owed = new Map<string, Awaited<ReturnType<typeof owedIn>>>();
  for (const [key, { from, until, families }] of await periodsOf(ctx, year, billed))
    owed.set(key, await owedIn(ctx, { year, from, until, families, payerIds: null }, settings));
  const conventions = [...new Map([...owed.values()].flatMap((one) => one.conventions.map((convention) => [convention.id, convention]))).values()];
  const lines = compareBilled({
    billed,
    owed: new Map([...owed].map(([key, one]) => [key, one.lines])),
    conventions,
    complements: await complementsOf(ctx, year),
    prorata: settings.prorata,
  });
  return [...lines, ...compareRosters({ ...(await rostersOf(ctx, year)), conventions, year, prorata: settings.prorata })];
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

/** Periods that were billed, each with the families of its runs. */
async function periodsOf(ctx: Context<Tables>, year: number, billed: readonly BilledLine[]) {
  const wanted = new Set(billed.map(periodOf));
  const { rows } = await sql<{ from: string; until: string; families: Family[] }>`
    select from_on as "from", until_on as until, array_agg(distinct f) as families
    from billing.run
    cross join unnest(families) f
    where organisation_id = ${ctx.organisation} and year = ${year} and status = 'issued'
    group by 1, 2
    order by until_on - from_on desc, from_on`.execute(ctx.tx);
  return new Map(rows.map((row) => [`${row.from} ${row.until}`, row] as const).filter(([key]) => wanted.has(key)));
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
async function rostersOf(ctx: Context<Tables>, year: number) {
  const { rows } = await sql<BilledRoster>`
    select d.payer_id as "payerId", d.id as "documentId", d.number,
      coalesce(jsonb_agg(jsonb_build_object('id', a ->> 'bodyId', 'name', a ->> 'name')) filter (where (a ->> 'isCounted')::boolean), '[]') as counted
    from (
      select distinct on (d.payer_id) d.id, d.payer_id, d.number, d.content::jsonb -> 'annex' as annex
      from billing.document d
      join billing.run r on r.organisation_id = d.organisation_id and r.id = d.run_id and r.year = ${year}
      where d.organisation_id = ${ctx.organisation} and d.kind = 'appel' and json_array_length(d.content -> 'annex') > 0
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
