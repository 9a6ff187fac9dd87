// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import type { Tables, Tone } from '../tables.ts';

type Ctx = Context<Tables>;
type Asked = {
  q?: string | undefined;
  week?: string | undefined;
  tone?: Tone | undefined;
  sort: 'tone' | 'name' | 'failures';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const WEEKS_OFFERED = 26;
const severity = sql`array_position(array['bad', 'watch', 'good'], s.tone)`;

/** A week of all those whom the operator serves, or of the members of the EPCI, the worst first; nothing for a body that is neither. */
export async function readRollUp(ctx: Ctx, asked: Asked) {
  const operates = (await operatorsOf(ctx.house)).some(({ id }) => id === ctx.organisation);
  const party = operates ? 's.operator_id' : 's.epci_id';
  const found = await ctx.tx
    .selectFrom('reports.standing as s')
    .select('s.week')
    .distinct()
    .where(party, '=', ctx.organisation)
    .orderBy('s.week', 'desc')
    .limit(WEEKS_OFFERED)
    .execute();
  const weeks = found.map(({ week }) => week);
  const week = asked.week ?? weeks[0] ?? null;
  const all = ctx.tx
    .selectFrom('reports.standing as s')
    .innerJoin('organisations.body as b', 'b.id', 's.organisation_id')
    .where(party, '=', ctx.organisation)
    .where('s.week', '=', week ?? '');
  const words = asked.q ? `%${asked.q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const matching = all
    .$if(asked.tone !== undefined, (query) => query.where('s.tone', '=', asked.tone ?? 'good'))
    .$if(words !== null, (query) => query.where(sql<boolean>`b.name ilike ${words}`));
  const counts = await all
    .select([
      sql<number>`count(*) filter (where s.tone = 'good')::int`.as('good'),
      sql<number>`count(*) filter (where s.tone = 'watch')::int`.as('watch'),
      sql<number>`count(*) filter (where s.tone = 'bad')::int`.as('bad'),
      sql<number>`coalesce(sum(s.used_bytes), 0)::bigint`.as('used'),
    ])
    .executeTakeFirstOrThrow();
  const { total } = await matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .select(['b.id', 'b.slug', 'b.name', 's.tone', 's.summary', 's.failures', 's.to_do', 's.used_bytes', 's.allowed_bytes'])
    .orderBy({ tone: severity, name: sql`b.name`, failures: sql`s.failures` }[asked.sort], asked.order)
    .orderBy('b.name')
    .orderBy('b.id')
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  return {
    week,
    weeks,
    counts: { good: counts.good, watch: counts.watch, bad: counts.bad },
    usedBytes: Number(counts.used),
    canOpen: operates,
    rows: rows.map(({ to_do: toDo, used_bytes: usedBytes, allowed_bytes: allowedBytes, ...row }) => ({ ...row, toDo, usedBytes, allowedBytes })),
    total: Number(total),
  };
}
