// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { todayInParis } from '#platform/calendar/paris.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inhabitantsOf, isEpci, operatorOn, operatorsOf, type BodyFacts, type OperatorView } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { accountOf, findAccount, type Named } from './accounts.ts';
import { entitlementsOf, type SuiteKind } from './entitlements.ts';
import type { Measure, Query } from './query.ts';
import { keepUsage, usageOf } from './usage.ts';

export type Service = { operatorId: string; serviceId: string };

type Row = {
  kind: SuiteKind;
  number: number;
  is_trusted: boolean;
  small_below: number;
  account_bytes: number | null;
  body_bytes: number | null;
};

/** What the service may let this account do, with the body, the operator and the measures, in the shape of the Deploy Center. */
export async function answerEntitlements(house: House, service: Service, query: Query, measures: readonly Measure[]) {
  const now = house.clock.now();
  const view = await operatorOn(house, service.operatorId, todayInParis(now));
  // Any establishment of the body: La Suite asks with the one of the person's sign-in.
  const body = query.siret === null ? undefined : view.bySiren(query.siret.slice(0, 9));
  const named: Named = { type: query.accountType, email: query.email, externalId: query.externalId };
  return inOrganisation<Tables, Record<string, unknown>>(house.db, service.operatorId, async (tx) => {
    const row = await serviceRow(tx, service);
    const subscription = body && (await subscriptionRow(tx, service, body.id));
    if (body && subscription) for (const one of measures) await keepMeasure(tx, { service, body, row, query, measure: one, at: now });
    const accountId = body ? await findAccount(tx, { operatorId: service.operatorId, bodyId: body.id }, named, false) : null;
    const stored = body ? await usageOf(tx, { ...service, bodyId: body.id, accountId }) : { account: null, organization: null };
    const address = named.email;
    const entitlements = entitlementsOf({
      kind: row.kind,
      accountType: query.accountType,
      body: body ? { population: inhabitantsOf(body) } : null,
      subscription: subscription
        ? {
            administrators: subscription.administrators,
            accountBytes: subscription.account_bytes ?? row.account_bytes,
            bodyBytes: subscription.body_bytes ?? row.body_bytes,
          }
        : null,
      smallBelow: row.small_below,
      isAdministrator: body && address ? await isAdministrator(tx, service, body.id, address, now) : false,
      domains: address && row.kind === 'messages' ? await domainsOf(tx, service, address, now) : [],
      stored,
    });
    return {
      organization: body ? { ...organizationOf(body), oidc_valid: await usesProvider(tx, service, body.id, query.idpId) } : null,
      operator: subscription ? await operatorDocument(house, view, service.operatorId) : null,
      entitlements,
      ...(body && !subscription && { potentialOperators: await whoCouldOpenIt(house, view, service.operatorId, body) }),
      metrics: metricsOf(stored),
    };
  });
}

function serviceRow(tx: Transaction<Tables>, { operatorId, serviceId }: Service): Promise<Row> {
  return tx
    .selectFrom('people.suite_service')
    .select(['kind', 'number', 'is_trusted', 'small_below', 'account_bytes', 'body_bytes'])
    .where('organisation_id', '=', operatorId)
    .where('id', '=', serviceId)
    .executeTakeFirstOrThrow();
}

function subscriptionRow(tx: Transaction<Tables>, { operatorId, serviceId }: Service, bodyId: string) {
  return tx
    .selectFrom('people.suite_subscription')
    .select(['administrators', 'account_bytes', 'body_bytes'])
    .where('organisation_id', '=', operatorId)
    .where('service_id', '=', serviceId)
    .where('body_id', '=', bodyId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

type Told = { service: Service; body: BodyFacts; row: Row; query: Query; measure: Measure; at: Temporal.Instant };

// A service tells of the body of the question only: it must not fill another's room.
async function keepMeasure(tx: Transaction<Tables>, { service, body, row, query, measure, at }: Told): Promise<void> {
  const bytes = measure.metrics.storage_used;
  if (bytes === undefined || (measure.siret !== undefined && measure.siret !== query.siret)) return;
  const { type, id = '', email = '' } = measure.account;
  const where = { operatorId: service.operatorId, bodyId: body.id };
  if (type !== 'organization' && !id && !email) return;
  const accountId = type === 'organization' ? null : await accountOf(tx, where, { type, email, externalId: id }, row.is_trusted, at);
  await keepUsage(tx, { ...service, bodyId: body.id, accountId }, bytes, at);
}

async function isAdministrator(
  tx: Transaction<Tables>,
  { serviceId }: Service,
  bodyId: string,
  email: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select people.suite_administrator(${serviceId}::uuid, ${bodyId}::uuid, ${email}, ${at.toString()}::timestamptz) as is`.execute(tx);
  return rows[0]?.is ?? false;
}

async function domainsOf(tx: Transaction<Tables>, { serviceId }: Service, email: string, at: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ domains: string[] }>`
    select people.suite_domains(${serviceId}::uuid, ${email}, ${at.toString()}::timestamptz) as domains`.execute(tx);
  return rows[0]?.domains ?? [];
}

// Whether the body signs in by the identity provider that the question names: null where it names none.
async function usesProvider(tx: Transaction<Tables>, { operatorId }: Service, bodyId: string, idpId: string | null): Promise<boolean | null> {
  if (idpId === null) return null;
  const found = await tx
    .selectFrom('people.suite_subscription as c')
    .innerJoin('people.suite_service as s', (join) => join.onRef('s.organisation_id', '=', 'c.organisation_id').onRef('s.id', '=', 'c.service_id'))
    .select('s.id')
    .where('c.organisation_id', '=', operatorId)
    .where('c.body_id', '=', bodyId)
    .where('c.ended_at', 'is', null)
    .where('s.kind', '=', 'proconnect')
    .where('s.idp_id', '=', idpId)
    .executeTakeFirst();
  return found !== undefined;
}

/** A body in the words of La Suite. */
export function organizationOf({ id, name, kind, siret }: BodyFacts): { id: string; name: string; type: string; siret: string | null } {
  const type = kind === 'commune' || kind === 'departement' || kind === 'region' ? kind : isEpci(kind) ? 'epci' : 'other';
  return { id, type, name, siret: siret ?? null };
}

async function operatorDocument(house: House, view: OperatorView, operatorId: string) {
  const operator = (await operatorsOf(house)).find(({ id }) => id === operatorId);
  return { id: operatorId, name: operator?.name ?? '', siret: view.find(operatorId)?.siret ?? null, url: house.settings.publicUrl, config: {} };
}

async function whoCouldOpenIt(house: House, view: OperatorView, operatorId: string, body: BodyFacts) {
  if (!view.isInTerritory(body.id)) return [];
  const operator = await operatorDocument(house, view, operatorId);
  return [{ ...operator, signupUrl: `${house.settings.publicUrl}/o/${body.slug}` }];
}

function metricsOf({ account, organization }: { account: number | null; organization: number | null }) {
  return {
    // Read at this level by earlier clients.
    ...(account !== null && { storage_used: account, account: { storage_used: account } }),
    ...(organization !== null && { organization: { storage_used: organization } }),
  };
}
