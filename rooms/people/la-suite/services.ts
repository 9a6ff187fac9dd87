// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import { refuseLaSuite, type SuiteService } from '../contract/la-suite.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';

type Content = Omit<SuiteService, 'id' | 'number' | 'hasKey' | 'bodies'>;

/** The applications that the operator opens, as its launcher orders them, with the addresses to give to them. */
export async function listSuiteServices(ctx: Context<Tables>) {
  const found = await ctx.tx
    .selectFrom('people.suite_service as s')
    .selectAll('s')
    .select(({ selectFrom }) =>
      selectFrom('people.suite_subscription as c')
        .whereRef('c.organisation_id', '=', 's.organisation_id')
        .whereRef('c.service_id', '=', 's.id')
        .where('c.ended_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('bodies'),
    )
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.closed_at', 'is', null)
    .orderBy('s.rank', 'desc')
    .orderBy('s.name')
    .execute();
  const rows = found.map((row) => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    name: row.name,
    url: row.url,
    logoUrl: row.logo_url,
    maturity: row.maturity,
    rank: row.rank,
    accountBytes: row.account_bytes,
    bodyBytes: row.body_bytes,
    smallBelow: row.small_below,
    isTrusted: row.is_trusted,
    idpId: row.idp_id,
    hasKey: row.key_digest !== null,
    bodies: row.bodies ?? 0,
  }));
  const api = `${ctx.house.settings.publicUrl}/api/v1.0`;
  return {
    rows,
    total: rows.length,
    entitlementsUrl: `${api}/entitlements/`,
    launcherUrl: `${api}/lagaufre/services/?operator=${ctx.organisation}`,
    scriptUrl: `${api}/lagaufre.js`,
  };
}

/** Adds an application, with a key that is given once. Refuses a body that is no operator. */
export async function addSuiteService(ctx: Context<Tables>, content: Content) {
  if (!(await operatorsOf(ctx.house)).some(({ id }) => id === ctx.organisation)) throw refuseLaSuite('people.suite-operators-only');
  const key = newKey();
  const id = ctx.newId();
  const { number } = await ctx.tx
    .insertInto('people.suite_service')
    .values({
      organisation_id: ctx.organisation,
      id,
      ...columnsOf(content),
      key_digest: secretDigest(key),
      created_at: ctx.now().toString(),
      closed_at: null,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await ctx.tell('people.suite-service-changed', { serviceId: id });
  return { id, number, key };
}

export async function changeSuiteService(ctx: Context<Tables>, { id, ...content }: Content & { id: string }): Promise<void> {
  await change(ctx, id, columnsOf(content));
}

/** Draws a new key: the former one opens nothing any more. */
export async function drawSuiteKey(ctx: Context<Tables>, { id }: { id: string }) {
  const key = newKey();
  return { number: await change(ctx, id, { key_digest: secretDigest(key) }), key };
}

/** Withdraws an application: its key opens nothing, launchers leave it out. Measures and subscriptions stay, for who must account for them. */
export async function closeSuiteService(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  await change(ctx, id, { closed_at: ctx.now().toString(), key_digest: null });
}

/** Refuses a service that is not this operator's, or withdrawn. */
export async function requireService(ctx: Context<Tables>, id: string): Promise<void> {
  const found = await ctx.tx
    .selectFrom('people.suite_service')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw refuseLaSuite('people.suite-service-unknown');
}

async function change(
  ctx: Context<Tables>,
  id: string,
  values: Partial<ReturnType<typeof columnsOf>> & { key_digest?: Buffer | null; closed_at?: string },
) {
  const changed = await ctx.tx
    .updateTable('people.suite_service')
    .set(values)
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .returning('number')
    .executeTakeFirst();
  if (!changed) throw refuseLaSuite('people.suite-service-unknown');
  await ctx.tell('people.suite-service-changed', { serviceId: id });
  return changed.number;
}

function columnsOf({ kind, name, url, logoUrl, maturity, rank, accountBytes, bodyBytes, smallBelow, isTrusted, idpId }: Content) {
  return {
    kind,
    name,
    url,
    logo_url: logoUrl,
    maturity,
    rank,
    account_bytes: accountBytes,
    body_bytes: bodyBytes,
    small_below: smallBelow,
    is_trusted: isTrusted,
    idp_id: idpId,
  };
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}
