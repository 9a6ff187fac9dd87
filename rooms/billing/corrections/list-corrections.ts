// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { natureLabels, type correctionActs, type correctionNatures } from '../contract/corrections.ts';
import type { Tables } from '../tables.ts';
import type { Correction } from './correction.ts';
import { decidedIn } from './find-corrections.ts';
import { keepCorrections } from './keep-corrections.ts';

type Asked = {
  page: number;
  size: number;
  year?: number | undefined;
  q?: string | undefined;
  nature?: (typeof correctionNatures)[number] | undefined;
  act?: (typeof correctionActs)[number] | undefined;
  sort?: 'payer' | 'amountCents' | 'nature' | undefined;
  order?: 'asc' | 'desc' | undefined;
};

/** What is left to decide of a year: nothing is written until somebody decides. A year billed to more than `most` payers may be known since some minutes. */
export async function listCorrections(ctx: Context<Tables>, { page, size, q, nature, act, sort, order, ...asked }: Asked, most?: number) {
  const years = await billedYears(ctx);
  const year = asked.year ?? years[0] ?? ctx.today().year;
  const isDecided = await decidedIn(ctx, year);
  const { found: known, keptSince } = await keepCorrections(ctx, year, most);
  const open = known.filter((one) => !isDecided(one));
  const names = await namesOf(
    ctx,
    open.map(({ payerId }) => payerId),
  );
  const words = plain(q ?? '');
  const named = open.map((one) => ({ ...one, payer: { id: one.payerId, name: names.get(one.payerId) ?? '' } }));
  const found = named
    .filter((one) => (!nature || one.nature === nature) && (!act || one.act === act))
    .filter((one) => words === '' || plain(`${one.payer.name} ${one.label} ${one.document?.number ?? ''}`).includes(words))
    .toSorted((one, other) => compared(one, other, sort) * (order === 'desc' ? -1 : 1));
  const sum = (of: Correction['act']): number => open.filter((one) => one.act === of).reduce((total, { amountCents }) => total + amountCents, 0);
  return {
    year,
    years,
    keptSince,
    complementCents: sum('complement'),
    creditCents: -sum('credit'),
    rows: found
      .slice((page - 1) * size, page * size)
      .map(({ payerId: _payer, state: _state, kind: _kind, credits: _credits, line: _line, ...row }) => row),
    total: found.length,
  };
}

/** Years with an issued run, the latest first: those that may need correcting. */
export async function billedYears(ctx: Context<Tables>): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct year from billing.run where organisation_id = ${ctx.organisation} and status = 'issued' order by year desc`.execute(ctx.tx);
  return rows.map(({ year }) => year);
}

type Named = Correction & { payer: { name: string } };

function compared(one: Named, other: Named, sort: Asked['sort']): number {
  const byPayer = french.compare(one.payer.name, other.payer.name) || french.compare(one.label, other.label) || (one.key < other.key ? -1 : 1);
  if (sort === 'amountCents') return one.amountCents - other.amountCents || byPayer;
  if (sort === 'nature') return french.compare(natureLabels[one.nature], natureLabels[other.nature]) || byPayer;
  return byPayer;
}

const french = new Intl.Collator('fr');

/** Without accents or capitals. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

async function namesOf(ctx: Context<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisations.body where id = any (${[...new Set(ids)]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
