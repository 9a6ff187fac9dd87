// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { inOrganisation } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';

let it: TestHouse;
let one: TestBody;
let two: TestBody;
before(async () => {
  it = await openTestHouse([organisations, people]);
  [one, two] = [await makeBody(it), await makeBody(it)];
});
after(() => it.close());

type Human = { main: TestPerson; other: TestPerson };
const human = async (): Promise<Human> => ({
  main: await makePerson(it, [{ in: one, roles: ['secretary'] }]),
  other: await makePerson(it, [{ in: two, roles: ['dgs'] }]),
});
const offer = async (call: Caller): Promise<string> => {
  const response = await call({ method: 'POST', url: '/api/me/linked-accounts/offers' });
  assert.equal(response.statusCode, 200, response.body);
  return response.json().code;
};
const link = (call: Caller, code: string) => call({ method: 'POST', url: '/api/me/linked-accounts', payload: { code } });
const linked = async (): Promise<Human> => {
  const { main, other } = await human();
  const code = await offer(await signedIn(it.app, main));
  assert.equal((await link(await signedIn(it.app, other), code)).statusCode, 204);
  return { main, other };
};
const served = async (person: TestPerson): Promise<string[]> => {
  const { mandates } = (await (await signedIn(it.app, person))({ url: '/api/me' })).json();
  return mandates.map(({ organisation }: { organisation: { id: string } }) => organisation.id).toSorted();
};

test('whoever is signed in to both accounts opens both by either', async () => {
  const { main, other } = await human();
  assert.deepEqual(await served(main), [one.id]);
  const from = await signedIn(it.app, main);
  const to = await signedIn(it.app, other);
  const code = await offer(from);
  const read = (await to({ method: 'POST', url: '/api/me/linked-accounts/read', payload: { code: code.toLowerCase().replaceAll('-', ' ') } })).json();
  assert.deepEqual([read.name, read.email], ['Camille Essai', `p•••@exemple.fr`]);
  assert.equal((await link(to, code)).statusCode, 204);
  for (const person of [main, other]) assert.deepEqual(await served(person), [one.id, two.id].toSorted());
  const me = (await (await signedIn(it.app, other))({ url: '/api/me' })).json();
  assert.equal(me.person.id, main.id);
});

test('a code serves once, ten minutes, another account, and only while it is whole', async () => {
  const { main, other } = await human();
  const from = await signedIn(it.app, main);
  const to = await signedIn(it.app, other);
  const third = await signedIn(it.app, (await human()).other);
  const refused = async (call: Caller, code: string): Promise<void> => {
    for (const url of ['/api/me/linked-accounts/read', '/api/me/linked-accounts'])
      assert.equal((await call({ method: 'POST', url, payload: { code } })).json().code, 'people.link-code-refused');
  };
  await refused(to, 'ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z');
  await refused(from, await offer(from));
  const old = await offer(from);
  const code = await offer(from);
  await refused(to, old);
  assert.equal((await link(to, code)).statusCode, 204);
  await refused(third, code);
  const late = await offer(await signedIn(it.app, (await human()).main));
  it.clock.advance({ minutes: 11 });
  await refused(third, late);
});

test('a session left open is not enough, on either side', async () => {
  const { main, other } = await human();
  const [from, to] = [await signedIn(it.app, main), await signedIn(it.app, other)];
  it.clock.advance({ minutes: 31 });
  assert.equal((await from({ method: 'POST', url: '/api/me/linked-accounts/offers' })).json().code, 'people.link-sign-in-again');
  const code = await offer(await signedIn(it.app, main));
  assert.equal((await link(to, code)).json().code, 'people.link-sign-in-again');
});

test('linking ends the sessions of the linked account, and a sign-out by either closes', async () => {
  const { main, other } = await human();
  const code = await offer(await signedIn(it.app, main));
  const to = await signedIn(it.app, other);
  await link(to, code);
  assert.equal((await to({ url: '/api/me' })).statusCode, 401);
  const again = await signedIn(it.app, other);
  assert.equal((await again({ method: 'DELETE', url: '/api/session' })).statusCode, 204);
  assert.equal((await again({ url: '/api/me' })).statusCode, 401);
});

test('the person closes the other sessions of both accounts', async () => {
  const { main, other } = await linked();
  const [byMain, byOther] = [await signedIn(it.app, main), await signedIn(it.app, other)];
  assert.equal((await byMain({ url: '/api/me/sessions' })).json().rows.filter(({ isThis }: { isThis: boolean }) => !isThis).length >= 1, true);
  await byMain({ method: 'DELETE', url: '/api/me/sessions' });
  assert.equal((await byOther({ url: '/api/me' })).statusCode, 401);
});

test('each body knows the account that it gave a mandate, in its journal too, and not the other', async () => {
  const { main, other } = await linked();
  const call = await signedIn(it.app, main);
  await call({ url: `/api/o/${two.slug}/assistance` });
  const { rows } = await asOwner(it, (client) =>
    client.query<{ who: string }>(
      `select people.who(secret_digest, $1, null)::text as who from people.session where person_id = $2 and revoked_at is null`,
      [it.clock.now().toString(), main.id],
    ),
  );
  assert.match(rows[0]?.who ?? '', new RegExp(`"account": \\{"name": "Camille Essai", "personId": "${other.id}"\\}`));
  // What the actor of a request in that body is called: its own account of the person, whichever they signed in by.
  const acted = await call({ method: 'POST', url: `/api/o/${two.slug}/assistance/${uuidV7()}/end` });
  assert.equal(acted.statusCode, 404);
  await assert.rejects(
    inOrganisation(it.house.db, two.id, (tx) => sql`select main_id from people.person`.execute(tx), { person: other.id }),
    /permission denied/,
  );
  const seen = await inOrganisation(it.house.db, two.id, (tx) => sql<{ id: string }>`select id from people.person`.execute(tx), { person: other.id });
  assert.equal(
    seen.rows.some(({ id }) => id === main.id),
    false,
  );
});

test('nobody but the functions links: the server writes no main account itself', async () => {
  const { main, other } = await human();
  await assert.rejects(
    inOrganisation(it.house.db, two.id, (tx) => sql`update people.person set main_id = ${main.id} where id = ${other.id}`.execute(tx), {
      person: other.id,
    }),
    /permission denied/,
  );
});

test('what is told under one account is read under the other, and until it is set apart', async () => {
  const { main, other } = await linked();
  await inContext(it.house, { actor: { kind: 'job', name: 'test' }, organisation: two.id }, (ctx) =>
    notify(ctx, { personId: other.id, what: 'test.told', title: 'Dit à l’autre compte', href: '/', key: other.id }),
  );
  const call = await signedIn(it.app, main);
  assert.equal((await call({ url: '/api/me/notices' })).json().unread, 1);
  await call({ method: 'POST', url: `/api/me/linked-accounts/${other.id}/unlink` });
  assert.equal((await (await signedIn(it.app, main))({ url: '/api/me/notices' })).json().total, 0);
  assert.equal((await (await signedIn(it.app, other))({ url: '/api/me/notices' })).json().total, 1);
});

test('an application password opens both, under the account that holds the mandate', async () => {
  const { main, other } = await linked();
  const digest = Buffer.from(uuidV7());
  await asOwner(it, (client) =>
    client.query(
      `insert into people.app_password (person_id, id, label, protocols, secret_digest, created_at) values ($1, $2, 'Téléphone', '{dav}', $3, now())`,
      [other.id, uuidV7(), digest],
    ),
  );
  const { rows } = await asOwner(it, (client) =>
    client.query<{ who: { personId: string; mandates: unknown[] } }>(`select people.whose_app_password($1, 'dav', $2) as who`, [
      digest,
      it.clock.now().toString(),
    ]),
  );
  assert.deepEqual([rows[0]?.who.personId, rows[0]?.who.mandates.length], [main.id, 2]);
});

test('every table keyed by a person shows a person the rows of both accounts', async () => {
  const { rows } = await asOwner(it, (client) =>
    client.query<{ name: string }>(`
      select k.table_name as name from platform.table_kind k
      where k.kind = 'identity' and not exists (
        select from pg_policy p
        where p.polrelid = k.table_name::regclass and p.polname = 'own_rows' and pg_get_expr(p.polqual, p.polrelid) like '%platform.persons()%')`),
  );
  assert.deepEqual(rows, []);
});

test('unlinking restores each account, ends every session, and tells both addresses', async () => {
  const { main, other } = await linked();
  const call = await signedIn(it.app, other);
  const { rows } = (await call({ url: '/api/me/linked-accounts' })).json();
  assert.deepEqual(
    rows.map(({ id, isMain }: { id: string; isMain: boolean }) => [id, isMain]),
    [
      [main.id, true],
      [other.id, false],
    ],
  );
  assert.equal((await call({ method: 'POST', url: `/api/me/linked-accounts/${other.id}/unlink` })).statusCode, 204);
  assert.equal((await call({ url: '/api/me' })).statusCode, 401);
  assert.deepEqual([await served(main), await served(other)], [[one.id], [two.id]]);
  const stranger = await signedIn(it.app, (await human()).main);
  assert.equal((await stranger({ method: 'POST', url: `/api/me/linked-accounts/${other.id}/unlink` })).json().code, 'people.link-unknown');
  await it.settle();
  const sent = await asOwner(it, (client) =>
    client.query(`select from platform.outbox_message where recipient_address = any ($1) and subject like 'Deux de vos comptes%'`, [
      [main.email, other.email],
    ]),
  );
  assert.equal(sent.rowCount, 4);
});

test('three accounts of one human being stand under one', async () => {
  const { main, other } = await linked();
  const third = await makePerson(it, [{ in: await makeBody(it), roles: ['agent'] }]);
  const code = await offer(await signedIn(it.app, third));
  assert.equal((await link(await signedIn(it.app, other), code)).statusCode, 204);
  for (const person of [main, other, third]) assert.equal((await served(person)).length, 3);
});
