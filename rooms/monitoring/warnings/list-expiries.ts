// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { expiryColumns, expiryOf, watchedExpiries, type ExpiryRow } from './watched-expiries.ts';

type Asked = {
  q?: string | undefined;
  what?: 'certificate' | 'domain' | undefined;
  within?: '7' | '30' | '90' | undefined;
  sort: 'on' | 'body' | 'name';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};
type Row = ExpiryRow & { read_at: string | null; told_at: string | null; total: number };

const columns = { on: sql`e.ends_on`, body: sql`b.name`, name: sql`c.name` } as const;

/** What ends on a day, of the operator's territory or of the body itself. */
export async function listExpiries(ctx: Context<Tables>, { q, what = undefined, within, sort, order, page, size }: Asked) {
  const today = ctx.today();
  const words = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const until = within === undefined ? null : today.add({ days: Number(within) }).toString();
  const { rows } = await sql<Row>`
    select ${expiryColumns}, s.last_at as read_at, w.told_at, count(*) over ()::int as total
    from ${watchedExpiries}
    left join monitoring.warned w on w.organisation_id = s.organisation_id and w.check_id = s.id and w.subject = e.what || ' ' || e.ends_on
    where (s.organisation_id = ${ctx.organisation} or s.body_id = ${ctx.organisation})
      and s.facts <> '{}'
      and e.ends_on is not null
      and (${what ?? null}::text is null or e.what = ${what ?? null}::text)
      and (${until}::text is null or e.ends_on <= ${until}::text)
      and (${words}::text is null or c.name ilike ${words} or b.name ilike ${words})
    order by ${columns[sort]} ${sql.raw(order === 'asc' ? 'asc' : 'desc')}, c.id, e.what
    limit ${size}
    offset ${(page - 1) * size}`.execute(ctx.tx);
  return {
    rows: rows.map((row) => ({
      ...expiryOf(row),
      daysLeft: Temporal.PlainDate.from(row.on).since(today, { largestUnit: 'day' }).days,
      readAt: row.read_at,
      toldAt: row.told_at,
    })),
    total: rows[0]?.total ?? 0,
  };
}
