// SPDX-License-Identifier: EUPL-1.2
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { forgetWaiting, setSessionCookie } from '#platform/http/session-cookie.ts';
import { noteBreakGlass } from '../federation/break-glass.ts';
import type { Tables } from '../tables.ts';
import { asPerson } from './across-sign-in.ts';
import { deviceName } from './device-name.ts';
import { presentedDevice, rememberDevice, setDeviceCookie } from './known-device.ts';
import { newSessionSecret, secretDigest, SESSION_LASTS } from './session.ts';

/** How a person proved who they are, in the words of RFC 8176: `pwd`, `otp`, `pop` (passkey), `mail` (a link), `fed`, `mfa` for two of them. `fed:…` says at which provider. */
export type Method = 'pwd' | 'otp' | 'pop' | 'mail' | 'fed' | 'mfa' | `fed:${string}`;

export type Proven = { personId: string; methods: readonly Method[] };

type Also = (tx: Context<Tables>['tx'], session: { personId: string; id: string }) => Promise<void>;

/**
 * Opens a session for a person who proved who they are, always under a new secret, and remembers their browser: a new one is told to them.
 * Answers what hands the cookies over with `body`. `also` writes what goes with the session, in the same transaction.
 */
export async function openSession<Body>(ctx: Context<Tables>, { personId, methods }: Proven, body: Body, also?: Also): Promise<WithReply<Body>> {
  const secret = newSessionSecret();
  const device = presentedDevice(ctx);
  const now = ctx.now();
  const write = async (tx: Context<Tables>['tx']) => {
    const main = await mainAccount(tx, personId);
    const session = { personId: main.id, id: ctx.newId() };
    const known = await rememberDevice(tx, { personId: main.id, secret: device, name: deviceName(ctx.userAgent), now, newId: ctx.newId });
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
        device_id: known.id,
        idle_minutes: ctx.house.settings.sessionIdleMinutes,
      })
      .execute();
    // Whoever signs in has answered what invited them, by whichever account.
    await tx
      .updateTable('people.invitation')
      .set({ accepted_at: now.toString(), secret_digest: null })
      .where('person_id', 'in', [main.id, personId])
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
    await also?.(tx, session);
    return { main, sessionId: session.id, isNews: known.isNew && !known.isFirst };
  };
  const { main, sessionId, isNews } = await acrossOrganisations<Tables, Awaited<ReturnType<typeof write>>>(
    ctx.house.db,
    'people.open-session',
    'ouvrir une session',
    write,
    { kind: 'person', person: personId },
  );
  await noteBreakGlass(ctx, { personId, methods }, sessionId);
  await ctx.record({ what: 'people.signed-in', about: { person: personId, methods: [...methods] } });
  if (isNews)
    await asPerson(ctx, { personId: main.id, name: main.name }, (own) =>
      own.queue('people.tell-security', { person: main.id, what: 'new-device', device: deviceName(ctx.userAgent), at: now.toString() }),
    );
  return new WithReply(body, (reply) => {
    setSessionCookie(reply, ctx.house.settings.publicUrl, secret, SESSION_LASTS.total('seconds'));
    setDeviceCookie(reply, ctx.house.settings.publicUrl, device);
    forgetWaiting(reply, ctx.house.settings.publicUrl);
  });
}

// One session opens all that one human being serves, by whichever of their accounts they signed in.
async function mainAccount(tx: Context<Tables>['tx'], personId: string): Promise<{ id: string; name: string }> {
  const row = await tx
    .selectFrom('people.person as a')
    .innerJoin('people.person as p', (join) => join.on((on) => on('p.id', '=', on.fn.coalesce('a.main_id', 'a.id'))))
    .select(['p.id', 'p.given_name', 'p.family_name'])
    .where('a.id', '=', personId)
    .executeTakeFirstOrThrow();
  return { id: row.id, name: `${row.given_name} ${row.family_name}` };
}
