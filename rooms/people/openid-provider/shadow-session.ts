// SPDX-License-Identifier: EUPL-1.2
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { House } from '#platform/house.ts';
import { levelOf } from './assurance.ts';
import { digestOf } from '../secrets.ts';
import { whoAsks } from './who-asks.ts';

type Session = InstanceType<Provider['Session']>;

/**
 * Makes the provider's session the shadow of the session here: the same person, proven at the same instant by the same methods, found by the
 * session's id and not by a cookie of its own. It begins with it, ends with it, and cannot be handed to another browser.
 */
export function shadowSessions(house: House, provider: Provider): void {
  // Its types hide `Session`'s constructor and `findByUid`, which its own code calls the same way.
  const Model = provider.Session as unknown as {
    get(ctx: KoaContextWithOIDC): Promise<Session>;
    findByUid(uid: string): Promise<Session | undefined>;
    instantiate(payload: object): Session;
  };
  const byCookie = Model.get.bind(Model);
  Model.get = async (ctx) => {
    const who = whoAsks(ctx.req);
    if (!who) {
      const anonymous = await byCookie(ctx);
      return anonymous.accountId ? remember(ctx, Model.instantiate({})) : anonymous;
    }
    const uid = shadowOf(house, who.sessionId);
    const session = (await Model.findByUid(uid)) ?? Model.instantiate({ uid });
    session.loginAccount({
      accountId: who.personId,
      loginTs: Math.floor(Date.parse(who.provenAt) / 1000),
      amr: [...who.methods],
      // Said again once the request is read: it may ask for another level.
      acr: levelOf(who.methods, []),
    });
    return remember(ctx, session);
  };
}

/** The identifier of the provider's session that goes with a session here. */
export function shadowOf(house: House, sessionId: string): string {
  return digestOf(house.settings, 'shadow', sessionId).toString('base64url');
}

function remember(ctx: KoaContextWithOIDC, session: Session): Session {
  if (ctx.oidc) ctx.oidc.entity('Session', session);
  return session;
}
