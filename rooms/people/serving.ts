// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

export type Serving = {
  mandateId: string;
  personId: string;
  givenName: string;
  familyName: string;
  kind: 'agent' | 'elected' | 'external';
  title: string;
  email: string | null;
  roles: string[];
  beginsOn: string;
  endsOn: string | null;
  /** The permissions of those of their roles that the body composed; absent without any. */
  composed?: Record<string, string[]>;
};

/** Everybody who serves the body of the address on a day (today unless said), one line a mandate, by family name. */
export async function serving(ctx: Context<Tables>, day: Temporal.PlainDate = ctx.today()): Promise<Serving[]> {
  const on = day.toString();
  const rows = await ctx.tx
    .selectFrom('people.colleague as m')
    .select([
      'm.id as mandateId',
      'm.person_id as personId',
      'm.given_name as givenName',
      'm.family_name as familyName',
      'm.kind',
      'm.title',
      'm.email',
    ])
    .select(['m.roles', 'm.begins_on as beginsOn', 'm.ends_on as endsOn'])
    .where('m.organisation_id', '=', ctx.organisation)
    .where('m.begins_on', '<=', on)
    .where(sql<boolean>`(m.ends_on is null or m.ends_on >= ${on}::date)`)
    .orderBy('m.family_name')
    .orderBy('m.given_name')
    .orderBy('m.id')
    .execute();
  const composed = await composedRoles(ctx);
  return rows.map((row) => {
    const own = row.roles.flatMap((role) => (composed.has(role) ? [[role, composed.get(role) ?? []] as const] : []));
    return own.length === 0 ? row : { ...row, composed: Object.fromEntries(own) };
  });
}

async function composedRoles(ctx: Context<Tables>): Promise<Map<string, string[]>> {
  const rows = await ctx.tx.selectFrom('people.role').select(['key', 'permissions']).where('organisation_id', '=', ctx.organisation).execute();
  return new Map(rows.map(({ key, permissions }) => [key, permissions]));
}
