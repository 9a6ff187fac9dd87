// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { RenewalState } from '../contract/renewals.ts';
import type { Tables } from '../tables.ts';
import { shownTerm, standingTerms } from './standing-terms.ts';

type Asked = {
  q: string;
  state?: RenewalState | undefined;
  within: number;
  sort: 'endsOn' | 'payer' | 'number';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

// A term that passed three months ago is no longer to be renewed: another adhesion begins afresh.
const PAST_MONTHS = 3;

const sorts = { endsOn: sql`t.ends_on`, payer: sql`t.payer`, number: sql`t.number` } as const;

/** What ends in the coming months at the operator in the address, with where its renewal stands. */
export async function listRenewals(ctx: Context<Tables>, { q, state, within, sort, order, page, size }: Asked) {
  const words = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await standingTerms(ctx, {
    whose: sql<boolean>`c.organisation_id = ${ctx.organisation}`,
    from: ctx.today().subtract({ months: PAST_MONTHS }),
    until: ctx.today().add({ months: within }),
    and: sql<boolean>`(${state ?? null}::text is null or t.state = ${state ?? null})
      and (${q} = '' or unaccent(t.payer || ' ' || t.number) ilike unaccent(${words}))`,
    order: sql`${sorts[sort]} ${sql.raw(order)}`,
    limit: size,
    offset: (page - 1) * size,
  });
  return { rows: rows.map(shownTerm), total: rows[0]?.total ?? 0 };
}

/** What ends for the body in the address, which pays. */
export async function listMyTerms(ctx: Context<Tables>, { page, size }: { page: number; size: number }) {
  const rows = await standingTerms(ctx, {
    whose: sql<boolean>`c.payer_id = ${ctx.organisation}`,
    from: ctx.today().subtract({ months: PAST_MONTHS }),
    until: ctx.today().add({ months: 18 }),
    limit: size,
    offset: (page - 1) * size,
  });
  return { rows: rows.map(shownTerm), total: rows[0]?.total ?? 0 };
}
