// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { needs } from '#platform/testing/peer.ts';
import { secretDigest } from '../sign-in/session.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { asOwner, makeBody, makePerson, type TestBody } from '../testing.ts';
import { makeAppPassword, openTestLdap, type TestLdap } from './testing.ts';

const program = needs('doveadm', 'dovecot-core');
const { skip } = needs('/usr/lib/dovecot/modules/auth/libauthdb_ldap.so', 'dovecot-ldap');
const options = { skip: program.skip || skip || (process.getuid?.() === 0 ? false : 'Dovecot starts as root') };

test('Dovecot searches as a reader of the body, then authenticates a person by their application password', options, async (context) => {
  const it = await openTestLdap();
  context.after(() => it.close());
  const commune = await makeBody(it.house);
  const person = await makePerson(it.house, [{ in: commune, roles: ['agent'] }]);
  await asOwner(it.house, (db) => db.query(`update people.mandate set email = 'agent@mairie.exemple' where person_id = $1`, [person.id]));
  const { id, secret } = await makeAppPassword(it, person);
  const config = await startDovecot(context, it, commune, await makeReader(it, commune, person.id));
  const login = (password: string): Promise<boolean> =>
    new Promise((resolve) =>
      execFile('doveadm', ['-c', config, 'auth', 'test', 'agent@mairie.exemple', password], (error) => resolve(error === null)),
    );
  assert.equal(await login(secret), true);
  assert.equal(await login(person.password), false);
  assert.equal(await login('faux'), false);
  await asOwner(it.house, (db) => db.query('update people.app_password set revoked_at = now() where id = $1', [id]));
  assert.equal(await login(secret), false);
});

async function makeReader(it: TestLdap, body: TestBody, by: string): Promise<string> {
  const secret = 'secret-du-lecteur-de-la-messagerie';
  await asOwner(it.house, (db) =>
    db.query(
      `insert into people.ldap_reader (organisation_id, id, name, label, secret_digest, created_by, created_at)
       values ($1, $2, 'messagerie', 'Messagerie', $3, $4, now())`,
      [body.id, uuidV7(), secretDigest(secret), by],
    ),
  );
  return secret;
}

async function startDovecot(context: TestContext, it: TestLdap, body: TestBody, secret: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'beffroi-dovecot-'));
  // Its own accounts must reach their sockets.
  await chmod(home, 0o755);
  await mkdir(join(home, 'run'));
  const base = `o=${body.slug},dc=beffroi`;
  const ldap = [
    `uris = ldap://127.0.0.1:${it.server.port}`,
    `dn = cn=messagerie,ou=readers,${base}`,
    `dnpass = ${secret}`,
    `base = ou=people,${base}`,
    'scope = onelevel',
    'auth_bind = yes',
    'pass_filter = (&(objectClass=inetOrgPerson)(mail=%u))',
  ];
  await writeFile(join(home, 'ldap.conf'), ldap.join('\n'));
  const config = [
    'protocols =',
    `base_dir = ${home}/run`,
    `state_dir = ${home}/run`,
    `log_path = ${home}/log`,
    'ssl = no',
    'auth_cache_size = 0',
    `passdb {\n  driver = ldap\n  args = ${home}/ldap.conf\n}`,
    'userdb {\n  driver = static\n  args = uid=nobody gid=nogroup home=/tmp\n}',
  ];
  const file = join(home, 'dovecot.conf');
  await writeFile(file, config.join('\n'));
  const dovecot = spawn('dovecot', ['-F', '-c', file], { stdio: 'ignore' });
  context.after(async () => {
    dovecot.kill();
    await rm(home, { recursive: true, force: true });
  });
  for (let tries = 0; tries < 600; tries++) {
    if ((await readFile(join(home, 'run/master.pid'), 'utf8').catch(() => '')) !== '') return file;
    await setTimeout(100);
  }
  throw new Error(`Dovecot does not start: ${await readFile(join(home, 'log'), 'utf8').catch(() => '')}`);
}
