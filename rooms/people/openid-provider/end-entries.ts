// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Client } from 'oidc-provider';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import { openIdProvider } from './provider.ts';
import { digestOf } from '../secrets.ts';
import { shadowOf } from './shadow-session.ts';

type Over = {
  person_id: string;
  id: string;
  application_id: string;
  session_id: string;
  sid: string;
  grant_digest: Buffer;
  is_session_over: boolean;
  is_entry_over: boolean;
};

// Its types leave out a method that its own logout calls.
type Tellable = Client & { backchannelLogout(sub: string, sid: string): Promise<void> };

/**
 * Tells applications that whoever entered them is gone: the session was closed, revoked or ran out, or the mandate ended. Their tokens that
 * live with the session are withdrawn. Runs on a schedule, whatever closed the session; sooner when `endEntriesSoon` asks.
 */
export async function endEntries(ctx: Context<Tables>): Promise<void> {
  const over = await acrossOrganisations<Tables, Over[]>(
    ctx.house.db,
    'people.end-entries',
    'clore les entrées dans les applications',
    async (tx) => {
      // Marked before they are told: of two processes, one tells.
      const { rows } = await sql<Over>`
      with over as (
        select e.person_id, e.id, coalesce(s.id is null or s.revoked_at is not null or s.expires_at <= ${ctx.now().toString()}, true) as is_session_over,
          coalesce(e.ended_at is not null or m.ends_on < (${ctx.now().toString()}::timestamptz at time zone 'Europe/Paris')::date, false) as is_entry_over
        from people.application_entry e
        join people.mandate m on m.organisation_id = e.organisation_id and m.id = e.mandate_id
        left join people.session s on s.id = e.session_id
        where e.told_at is null
          and (e.ended_at is not null or s.id is null or s.revoked_at is not null or s.expires_at <= ${ctx.now().toString()}
            or m.ends_on < (${ctx.now().toString()}::timestamptz at time zone 'Europe/Paris')::date)
        limit 500
        for update of e skip locked)
      update people.application_entry e
      set told_at = ${ctx.now().toString()}
      from over
      where e.person_id = over.person_id and e.id = over.id
      returning e.person_id, e.id, e.application_id, e.session_id, e.sid, e.grant_digest, over.is_session_over, over.is_entry_over`.execute(tx);
      return rows;
    },
  );
  await Promise.all(over.map((entry) => tell(ctx.house, entry)));
  const { kysely } = ctx.house.db;
  for (const sessionId of new Set(over.filter((entry) => entry.is_session_over).map((entry) => entry.session_id)))
    await dropShadow(ctx.house, sessionId);
  for (const entry of over.filter((one) => one.is_entry_over || !one.is_session_over)) {
    await sql`select people.openid_revoke_grant(null, ${entry.grant_digest})`.execute(kysely);
  }
}

/** Queues it now, in the transaction that closed something. */
export async function endEntriesSoon(ctx: Pick<Context<Tables>, 'queue'>): Promise<void> {
  await ctx.queue('people.end-entries', {});
}

async function tell(house: House, entry: Over): Promise<void> {
  const { provider } = await openIdProvider(house);
  const client = await provider.Client.find(entry.application_id);
  if (!client?.backchannelLogoutUri) return;
  try {
    await (client as Tellable).backchannelLogout(entry.person_id, entry.sid);
  } catch {
    // OpenID Connect asks for one attempt; the tokens are withdrawn all the same.
    house.log.warn({ client: client.clientId }, 'an application was not told that a session ended');
  }
}

// Tokens that end with the session look for it at each use.
async function dropShadow(house: House, sessionId: string): Promise<void> {
  const uid = digestOf(house.settings, 'uid', shadowOf(house, sessionId));
  const { rows } = await sql<{ digest: Buffer | null }>`select digest from people.openid_find_by_uid(${uid})`.execute(house.db.kysely);
  if (rows[0]?.digest) await sql`select people.openid_destroy('Session', ${rows[0].digest})`.execute(house.db.kysely);
}
