// SPDX-License-Identifier: EUPL-1.2
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { checkedAddress, OutgoingRefused } from '#platform/http/outgoing.ts';
import { type providerBody, refuseProvider } from '../contract/identity-providers.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { discoverAnew, ProviderDown } from './configuration.ts';
import { PROCONNECT, secretName } from './provider.ts';
import { federationSecrets } from '../secrets.ts';
import { sharedMailDomains } from './shared-mail-domains.ts';

type Input = z.output<typeof providerBody> & { id?: string };
type Row = Tables['people.identity_provider'];

/** Enters a provider, or changes one, once it answered at its address. A domain that stays keeps its proof; the issuer that changes loses its identities. */
export async function saveIdentityProvider(ctx: Context<Tables>, input: Input): Promise<{ id: string }> {
  const former = await formerOf(ctx, input);
  const id = former?.id ?? input.id ?? ctx.newId();
  for (const [index, domain] of input.domains.entries())
    if (sharedMailDomains.has(domain)) throw refuseProvider('people.domain-shared', { domain }, `domains.${index}`);
  await checkBreakGlass(ctx, input);
  if (input.isForced) await checkOwnWayIn(ctx, input, id);
  const reach = input.kind === 'oidc' ? await checkedReach(ctx, id, input, former) : proconnectReach(ctx);
  const now = ctx.now().toString();
  const values = {
    ...reach,
    kind: input.kind,
    name: input.kind === 'proconnect' ? 'ProConnect' : input.name,
    token_method: input.tokenMethod,
    scopes: [...new Set(['openid', ...input.scopes.split(/\s+/).filter(Boolean)])],
    claim_names: JSON.stringify({ ...input.claimNames, siret: input.claimNames.siret || null }),
    signs_userinfo: input.signsUserinfo,
    asked_acr: input.askedAcr || null,
    idp_hint: input.idpHint || null,
    email_domains: [...new Set(input.domains)],
    proved_domains: (former?.proved_domains ?? []).filter((domain) => input.domains.includes(domain)),
    is_forced: input.isForced,
    break_glass: input.isForced ? input.breakGlass : [],
    is_open: true,
    changed_at: now,
    changed_by: personWhoActs(ctx).personId,
  };
  await write(ctx, id, values, former === undefined);
  await ctx.tell('people.identity-provider-changed', { providerId: id, how: former ? 'changed' : 'opened' });
  return { id };
}

async function formerOf(ctx: Context<Tables>, { id, kind }: Input): Promise<Row | undefined> {
  const own = ctx.tx.selectFrom('people.identity_provider').selectAll().where('organisation_id', '=', ctx.organisation);
  if (id) {
    const former = await own.where('id', '=', id).executeTakeFirst();
    if (!former || former.kind !== kind) throw refuseProvider('people.own-provider-unknown');
    return former;
  }
  // There is one ProConnect: entering it again is changing it.
  return kind === 'proconnect' ? own.where('kind', '=', 'proconnect').executeTakeFirst() : undefined;
}

type Reach = Pick<Row, 'issuer' | 'client_id' | 'secret_sealed'>;

function proconnectReach(ctx: Context<Tables>): Reach {
  if (!ctx.house.settings.proconnect) throw refuseProvider('people.proconnect-absent');
  return { issuer: null, client_id: null, secret_sealed: null };
}

async function checkedReach(ctx: Context<Tables>, id: string, input: Input, former: Row | undefined): Promise<Reach> {
  const { house, organisation } = ctx;
  if (!input.issuer) throw refuseProvider('people.issuer-refused', {}, 'issuer');
  const kept = former?.secret_sealed && federationSecrets.openText(house.settings, secretName(organisation, id), former.secret_sealed);
  // The secret was entrusted for one address: sent to another, it would be handed to whoever changed it.
  const clientSecret = input.clientSecret || (former?.issuer === input.issuer ? kept : null);
  if (!clientSecret || !input.clientId) throw refuseProvider('people.secret-missing', {}, input.clientId ? 'clientSecret' : 'clientId');
  const twin = await ctx.tx
    .selectFrom('people.identity_provider')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('issuer', '=', input.issuer)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (twin) throw refuseProvider('people.issuer-twice', {}, 'issuer');
  try {
    checkedAddress(input.issuer, house.settings);
    await discoverAnew(house, {
      key: id,
      organisationId: organisation,
      name: input.name,
      server: input.issuer,
      clientId: input.clientId,
      clientSecret,
      tokenMethod: input.tokenMethod,
      scopes: [],
      claimNames: { ...input.claimNames, siret: null },
      signsUserinfo: input.signsUserinfo,
      askedAcr: null,
    });
  } catch (error) {
    if (error instanceof OutgoingRefused) throw refuseProvider('people.issuer-refused', {}, 'issuer');
    // One sentence for whatever is there or not: this form is no way to look around the operator's network.
    if (error instanceof ProviderDown) throw refuseProvider('people.issuer-silent', {}, 'issuer');
    throw error;
  }
  return {
    issuer: input.issuer,
    client_id: input.clientId,
    secret_sealed: federationSecrets.seal(house.settings, secretName(organisation, id), clientSecret),
  };
}

async function checkBreakGlass(ctx: Context<Tables>, { isForced, breakGlass }: Input): Promise<void> {
  if (!isForced) return;
  if (breakGlass.length === 0) throw refuseProvider('people.break-glass-missing', {}, 'breakGlass');
  const today = ctx.today().toString();
  const found = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', breakGlass)
    .where('begins_on', '<=', today)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', today)]))
    .execute();
  if (found.length < new Set(breakGlass).size) throw refuseProvider('people.break-glass-stranger', {}, 'breakGlass');
}

// Whoever shuts the other doors must be able to come in by what is left of them: an address mistyped would lock everybody out.
async function checkOwnWayIn(ctx: Context<Tables>, { kind, breakGlass }: Input, id: string): Promise<void> {
  const { personId, sessionId } = personWhoActs(ctx);
  const { methods } = await ctx.tx.selectFrom('people.session').select('methods').where('id', '=', sessionId).executeTakeFirstOrThrow();
  if (methods.includes(`fed:${kind === 'proconnect' ? PROCONNECT : id}`)) return;
  const own = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', '=', personId)
    .where('id', 'in', breakGlass)
    .executeTakeFirst();
  if (!own || !methods.includes('mfa') || methods.includes('fed')) throw refuseProvider('people.force-unproved', {}, 'isForced');
}

type Values = Omit<Row, 'organisation_id' | 'id' | 'created_at' | 'claim_names'> & { claim_names: string };

async function write(ctx: Context<Tables>, id: string, values: Values, isNew: boolean): Promise<void> {
  // The row type says what is read: jsonb is written as text.
  const row = values as unknown as Omit<Row, 'organisation_id' | 'id' | 'created_at'>;
  if (isNew) {
    await ctx.tx
      .insertInto('people.identity_provider')
      .values({ ...row, organisation_id: ctx.organisation, id, created_at: values.changed_at })
      .execute();
    return;
  }
  await ctx.tx.updateTable('people.identity_provider').set(row).where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
}
