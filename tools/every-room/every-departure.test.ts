// SPDX-License-Identifier: EUPL-1.2
/** Nothing stays open after a departure: every permission of every room, and every other way in. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { holds } from '#platform/access/permissions-of.ts';
import { identityOf } from '#platform/access/providers.ts';
import { addressOf } from '#platform/http/contract.ts';
import { memberRoles, operatorRoles } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { entryOf, grantDigest } from '#rooms/people/openid-provider/entries.ts';
import { makeApplication } from '#rooms/people/openid-provider/testing.ts';
import { secretDigest } from '#rooms/people/sign-in/session.ts';
import { newToken } from '#rooms/people/tokens/token-text.ts';
import { whoseToken } from '#rooms/people/tokens/whose-token.ts';
import { asOwner, makeBody, makePerson, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';

let it: TestHouse;
let commune: TestBody;
let other: TestBody;
let leaving: TestPerson;
let administrator: TestPerson;
/** The session that was open all along. */
let secret: string;
let mandateId: string;
/** A program's way in, vouched for by the one who leaves. */
const token = newToken();
/** What the refresh token of an application stands on. */
const grant = 'grant-of-the-leaver';
const passwords = { here: randomBytes(16), everywhere: randomBytes(16) };

const everyRole = [...memberRoles, ...operatorRoles];
const signIn = async (person: TestPerson): Promise<string> => {
  const response = await it.app.inject({ method: 'POST', url: '/api/session', payload: { email: person.email, password: person.password } });
  return response.cookies.find(({ name }) => name === 'beffroi')?.value ?? '';
};
const one = async (text: string, values: unknown[]): Promise<Record<string, unknown>> => {
  const { rows } = await asOwner(it, (client) => client.query<Record<string, unknown>>(text, values));
  return rows[0] ?? {};
};

before(async () => {
  it = await openTestHouse(rooms);
  [commune, other] = [await makeBody(it), await makeBody(it)];
  leaving = await makePerson(it, [
    { in: commune, roles: everyRole },
    { in: other, roles: ['secretary'] },
  ]);
  administrator = await makePerson(it, [{ in: commune, roles: everyRole }]);
  secret = await signIn(leaving);
  const mandates = await one(
    `select (select id from people.mandate where person_id = $1 and organisation_id = $3) as going, (select id from people.mandate where person_id = $2) as staying`,
    [leaving.id, administrator.id, commune.id],
  );
  mandateId = String(mandates['going']);
  const application = await makeApplication(it, commune, { name: 'Courriels' });
  await asOwner(it, async (client) => {
    const now = it.clock.now().toString();
    const [group, account] = [uuidV7(), uuidV7()];
    await client.query(`insert into people.person_group (organisation_id, id, name, created_at) values ($1, $2, 'Élus', $3)`, [
      commune.id,
      group,
      now,
    ]);
    await client.query(`insert into people.group_member values ($1, $2, $3, $4, $5)`, [commune.id, uuidV7(), group, mandateId, now]);
    await client.query(`insert into people.generic_account values ($1, $2, 'mairie@exemple.fr', 'Mairie', $3)`, [commune.id, account, now]);
    for (const holder of [mandateId, mandates['staying']])
      await client.query(`insert into people.generic_account_holder values ($1, $2, $3, $4, 'manager', $5)`, [
        commune.id,
        uuidV7(),
        account,
        holder,
        now,
      ]);
    await client.query(`insert into people.unit (organisation_id, id, name, head_mandate_id, created_at) values ($1, $2, 'Direction', $3, $4)`, [
      commune.id,
      uuidV7(),
      mandateId,
      now,
    ]);
    for (const [body, password] of [
      [commune.id, passwords.here],
      [null, passwords.everywhere],
    ] as const)
      await client.query(
        `insert into people.app_password (person_id, id, organisation_id, label, protocols, secret_digest, created_at) values ($1, $2, $3, 'Appareil', '{dav,ldap}', $4, $5)`,
        [leaving.id, uuidV7(), body, createHash('sha256').update(password).digest(), now],
      );
    await client.query(
      `insert into people.api_token (organisation_id, id, label, permissions, secret_digest, ending, vouched_by, created_by, created_at, expires_at)
       values ($1, $2, 'Logiciel de paie', '{people.read}', $3, $4, $5, $5, $6, $6::timestamptz + interval '90 days')`,
      [commune.id, uuidV7(), secretDigest(token), token.slice(-4), leaving.id, now],
    );
    await client.query(
      `insert into people.webhook (organisation_id, id, label, url, events, secret, created_by, created_at)
       values ($1, $2, 'Suivi', 'https://exemple.fr/suivi', '{people.webhook-deleted}', 'x', $3, $4)`,
      [commune.id, uuidV7(), leaving.id, now],
    );
    const session = await client.query<{ id: string }>('select id from people.session where person_id = $1', [leaving.id]);
    await client.query(
      `insert into people.application_entry
         (person_id, id, grant_digest, application_owner, application_id, organisation_id, mandate_id, session_id, sid, scopes, entered_at, seen_at)
       values ($1, $2, $3, $4, $5, $4, $6, $7, 'sid', '{openid,offline_access}', $8, $8)`,
      [leaving.id, uuidV7(), grantDigest(it.house, grant), commune.id, application.id, mandateId, session.rows[0]?.id, now],
    );
    await client.query(
      `insert into people.openid_payload (person_id, model, digest, sealed, grant_digest, expires_at)
       values ($1, 'RefreshToken', 'refresh', 'x', $2, $3::timestamptz + interval '14 days')`,
      [leaving.id, grantDigest(it.house, grant), now],
    );
  });
});
after(() => it.close());

/** The permissions that the session holds in the commune, asked as each request does. */
async function permissionsHeld(): Promise<string[]> {
  const signedIn = await identityOf(it.house).whoIs(it.house, secret, it.clock.now(), commune.id);
  if (!signedIn) return [];
  return [...it.house.index.permissions.keys(), 'signed-in'].filter((name) => holds(it.house.index, signedIn, name, commune.id, commune.id));
}
const openedBy = async (password: Buffer): Promise<string[]> => {
  const { who } = await one(`select people.whose_app_password($1, 'dav', $2) as who`, [
    createHash('sha256').update(password).digest(),
    it.clock.now().toString(),
  ]);
  return ((who as { mandates?: { organisationId: string }[] } | null)?.mandates ?? []).map(({ organisationId }) => organisationId);
};
const counts = () =>
  one(
    `select (select count(*)::int from people.group_member where mandate_id = $1) as groups,
       (select count(*)::int from people.generic_account_holder where mandate_id = $1) as accounts,
       (select count(*)::int from people.unit where head_mandate_id = $1) as units,
       (select count(*)::int from people.app_password where person_id = $2 and organisation_id = $3 and revoked_at is null) as passwords,
       (select count(*)::int from people.api_token where vouched_by = $2 and revoked_at is null) as tokens,
       (select count(*)::int from people.webhook where created_by = $2 and not is_paused) as webhooks,
       (select count(*)::int from people.openid_payload where grant_digest = $4) as refreshes`,
    [mandateId, leaving.id, commune.id, grantDigest(it.house, grant)],
  );
/** Whether a program with the token is known, and whether the refresh token of an application still renews. */
const programs = async () => ({
  token: (await whoseToken(it.house, token, it.clock.now())) !== null,
  refresh: (await entryOf(it.house, grant, { withSession: false })) !== null,
});

test('before: the person holds every permission of every room, and every other way in is open', async () => {
  assert.deepEqual(new Set(await permissionsHeld()), new Set([...it.house.index.permissions.keys(), 'signed-in']));
  assert.deepEqual(await openedBy(passwords.here), [commune.id]);
  assert.deepEqual((await openedBy(passwords.everywhere)).toSorted(), [commune.id, other.id].toSorted());
  assert.deepEqual(await counts(), { groups: 1, accounts: 1, units: 1, passwords: 1, tokens: 1, webhooks: 1, refreshes: 1 });
  assert.deepEqual(await programs(), { token: true, refresh: true });
});

test('the last day is a whole day: all stands until midnight in Paris', async () => {
  const cookies = { beffroi: await signIn(administrator) };
  const planned = await it.app.inject({
    method: 'POST',
    url: `/api/o/${commune.slug}/movements/departures`,
    cookies,
    payload: { mandateId, lastDay: '2026-11-21', reason: 'mutation', handOver: {}, forward: null, steps: [] },
  });
  assert.equal(planned.statusCode, 200, planned.body);
  it.clock.set('2026-11-21T22:59:59Z');
  secret = await signIn(leaving);
  assert.ok((await permissionsHeld()).length > 5);
  assert.deepEqual(await programs(), { token: true, refresh: true });
});

test('after midnight nothing is open, in the session that stayed open, before any job has run', async () => {
  it.clock.set('2026-11-21T23:00:00Z');
  assert.deepEqual(await permissionsHeld(), []);
  const wrong: string[] = [];
  for (const { endpoint, permission } of rooms.flatMap((room) => room.routes ?? [])) {
    if (endpoint.scope !== 'organisation' || permission === 'public') continue;
    const url = addressOf(endpoint).replace(':organisation', commune.slug).replace(/:\w+/g, uuidV7());
    const { statusCode } = await it.app.inject({
      method: endpoint.method,
      url,
      cookies: { beffroi: secret },
      ...(endpoint.method !== 'GET' && { payload: {} }),
    });
    if (statusCode !== 403) wrong.push(`${endpoint.method} ${url} → ${statusCode}`);
  }
  assert.deepEqual(wrong, []);
  const me = (await it.app.inject({ url: '/api/me', cookies: { beffroi: secret } })).json();
  assert.deepEqual(
    me.mandates.map(({ organisation }: { organisation: { id: string } }) => organisation.id),
    [other.id],
  );
  assert.deepEqual(await openedBy(passwords.here), []);
  assert.deepEqual(await openedBy(passwords.everywhere), [other.id]);
  assert.deepEqual(await programs(), { token: false, refresh: false });
});

test('the night’s work leaves no group, no account, no service, no password, no token and no webhook behind', async () => {
  await it.settle();
  const due = it.house.index.jobs.get('people.catch-up-movements');
  assert.ok(due);
  const { runJob } = await import('#platform/jobs/work.ts');
  await runJob(it.house, due, {});
  await it.settle();
  assert.deepEqual(await counts(), { groups: 0, accounts: 0, units: 0, passwords: 0, tokens: 0, webhooks: 0, refreshes: 0 });
});

test('what every room says that the person holds is closed: a second look finds nothing', async () => {
  const { inContext } = await import('#platform/make-context.ts');
  const left: string[] = [];
  await inContext(it.house, { actor: { kind: 'job', name: 'test' }, organisation: commune.id }, async (ctx) => {
    for (const { name, list, close } of rooms.flatMap((room) => room.departure ?? []))
      if (close && (await list(ctx, { personId: leaving.id, mandateIds: [mandateId], lastDay: '2026-11-21' })).length > 0) left.push(name);
  });
  assert.deepEqual(left, []);
});
