// SPDX-License-Identifier: EUPL-1.2
import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import type { SignedIn } from '#platform/access/provided.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { lacksSecondFactor, levelOf, levelsAsked } from './assurance.ts';
import { claimsOfScopes } from './claims.ts';
import { doorsOf, entryOf, grantDigest, type Door } from './entries.ts';
import { whoAsks } from './who-asks.ts';

/** What stands in the way of entering without a question: shown by the checks of the policy. */
export type Standing = { doors: readonly Door[]; body: 'chosen' | 'ambiguous' | 'none' | 'locked'; isAgreed: boolean };

const standings = new WeakMap<object, Standing>();

/** How far this request got, once `existingGrant` ran for it. */
export function standingOf(ctx: KoaContextWithOIDC): Standing | undefined {
  return standings.get(ctx.oidc);
}

/** Whether the application, or this very request, asks for two factors and the session has one. */
export function needsSecondFactor(ctx: KoaContextWithOIDC, who: SignedIn): boolean {
  if (who.methods.includes('mfa')) return false;
  return ctx.oidc.client?.['beffroi_asks_second_factor'] === true || lacksSecondFactor(who.methods, levelsAsked(ctx.oidc.params));
}

/**
 * The grant under which the person enters: the one of this session where it still holds, otherwise a new one for the body that they chose, that
 * the application named, or that is the only one. Nothing when a question must be asked first.
 */
export async function existingGrant(house: House, ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const who = whoAsks(ctx.req);
  const { client, result } = ctx.oidc;
  if (!who || !client) return undefined;
  if (ctx.oidc.session) ctx.oidc.session.acr = levelOf(who.methods, levelsAsked(ctx.oidc.params));
  const chosen = chosenIn(result);
  const kept = chosen || isAskedAgain(ctx) ? undefined : await keptGrant(house, ctx);
  const doors = await doorsOf(house, who, client.clientId);
  const door = kept ? undefined : pick(doors, chosen ?? null, hintsOf(ctx));
  const body = kept ? 'chosen' : doors.length === 0 ? 'none' : !door ? 'ambiguous' : door.locked ? 'locked' : 'chosen';
  const isAgreed = client['beffroi_asks_consent'] !== true || (await hasAgreed(house, ctx, who));
  standings.set(ctx.oidc, { doors, body, isAgreed });
  if (!isAgreed || needsSecondFactor(ctx, who) || ctx.oidc.promptPending('login') || isAskedAgain(ctx)) return undefined;
  if (kept) return widened(ctx, kept);
  return door && !door.locked ? openGrant(house, ctx, who, door) : undefined;
}

// Consent of this very request is recorded before it counts.
async function hasAgreed(house: House, ctx: KoaContextWithOIDC, who: SignedIn): Promise<boolean> {
  const { client } = ctx.oidc;
  if (!client) return false;
  const asked = [...ctx.oidc.requestParamOIDCScopes];
  const agreesNow = ctx.oidc.result?.['consent'] !== undefined;
  const now = house.clock.now().toString();
  return inContext<Tables, boolean>(house, entryFor(who), async ({ tx, newId }) => {
    const given = await tx
      .selectFrom('people.application_consent')
      .select('scopes')
      .where('person_id', '=', who.personId)
      .where('application_id', '=', client.clientId)
      .executeTakeFirst();
    if (!agreesNow) return given !== undefined && asked.every((scope) => given.scopes.includes(scope));
    const scopes = [...new Set([...(given?.scopes ?? []), ...asked])];
    await tx
      .insertInto('people.application_consent')
      .values({
        person_id: who.personId,
        id: newId(),
        application_owner: String(client['beffroi_owner']),
        application_id: client.clientId,
        scopes,
        given_at: now,
      })
      .onConflict((conflict) => conflict.columns(['person_id', 'application_id']).doUpdateSet({ scopes, given_at: now }))
      .execute();
    return true;
  });
}

async function keptGrant(house: House, ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  const grantId = client && session?.grantIdFor(client.clientId);
  const grant = grantId ? await provider.Grant.find(grantId) : undefined;
  if (!grant || !grantId || grant.accountId !== session?.accountId) return undefined;
  const entry = await entryOf(house, grantId, { withSession: true });
  const { organisation, siret } = hintsOf(ctx);
  if (!entry || (organisation && entry.organisation.slug !== organisation) || (siret && entry.organisation.siret !== siret)) return undefined;
  return grant;
}

async function openGrant(house: House, ctx: KoaContextWithOIDC, who: SignedIn, door: Door): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session) return undefined;
  const grant = new provider.Grant({ accountId: who.personId, clientId: client.clientId });
  grantAsked(ctx, grant);
  const grantId = await grant.save();
  session.ensureClientContainer(client.clientId);
  const now = house.clock.now().toString();
  await inContext<Tables, void>(house, { ...entryFor(who), organisation: door.organisationId }, async (ours) => {
    await ours.tx
      .insertInto('people.application_entry')
      .values({
        person_id: who.personId,
        id: ours.newId(),
        grant_digest: grantDigest(house, grantId),
        application_owner: String(client['beffroi_owner']),
        application_id: client.clientId,
        organisation_id: door.organisationId,
        mandate_id: door.mandateId,
        session_id: who.sessionId,
        sid: session.sidFor(client.clientId) ?? '',
        scopes: [...ctx.oidc.requestParamOIDCScopes],
        entered_at: now,
        seen_at: now,
        told_at: null,
        ended_at: null,
      })
      .execute();
    await ours.record({ what: 'people.application-entered', about: { application: client.clientId, mandate: door.mandateId } });
  });
  return grant;
}

// A further scope of an application that need not ask is granted without a question.
async function widened(ctx: KoaContextWithOIDC, grant: Grant): Promise<Grant> {
  const before = JSON.stringify([grant.openid, grant.rejected]);
  grantAsked(ctx, grant);
  if (JSON.stringify([grant.openid, grant.rejected]) !== before) await grant.save();
  return grant;
}

// What the application may know at all stands in its registry: claims that it names one by one are no way around.
function grantAsked(ctx: KoaContextWithOIDC, grant: Grant): void {
  const { client, requestParamOIDCScopes, requestParamClaims } = ctx.oidc;
  const may = claimsOfScopes(client?.scope?.split(' ') ?? []);
  const asked = [...requestParamClaims];
  grant.addOIDCScope([...requestParamOIDCScopes].join(' '));
  grant.addOIDCClaims(asked.filter((claim) => may.has(claim)));
  grant.rejectOIDCClaims(asked.filter((claim) => !may.has(claim)));
}

function pick(doors: readonly Door[], chosen: string | null, { organisation, siret }: Hints): Door | undefined {
  if (chosen) return doors.find(({ mandateId }) => mandateId === chosen);
  const fitting = doors.filter((door) => (!organisation || door.slug === organisation) && (!siret || door.siret === siret));
  return fitting.length === 1 ? fitting[0] : undefined;
}

type Hints = { organisation: string | undefined; siret: string | undefined };

function hintsOf(ctx: KoaContextWithOIDC): Hints {
  return { organisation: textOf(ctx, 'organisation'), siret: textOf(ctx, 'siret') };
}

function chosenIn(result: KoaContextWithOIDC['oidc']['result']): string | undefined {
  const choice: unknown = result?.['select_account'];
  if (choice === null || typeof choice !== 'object' || !('mandateId' in choice)) return undefined;
  return typeof choice.mandateId === 'string' ? choice.mandateId : undefined;
}

function isAskedAgain(ctx: KoaContextWithOIDC): boolean {
  return ctx.oidc.promptPending('select_account') || ctx.oidc.promptPending('consent');
}

function textOf(ctx: KoaContextWithOIDC, name: string): string | undefined {
  const value: unknown = ctx.oidc.params?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function entryFor({ personId, name, sessionId }: SignedIn) {
  return { actor: { kind: 'person', personId, name, sessionId }, organisation: null } as const;
}
