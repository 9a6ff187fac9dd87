// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

type Asked = {
  q: string;
  kind?: 'cadre' | 'tripartite' | 'package' | undefined;
  status?: 'to-come' | 'in-force' | 'ended' | undefined;
  on?: string | undefined;
  sort: 'number' | 'beginsOn' | 'endsOn' | 'beneficiary';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const columns = { number: 'c.number', beginsOn: 'c.begins_on', endsOn: 'c.ends_on', beneficiary: 'b.name' } as const;

/** The conventions that the body concluded, pays for or benefits from, with where they stand on a day. */
export async function listConventions(ctx: Context<Tables>, asked: Asked) {
  const on = asked.on ?? ctx.today().toString();
  const status = sql<'to-come' | 'in-force' | 'ended'>`case
    when c.ends_on < ${on}::date then 'ended'
    when c.begins_on > ${on}::date then 'to-come'
    else 'in-force' end`;
  let found = ctx.tx
    .selectFrom('adhesions.convention as c')
    .innerJoin('organisations.body as p', 'p.id', 'c.payer_id')
    .innerJoin('organisations.body as b', 'b.id', 'c.beneficiary_id')
    .innerJoin('organisations.body as o', 'o.id', 'c.organisation_id');
  if (asked.kind) found = found.where('c.kind', '=', asked.kind);
  if (asked.status) found = found.where(status, '=', asked.status);
  if (asked.q) {
    const words = `%${asked.q.replace(/[\\%_]/g, '\\$&')}%`;
    found = found.where(
      sql<boolean>`unaccent(c.number || ' ' || p.name || ' ' || b.name || ' ' || coalesce(c.quote_number, '')) ilike unaccent(${words})`,
    );
  }
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(['c.id', 'c.kind', 'c.number', 'c.payer_id', 'p.name as payer', 'c.beneficiary_id', 'b.name as beneficiary', 'o.name as operator'])
    .select(['c.edition', 'c.yearly_cents as yearlyCents', 'c.begins_on as beginsOn', 'c.ends_on as endsOn', 'c.dossier_id as dossierId', 'c.proofs'])
    .select(status.as('status'))
    .orderBy(columns[asked.sort], (by) => (asked.order === 'asc' ? by.asc().nullsLast() : by.desc().nullsLast()))
    .orderBy('c.id')
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  return {
    total,
    rows: rows.map(({ payer_id, payer, beneficiary_id, beneficiary, ...row }) => ({
      ...row,
      payer: { id: payer_id, name: payer },
      beneficiary: { id: beneficiary_id, name: beneficiary },
    })),
  };
}
