// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { needs } from '#platform/testing/peer.ts';
import { asOwner, makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { makeAppPassword, openTestLdap, rawClient, rename, say, type TestLdap } from './testing.ts';

const ldapsearch = needs('ldapsearch', 'ldap-utils');

let it: TestLdap;
let commune: TestBody;
let neighbour: TestBody;
let reader: TestPerson;
let secret: string;

before(async () => {
  it = await openTestLdap({ tls: true });
  commune = await makeBody(it.house, { name: 'Salles-les-Tours' });
  neighbour = await makeBody(it.house, { name: 'Voisine-sur-Garonne' });
  reader = await makePerson(it.house, [{ in: commune, roles: ['secretary'] }]);
  await rename(it, reader, 'Élodie', 'D’Œuvre');
  const other = await makePerson(it.house, [{ in: commune, roles: ['elected'] }]);
  await rename(it, other, 'Jean*(x)', 'Test\\Droit');
  await makePerson(it.house, [{ in: neighbour, roles: ['secretary'] }]);
  secret = (await makeAppPassword(it, reader)).secret;
});
after(() => it.close());

const base = (body: TestBody = commune): string => `o=${body.slug},dc=beffroi`;
const dnOf = (uid: string, body: TestBody = commune): string => `uid=${uid},ou=people,${base(body)}`;

type Result = { code: number; out: string };
function search(args: readonly string[], { name = dnOf('elodie.d-oeuvre'), password = secret, tls = false } = {}): Promise<Result> {
  const address = tls ? ['-H', `ldaps://127.0.0.1:${it.server.tlsPort}`] : ['-H', `ldap://127.0.0.1:${it.server.port}`];
  const bound = name === '' ? [] : ['-D', name, '-w', password];
  return new Promise((resolve) =>
    execFile(
      'ldapsearch',
      ['-x', '-LLL', '-o', 'ldif-wrap=no', ...address, ...bound, ...args],
      { env: { ...process.env, LDAPTLS_CACERT: it.cert } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out: out + err }),
    ),
  );
}

test('ldapsearch finds a person by address, by uid and by role, over every kind of connection', ldapsearch, async () => {
  for (const how of [
    ['-b', base()],
    ['-ZZ', '-b', base()],
  ]) {
    const { code, out } = await search([...how, '(uid=ELODIE.d-oeuvre)', '*', 'memberOf']);
    assert.equal(code, 0, out);
    assert.match(out, new RegExp(`^dn: ${dnOf('elodie.d-oeuvre')}$`, 'm'));
    assert.match(out, /^objectClass: inetOrgPerson$/m);
    assert.match(out, new RegExp(`^memberOf: cn=secretary,ou=roles,ou=groups,${base()}$`, 'm'));
    assert.match(out, /^uidNumber: 2\d{5}$/m);
  }
  const { code, out } = await search(['-b', 'dc=beffroi', `(memberOf=cn=secretary,ou=roles,ou=groups,${base()})`, 'cn'], { tls: true });
  assert.equal(code, 0, out);
  assert.equal(out.match(/^dn:/gm)?.length, 1);
});

test('never shows an entry of a body that the person does not serve', ldapsearch, async () => {
  const all = await search(['-b', 'dc=beffroi', '(objectClass=*)', 'dn', 'o']);
  assert.equal(all.out.includes(neighbour.slug), false);
  assert.equal(all.out.includes(commune.slug), true);
  const direct = await search(['-b', base(neighbour), '(uid=*)']);
  assert.equal(direct.code, 32);
  const absent = await search(['-b', 'o=nulle-part,dc=beffroi', '(uid=*)']);
  assert.equal(direct.out, absent.out);
});

test('pages an answer, and says how many there are', ldapsearch, async () => {
  const { code, out } = await search(['-E', 'pr=1/noprompt', '-b', base(), '(objectClass=inetOrgPerson)', 'uid']);
  assert.equal(code, 0, out);
  assert.equal(out.match(/^uid:/gm)?.length, 2);
});

test('refuses the account’s own password, an unknown name, another scope, and says the same of all', ldapsearch, async () => {
  const dav = await makeAppPassword(it, reader, { protocols: ['dav'] });
  const answers = [
    await search(['-b', base()], { password: reader.password }),
    await search(['-b', base()], { password: dav.secret }),
    await search(['-b', base()], { name: dnOf('personne') }),
    await search(['-b', base()], { name: `uid=elodie.d-oeuvre,ou=people,${base(neighbour)}` }),
  ];
  assert.deepEqual(new Set(answers.map(({ code, out }) => `${code} ${out}`)).size, 1, JSON.stringify(answers));
  assert.equal(answers[0]?.code, 49);
});

test('binds by the address of the account and by the uid alone', ldapsearch, async () => {
  for (const name of [reader.email, 'elodie.d-oeuvre']) assert.equal((await search(['-b', base(), '(uid=x)'], { name })).code, 0, name);
});

test('values that look like filters and names are only values', ldapsearch, async () => {
  const { out } = await search(['-b', base(), '(cn=Jean\\2a\\28x\\29 Test\\5cDroit)', 'cn']);
  assert.match(out, /^cn: Jean\*\(x\) Test\\Droit$/m);
  for (const attempt of ['(uid=*\\29\\28uid=\\2a)', "(uid=' or 1=1 --)", '(mail=%)', '(cn=\\00)', '(cn=_lodie*)', '(cn=\\ff\\fe)']) {
    const { code, out } = await search(['-b', base(), attempt, 'dn']);
    assert.equal(code, 0, attempt);
    assert.equal(out.trim(), '', attempt);
  }
});

test('a revoked secret and an ended mandate open nothing more, on the open connection too', async () => {
  const person = await makePerson(it.house, [{ in: commune, roles: ['agent'], endsOn: '2026-12-31' }]);
  const one = await makeAppPassword(it, person);
  const two = await makeAppPassword(it, person);
  const ask = say.search(base(), say.present('uid'));
  const open = async (given: string) => {
    const client = await rawClient(it.server.port ?? 0);
    client.send(say.message(1, say.bind(person.email, given)));
    assert.equal((await client.next())?.code, 0);
    return client;
  };
  const last = async (client: Awaited<ReturnType<typeof rawClient>>) => {
    for (;;) {
      const answer = await client.next();
      if (answer?.tag !== 0x64) return answer?.code;
    }
  };
  const client = await open(one.secret);
  client.send(say.message(2, ask));
  assert.equal(await last(client), 0);
  await asOwner(it.house, (db) => db.query('update people.app_password set revoked_at = now() where id = $1', [one.id]));
  client.send(say.message(3, ask));
  assert.equal(await last(client), 50);
  const other = await open(two.secret);
  it.house.clock.advance({ hours: 24 * 60 });
  other.send(say.message(2, ask));
  assert.equal(await last(other), 50);
  client.close();
  other.close();
});

test('who has no permission to consult the directory sees their own entry, and the groups that hold them, alone', ldapsearch, async () => {
  const body = await makeBody(it.house);
  await makePerson(it.house, [{ in: body, roles: ['dgs'] }]);
  const person = await makePerson(it.house, [{ in: body, roles: ['r-stagiaire'] }]);
  const given = await makeAppPassword(it, person);
  const { out } = await search(['-b', base(body), '(|(objectClass=inetOrgPerson)(objectClass=groupOfNames))', 'member'], {
    name: person.email,
    password: given.secret,
  });
  assert.deepEqual(
    out.match(/^dn: .*$/gm)?.map((line) => line.split(',')[0]),
    ['dn: uid=camille.essai2', 'dn: cn=r-stagiaire', 'dn: cn=tous'],
  );
  assert.equal(out.match(/^member: /gm)?.length, 2);
});

test('an application password limited to a body opens no other', ldapsearch, async () => {
  const person = await makePerson(it.house, [
    { in: commune, roles: ['agent'] },
    { in: neighbour, roles: ['agent'] },
  ]);
  const limited = await makeAppPassword(it, person, { body: neighbour });
  const { out } = await search(['-b', 'dc=beffroi', '(objectClass=organization)', 'o'], { name: person.email, password: limited.secret });
  assert.equal(out.includes(neighbour.slug), true);
  assert.equal(out.includes(commune.slug), false);
});
