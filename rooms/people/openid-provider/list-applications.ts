// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { memberRoles, operatorRoles } from '#platform/room.ts';
import { refuseApplication, type listApplications as contract } from '../contract/applications.ts';
import type { Tables } from '../tables.ts';
import { isOperator } from './check-application.ts';
import { issuerOf } from './provider.ts';

type Filter = z.output<NonNullable<(typeof contract)['query']>>;
const USES_OVER = { hours: 30 * 24 };
type Icon = NonNullable<z.input<NonNullable<(typeof contract)['response']>>>['rows'][number]['icon'];

/** One page of the applications that the body registered. */
export async function listApplications(ctx: Context<Tables>, { q, sort, order, page, size }: Filter) {
  const since = ctx.now().subtract(USES_OVER).toString();
  const by = sort === 'name' ? sql`a.name` : sql`"lastAt"`;
  const { rows } = await sql<{
    id: string;
    name: string;
    description: string;
    icon: Icon;
    isForTerritory: boolean;
    isRestricted: boolean;
    lastAt: string | null;
    total: number;
  }>`
    select a.id, a.name, a.description, a.icon, a.is_for_territory as "isForTerritory",
      cardinality(a.roles) + cardinality(a.group_ids) > 0 as "isRestricted",
      (select max(u.last_at) from people.application_uses(a.id, ${since}::timestamptz) u) as "lastAt",
      count(*) over ()::int as total
    from people.application a
    where a.organisation_id = ${ctx.organisation}
      and a.closed_at is null
      and (${q} = '' or position(lower(${q}) in lower(a.name || ' ' || a.description)) > 0)
    order by ${by} ${order === 'asc' ? sql`asc nulls first` : sql`desc nulls last`}, a.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  const total = rows[0]?.total ?? 0;
  return {
    rows: rows.map(({ id, name, description, icon, isForTerritory, isRestricted, lastAt }) => ({
      id,
      name,
      description,
      icon,
      isForTerritory,
      isRestricted,
      lastAt,
    })),
    total,
  };
}

/** An application as its form shows it, with its secrets by their ending and its last uses. */
export async function readApplication(ctx: Context<Tables>, { id }: { id: string }) {
  const row = await ctx.tx
    .selectFrom('people.application')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw refuseApplication('people.application-unknown');
  const now = ctx.now();
  const secrets = await ctx.tx
    .selectFrom('people.application_secret')
    .select(['id', 'ending', 'drawn_at as drawnAt', 'ends_at as endsAt'])
    .where('organisation_id', '=', ctx.organisation)
    .where('application_id', '=', id)
    .where((either) => either.or([either('ends_at', 'is', null), either('ends_at', '>', now.toString())]))
    .orderBy('drawn_at', 'desc')
    .execute();
  const { rows: uses } = await sql<{ body: string; persons: number; lastAt: string }>`
    select name as body, persons, last_at as "lastAt"
    from people.application_uses(${id}, ${now.subtract(USES_OVER).toString()}::timestamptz)
    limit 100`.execute(ctx.tx);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    url: row.url,
    icon: row.icon as Icon, // the contract wrote it
    authMethod: row.auth_method,
    jwksUri: row.jwks_uri,
    isNative: row.is_native,
    redirectUris: row.redirect_uris,
    postLogoutUris: row.post_logout_uris,
    backchannelUri: row.backchannel_uri,
    scopes: row.scopes as ('openid' | 'profile')[], // the contract wrote them
    usesRefresh: row.uses_refresh,
    usesDevice: row.uses_device,
    subject: row.subject,
    asksConsent: row.asks_consent,
    asksSecondFactor: row.asks_second_factor,
    asksPkce: row.asks_pkce,
    signsUserinfo: row.signs_userinfo,
    isInternal: row.is_internal,
    isForTerritory: row.is_for_territory,
    roles: row.roles,
    groupIds: row.group_ids,
    issuer: issuerOf(ctx.house),
    secrets,
    uses,
  };
}

/** Roles and groups that may be named as those who enter, and whether the body may make an operator's choices. */
export async function readApplicationChoices(ctx: Context<Tables>) {
  const composed = await ctx.tx
    .selectFrom('people.role')
    .select(['key', 'name'])
    .where('organisation_id', '=', ctx.organisation)
    .where('key', 'like', 'r-%')
    .orderBy('name')
    .execute();
  const groups = await ctx.tx
    .selectFrom('people.person_group')
    .select(['id', 'name'])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('name')
    .execute();
  const isHere = await isOperator(ctx);
  const generic = [...(isHere ? operatorRoles : []), ...memberRoles].map((key) => ({ key, name: null }));
  return { isOperator: isHere, roles: [...generic, ...composed], groups };
}
