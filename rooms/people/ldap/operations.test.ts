// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { inContext } from '#platform/make-context.ts';
import { needs } from '#platform/testing/peer.ts';
import { bodyData } from '../body-data.ts';
import { asOwner, makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { octets } from './ber/write-ber.ts';
import { Connection } from './connection.ts';
import { slowDown } from './slow-down.ts';
import { makeAppPassword, openTestLdap, rawClient, rename, say, type TestLdap } from './testing.ts';

const START_TLS = '1.3.6.1.4.1.1466.20037';
const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3';
const MOST_OF_ONE_SOURCE = 100;
const ldapcompare = needs('ldapcompare', 'ldap-utils');
const ldapsearch = needs('ldapsearch', 'ldap-utils');

let it: TestLdap;
let commune: TestBody;
let person: TestPerson;
let secret: string;

before(async () => {
  it = await openTestLdap({ tls: true });
  commune = await makeBody(it.house, { name: 'Salles-les-Tours' });
  person = await makePerson(it.house, [{ in: commune, roles: ['secretary'] }]);
  await rename(it, person, 'Élodie', 'D’Œuvre');
  const other = await makePerson(it.house, [{ in: commune, roles: ['elected'] }]);
  await rename(it, other, 'Jean', 'Test');
  secret = (await makeAppPassword(it, person)).secret;
});
after(() => it.close());

const base = (): string => `o=${commune.slug},dc=beffroi`;
const dn = (uid = 'elodie.d-oeuvre'): string => `uid=${uid},ou=people,${base()}`;

type Result = { code: number; out: string };
function ask(program: string, ...args: string[]): Promise<Result> {
  const bound = ['-x', '-H', `ldap://127.0.0.1:${it.server.port}`, '-D', dn(), '-w', secret];
  return new Promise((resolve) =>
    execFile(program, [...bound, ...args], (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out: out + err })),
  );
}

async function boundClient() {
  const client = await rawClient(it.server.port ?? 0);
  client.send(say.message(1, say.bind(person.email, secret)));
  assert.equal((await client.next())?.code, 0);
  return client;
}

test('ldapcompare says true, false, no such attribute and no such entry', ldapcompare, async () => {
  assert.equal((await ask('ldapcompare', dn(), 'sn:d’ŒUVRE')).code, 6);
  assert.equal((await ask('ldapcompare', dn(), `memberOf:CN=secretary,OU=roles,OU=groups,${base()}`)).code, 6);
  assert.equal((await ask('ldapcompare', dn(), 'sn:Autre')).code, 5);
  assert.equal((await ask('ldapcompare', dn(), 'mobile:0600000000')).code, 16);
  assert.equal((await ask('ldapcompare', dn(), 'inconnu:x')).code, 16);
  assert.equal((await ask('ldapcompare', dn('personne'), 'sn:x')).code, 32);
});

test('finds by resemblance, by number and date, and by a named rule', ldapsearch, async () => {
  const uids = async (filter: string): Promise<string[]> => {
    const { code, out } = await ask('ldapsearch', '-LLL', '-b', `ou=people,${base()}`, filter, 'uid');
    assert.equal(code, 0, out);
    return (out.match(/^uid: .*$/gm) ?? []).map((line) => line.slice('uid: '.length)).toSorted();
  };
  const both = ['elodie.d-oeuvre', 'jean.test'];
  assert.deepEqual(await uids('(givenName~=elodie)'), ['elodie.d-oeuvre']);
  assert.deepEqual(await uids('(givenName=elodie)'), []);
  assert.deepEqual(await uids('(uidNumber>=200000)'), both);
  assert.deepEqual(await uids('(uidNumber<=200000)'), []);
  assert.deepEqual(await uids('(createTimestamp>=20000101000000Z)'), both);
  assert.deepEqual(await uids('(createTimestamp<=20000101000000Z)'), []);
  assert.deepEqual(await uids('(sn>=a)'), []);
  assert.deepEqual(await uids('(!(sn>=a))'), []);
  assert.deepEqual(await uids('(givenName:caseExactMatch:=Jean)'), ['jean.test']);
  assert.deepEqual(await uids('(givenName:caseExactMatch:=jean)'), []);
  assert.deepEqual(await uids('(:caseIgnoreMatch:=JEAN)'), ['jean.test']);
  assert.deepEqual(await uids('(ou:dn:=people)'), both);
  assert.deepEqual(await uids('(!(givenName:regleInconnue:=Jean))'), []);
});

test('gives its schema and what it can do to whoever asks, and no more without a bind', async () => {
  const client = await rawClient(it.server.port ?? 0);
  client.send(say.message(1, say.search('cn=subschema', say.present('objectClass'), { scope: 0, attributes: ['+'] })));
  const entry = await client.next();
  assert.equal(entry?.tag, 0x64);
  assert.match(entry?.content.toString() ?? '', /NAME 'inetOrgPerson' SUP organizationalPerson STRUCTURAL/);
  assert.match(entry?.content.toString() ?? '', /NAME \( 'uid' 'userid' \) EQUALITY caseIgnoreMatch/);
  assert.equal((await client.next())?.code, 0);
  client.send(say.message(2, say.search(base(), say.present('uid'))));
  assert.equal((await client.next())?.code, 50);
  client.close();
});

test('refuses an unknown control that is critical, and overlooks one that is not', async () => {
  const client = await boundClient();
  const search = say.search(dn(), say.present('uid'), { scope: 0, attributes: ['1.1'] });
  client.send(say.message(2, search, say.control('1.2.3.4', true)));
  const refused = await client.next();
  assert.equal(refused?.code, 12);
  assert.match(refused?.says ?? '', /1\.2\.3\.4/);
  client.send(say.message(3, search, say.control('1.2.3.4', false)));
  assert.equal((await client.next())?.tag, 0x64);
  assert.equal((await client.next())?.code, 0);
  client.close();
});

test('says nothing of a search that was abandoned, and answers what follows', async () => {
  const client = await boundClient();
  const abandon = octets(Buffer.from([3]), 0x50);
  // In one packet: the abandon is read while the first search is at work.
  client.send(
    Buffer.concat([
      say.message(2, say.search(base(), say.present('uid'), { attributes: ['1.1'] })),
      say.message(3, say.search(base(), say.present('uid'), { attributes: ['1.1'] })),
      say.message(4, abandon),
      say.message(5, say.extended(WHO_AM_I)),
    ]),
  );
  const seen: number[] = [];
  for (;;) {
    const answer = await client.next();
    if (!answer) break;
    seen.push(answer.id);
    if (answer.id === 5) break;
  }
  assert.deepEqual([...new Set(seen)], [2, 5]);
  client.close();
});

test('closes a connection on which bytes follow StartTLS in the clear', async () => {
  const client = await rawClient(it.server.port ?? 0);
  client.send(Buffer.concat([say.message(1, say.extended(START_TLS)), say.message(2, say.extended(WHO_AM_I))]));
  const answers: number[] = [];
  for (let answer = await client.next(); answer; answer = await client.next()) answers.push(answer.id, answer.code);
  assert.deepEqual(answers, [0, 2]);
});

test('after StartTLS speaks LDAP under TLS, and refuses a second StartTLS', async () => {
  const client = await rawClient(it.server.port ?? 0);
  client.send(say.message(1, say.extended(START_TLS)));
  assert.equal((await client.next())?.code, 0);
  client.socket.removeAllListeners('data');
  const secure = connectTls({ socket: client.socket, rejectUnauthorized: false });
  await once(secure, 'secureConnect');
  secure.write(say.message(2, say.extended(START_TLS)));
  const [bytes] = (await once(secure, 'data')) as [Buffer]; // what a socket gives without an encoding
  assert.equal(bytes.includes(Buffer.from([0x0a, 1, 1])), true);
  secure.destroy();
});

test('one source has a hundred connections and no more, and gets its room back', async () => {
  const clients = await Promise.all(Array.from({ length: MOST_OF_ONE_SOURCE }, () => rawClient(it.server.port ?? 0)));
  // An answer shows that the server counted them all.
  for (const client of clients) client.send(say.message(1, say.extended(WHO_AM_I)));
  for (const client of clients) assert.equal((await client.next())?.code, 0);
  const refused = await rawClient(it.server.port ?? 0);
  const notice = await refused.next();
  assert.deepEqual([notice?.id, notice?.code], [0, 52]);
  assert.equal(await refused.next(), null);
  for (const client of clients) client.close();
  for (;;) {
    const again = await rawClient(it.server.port ?? 0);
    again.send(say.message(1, say.extended(WHO_AM_I)));
    const answer = await again.next();
    again.close();
    if (answer?.code === 0) break;
  }
});

test('in production, a password said in the clear from elsewhere is refused before it is looked at', async (context) => {
  // The address of the caller is what the server goes by; only loopback is to be had here, so that the judgement is given.
  const shared = { house: it.house.house, certificate: null, slowDown: slowDown(), isLocal: () => false };
  const server = createServer((socket) => void new Connection(socket, shared, false)).listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const at = server.address();
  const client = await rawClient(typeof at === 'object' && at ? at.port : 0);
  client.send(say.message(1, say.bind(person.email, secret)));
  assert.equal((await client.next())?.code, 13);
  client.send(say.message(2, say.search(base(), say.present('uid'))));
  assert.equal((await client.next())?.code, 50);
  client.close();
});

test('what a body takes away tells its readers, and nothing of their secrets', async () => {
  await asOwner(it.house, (db) =>
    db.query(
      `insert into people.ldap_reader (organisation_id, id, name, label, secret_digest, created_by, created_at)
       values ($1, gen_random_uuid(), 'messagerie', 'Messagerie', 'x', $2, now())`,
      [commune.id, person.id],
    ),
  );
  const taken = await inContext(it.house.house, { actor: { kind: 'public' }, organisation: commune.id }, async (ctx) => bodyData.export(ctx));
  assert.ok('people.ldap_reader' in taken);
  const [reader] = taken['people.ldap_reader'] ?? [];
  assert.ok(reader && typeof reader === 'object' && 'label' in reader);
  assert.equal('secret_digest' in reader, false);
});
