// SPDX-License-Identifier: EUPL-1.2
/** Where `oidc-provider` keeps its sessions, grants, codes and tokens: one table, found by keyed digest, read by several processes. */
import { sql } from 'kysely';
import { errors, Provider, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { House } from '#platform/house.ts';
import { digestOf, secrets } from '../secrets.ts';
import { readClient } from './read-client.ts';

/** Nobody has signed in yet. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

type Kept = { digest: Buffer | null; sealed: Buffer; consumed_at: string | null };

/** The store of one kind of payload. Applications are read from their registry and never written here. */
export function payloadStore(house: House, model: string): Adapter {
  return model === 'Client' ? registryStore(house) : tableStore(house, model);
}

function tableStore(house: House, model: string): Adapter {
  const { kysely } = house.db;
  const digest = (id: string): Buffer => digestOf(house.settings, model, id);
  const optional = (what: string, value: string | undefined): Buffer | null => (value === undefined ? null : digestOf(house.settings, what, value));
  const name = (id: Buffer): string => `${model} ${id.toString('hex')}`;
  const open = (row: Kept | undefined): AdapterPayload | undefined => {
    if (!row?.digest) return undefined;
    const payload = JSON.parse(secrets.unseal(house.settings, name(row.digest), row.sealed)) as AdapterPayload; // written below
    return row.consumed_at ? { ...payload, consumed: Math.floor(Date.parse(row.consumed_at) / 1000) } : payload;
  };
  const store: Adapter = {
    async upsert(id, payload, expiresIn) {
      const whole = model === 'Session' ? await withOtherEntries(store, payload) : payload;
      const now = house.clock.now();
      await sql`select people.openid_keep(
        ${whole.accountId ?? NOBODY}::uuid, ${model}, ${digest(id)}, ${secrets.seal(house.settings, name(digest(id)), JSON.stringify(whole))},
        ${optional('grant', model === 'Grant' ? id : whole.grantId)}, ${optional('uid', whole.uid)}, ${optional('user code', whole.userCode)},
        ${now.add({ seconds: expiresIn }).toString()}::timestamptz)`.execute(kysely);
    },
    async find(id) {
      const { rows } = await sql<Kept>`select * from people.openid_find(${model}, ${digest(id)})`.execute(kysely);
      return open(rows[0]);
    },
    async findByUid(uid) {
      const { rows } = await sql<Kept>`select * from people.openid_find_by_uid(${optional('uid', uid)})`.execute(kysely);
      return open(rows[0]);
    },
    async findByUserCode(userCode) {
      const { rows } = await sql<Kept>`select * from people.openid_find_by_user_code(${optional('user code', userCode)})`.execute(kysely);
      return open(rows[0]);
    },
    async consume(id) {
      const at = house.clock.now().toString();
      const { rows } = await sql<{
        first: boolean;
      }>`select people.openid_consume(${model}, ${digest(id)}, ${at}::timestamptz) as first`.execute(kysely);
      // Two requests that present the same code at once both read it as unused: the database lets one through.
      if (!rows[0]?.first) throw new errors.InvalidGrant('already used');
    },
    async destroy(id) {
      await sql`select people.openid_destroy(${model}, ${digest(id)})`.execute(kysely);
    },
    async revokeByGrantId(grantId) {
      await sql`select people.openid_revoke_grant(${model}, ${optional('grant', grantId)})`.execute(kysely);
    },
  };
  return store;
}

// Two applications that are entered at once each write the session: neither may forget the other's entry.
async function withOtherEntries(store: Adapter, payload: AdapterPayload): Promise<AdapterPayload> {
  if (!payload.uid || Provider.ctx?.oidc?.route === 'end_session_confirm') return payload;
  const kept = await store.findByUid(payload.uid);
  return kept?.authorizations ? { ...payload, authorizations: { ...kept.authorizations, ...payload.authorizations } } : payload;
}

async function refuse(): Promise<never> {
  throw new Error('applications are registered on their screen');
}

function registryStore(house: House): Adapter {
  return {
    find: (id) => readClient(house, id),
    upsert: refuse,
    findByUid: refuse,
    findByUserCode: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}
