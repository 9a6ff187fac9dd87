// SPDX-License-Identifier: EUPL-1.2
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { forgetWaiting, setSessionCookie } from '#platform/http/session-cookie.ts';
import type { Tables } from '../tables.ts';
import { deviceName } from './device-name.ts';
import { newSessionSecret, secretDigest, SESSION_LASTS } from './session.ts';

/** How a person proved who they are, in the words of RFC 8176: `pwd`, `otp`, `pop` (passkey), `mail` (a link), `fed`, `mfa` for two of them. `fed:…` says at which provider. */
export type Method = 'pwd' | 'otp' | 'pop' | 'mail' | 'fed' | 'mfa' | `fed:${string}`;

export type Proven = { personId: string; methods: readonly Method[] };

type Also = (tx: Context<Tables>['tx'], session: { personId: string; id: string }) => Promise<void>;

/**
 * Opens a session for a person who proved who they are, always under a new secret. Answers what hands the cookie over with `body`.
 * `also` writes what goes with the session, in the same transaction.
 */
export async function openSession<Body>(ctx: Context<Tables>, { personId, methods }: Proven, body: Body, also?: Also): Promise<WithReply<Body>> {
  const secret = newSessionSecret();
  const now = ctx.now();
  const write = async (tx: Context<Tables>['tx']): Promise<void> => {
    const session = { personId: await mainAccount(tx, personId), id: ctx.newId() };
    await tx
      .insertInto('people.session')
      .values({
        person_id: session.personId,
        id: session.id,
        secret_digest: secretDigest(secret),
        created_at: now.toString(),
        seen_at: now.toString(),
        expires_at: now.add(SESSION_LASTS).toString(),
        revoked_at: null,
        device: deviceName(ctx.userAgent),
        methods: [...methods],
        proven_at: now.toString(),
        support_by: null,
        support_id: null,
      })
      .execute();
    await also?.(tx, session);
  };
  await acrossOrganisations<Tables, void>(ctx.house.db, 'people.open-session', 'ouvrir une session', write, { kind: 'person', person: personId });
  await ctx.record({ what: 'people.signed-in', about: { person: personId, methods: [...methods] } });
  return new WithReply(body, (reply) => {
    setSessionCookie(reply, ctx.house.settings.publicUrl, secret, SESSION_LASTS.total('seconds'));
    forgetWaiting(reply, ctx.house.settings.publicUrl);
  });
}

// One session opens all that one human being serves, by whichever of their accounts they signed in.
async function mainAccount(tx: Context<Tables>['tx'], personId: string): Promise<string> {
  const { main_id: main } = await tx.selectFrom('people.person').select('main_id').where('id', '=', personId).executeTakeFirstOrThrow();
  return main ?? personId;
}
