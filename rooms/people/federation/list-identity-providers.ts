// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { RegisteredProvider } from '../contract/identity-providers.ts';
import type { Tables } from '../tables.ts';
import { isDown } from './configuration.ts';
import { domainProof } from './prove-domain.ts';
import { PROCONNECT, providerCalled, returnAddressOf } from './provider.ts';

type Row = Tables['people.identity_provider'];

/** The providers of the body, without their secrets. */
export async function listIdentityProviders(ctx: Context<Tables>) {
  const rows = await ctx.tx
    .selectFrom('people.identity_provider')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('kind', 'desc')
    .orderBy('name')
    .execute();
  const named = await namesOf(
    ctx,
    rows.flatMap(({ break_glass: mandates }) => mandates),
  );
  return {
    rows: await Promise.all(rows.map((row) => asRegistered(ctx, row, named))),
    total: rows.length,
    hasProConnect: ctx.house.settings.proconnect !== null,
    proof: domainProof(ctx.organisation),
  };
}

async function asRegistered(ctx: Context<Tables>, row: Row, named: ReadonlyMap<string, string>): Promise<RegisteredProvider> {
  const key = row.kind === 'proconnect' ? PROCONNECT : row.id;
  const provider = row.is_open ? await providerCalled(ctx.house, key) : null;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    issuer: row.issuer ?? '',
    clientId: row.client_id ?? '',
    tokenMethod: row.token_method,
    scopes: row.scopes.join(' '),
    claimNames: { ...row.claim_names, siret: row.claim_names.siret ?? '' },
    signsUserinfo: row.signs_userinfo,
    askedAcr: row.asked_acr ?? '',
    idpHint: row.idp_hint ?? '',
    domains: row.email_domains.map((name) => ({ name, isProved: row.proved_domains.includes(name) })),
    isForced: row.is_forced,
    breakGlass: row.break_glass.map((mandateId) => ({ mandateId, name: named.get(mandateId) ?? 'Fonction close' })),
    isDown: provider !== null && isDown(ctx.house, provider),
    returnAddress: returnAddressOf(ctx.house, key),
    leavingAddress: returnAddressOf(ctx.house, key).replace(/retour$/, 'sortie'),
  };
}

async function namesOf(ctx: Context<Tables>, mandates: readonly string[]): Promise<Map<string, string>> {
  if (mandates.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('people.colleague')
    .select(['id', 'given_name', 'family_name'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', mandates)
    .execute();
  return new Map(rows.map((row) => [row.id, `${row.given_name} ${row.family_name}`]));
}
