// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CannotStart } from './cannot-start.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-settings-'));
after(() => rmSync(folder, { recursive: true }));

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://services.exemple.fr',
  DATABASE_URL: 'postgresql://beffroi_server:secret@db/beffroi',
  DATABASE_OWNER_URL: 'postgresql://beffroi_owner:secret@db/beffroi',
  SMTP_URL: 'smtps://relais.exemple.fr:465',
  MAIL_FROM: 'Beffroi <ne-pas-repondre@exemple.fr>',
  SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  DATA_DIR: folder,
};

test('a trial needs no setting: embedded database, blobs on disk, outbox, a key kept for its user alone', () => {
  const settings = readSettings({ DATA_DIR: folder });
  assert.equal(settings.mode, 'development');
  assert.equal(settings.publicUrl, 'http://localhost:3000');
  assert.deepEqual(settings.database, { kind: 'embedded' });
  assert.deepEqual(settings.blobs, { kind: 'disk', dir: join(folder, 'blobs') });
  assert.deepEqual(settings.mail, { kind: 'outbox' });
  assert.equal(settings.secretKey.length, 32);
  assert.equal(statSync(join(folder, 'secret-key')).mode & 0o777, 0o600);
  assert.deepEqual(readSettings({ DATA_DIR: folder }).secretKey, settings.secretKey, 'the same key at the next start');
});

test('production reads everything from the environment', () => {
  const settings = readSettings({
    ...production,
    TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    S3_BUCKET: 'beffroi',
    S3_ENDPOINT: 'https://s3.exemple.fr',
    S3_ACCESS_KEY_ID: 'cle',
    S3_SECRET_ACCESS_KEY: 'secret',
  });
  assert.equal(settings.mode, 'production');
  assert.deepEqual(settings.trustedProxies, ['10.0.0.0/8', '::1']);
  assert.deepEqual(settings.blobs, {
    kind: 's3',
    bucket: 'beffroi',
    endpoint: 'https://s3.exemple.fr',
    region: 'us-east-1',
    credentials: { accessKeyId: 'cle', secretAccessKey: 'secret' },
    pathStyle: true,
  });
  assert.deepEqual(settings.mail, { kind: 'smtp', url: production.SMTP_URL, from: production.MAIL_FROM });
});

test('production refuses to start on what a trial makes up, one sentence each, all at once', () => {
  const sentences = faultsOf({ NODE_ENV: 'production', DATA_DIR: folder });
  for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'SMTP_URL', 'SECRET_KEY_FILE']) {
    assert.equal(sentences.filter((sentence) => sentence.includes(`– ${name}`)).length, 1, name);
  }
});

const faulty: [string, Record<string, string>, RegExp][] = [
  ['a port that is no number', { PORT: '3000a' }, /PORT doit être un numéro/],
  ['a port beyond the last', { PORT: '70000' }, /PORT doit être un numéro/],
  ['a public address with a path', { PUBLIC_URL: 'https://exemple.fr/beffroi' }, /PUBLIC_URL doit être une adresse sans chemin/],
  ['a public address in clear', { PUBLIC_URL: 'http://exemple.fr' }, /https:\/\/ en production/],
  ['a proxy by its name', { TRUSTED_PROXIES: 'proxy.local' }, /« proxy.local » n’en est pas un/],
  ['a network too narrow', { TRUSTED_PROXIES: '10.0.0.0/33' }, /10\.0\.0\.0\/33/],
  ['one role for all', { DATABASE_OWNER_URL: production.DATABASE_URL }, /deux rôles distincts/],
  ['half of a database', { DATABASE_OWNER_URL: '' }, /DATABASE_OWNER_URL manque/],
  ['another engine', { DATABASE_URL: 'mysql://localhost/beffroi' }, /DATABASE_URL doit commencer par postgresql/],
  ['S3 without a bucket', { S3_REGION: 'fr-par' }, /S3_BUCKET manque/],
  ['half of a key pair', { S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'x' }, /vont ensemble/],
  ['disk and S3', { S3_BUCKET: 'b', BLOBS_DIR: '/srv/blobs' }, /choisissez le disque ou S3/],
  ['mail without a sender', { MAIL_FROM: '' }, /MAIL_FROM/],
  ['another relay protocol', { SMTP_URL: 'http://relais' }, /SMTP_URL doit commencer/],
  ['a short key', { SECRET_KEY: 'abc' }, /SECRET_KEY doit contenir exactement 32 octets/],
  ['a key file that is not there', { SECRET_KEY: '', SECRET_KEY_FILE: join(folder, 'absent') }, /ne peut être lu/],
  ['two keys', { SECRET_KEY_FILE: join(folder, 'absent') }, /gardez le fichier/],
  ['the demonstration in production', { DEMONSTRATION: 'true' }, /refusé en production/],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL doit valoir/],
  ['an unknown mode', { NODE_ENV: 'staging' }, /NODE_ENV doit valoir/],
];
for (const [what, change, sentence] of faulty) {
  test(`refuses ${what}`, () => assert.match(faultsOf({ ...production, ...change }).join('\n'), sentence));
}

test('repeats no password in a fault', () => {
  assert.doesNotMatch(faultsOf({ ...production, DATABASE_URL: 'mysql://a:motdepasse@h/b' }).join('\n'), /motdepasse/);
});

test('refuses a data folder where nothing can be written', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  assert.match(faultsOf({ DATA_DIR: file }).join('\n'), /DATA_DIR désigne/);
});

function faultsOf(env: Record<string, string>): string[] {
  try {
    readSettings(env);
  } catch (error) {
    assert.ok(error instanceof CannotStart);
    return error.message.split('\n');
  }
  assert.fail('the settings were accepted');
}

test('every setting is in the operator’s manual, and no other', () => {
  const root = join(import.meta.dirname, '..');
  const source = ['settings.ts', 'ldap-settings.ts', 'time-stamp-settings.ts']
    .map((file) => readFileSync(join(root, 'platform', file), 'utf8'))
    .join('\n');
  const manual = readFileSync(join(root, 'docs/operate/settings.md'), 'utf8');
  // A setting is always named whole, in quotes: in `env['…']` or handed to what reads it.
  const read = new Set([...source.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'/g)].map(([, name = '']) => name));
  const listed = new Set(
    manual
      .split('\n')
      .flatMap((line) => (line.startsWith('| `') ? [...(line.split('|')[1] ?? '').matchAll(/`([A-Z0-9_]+)`/g)] : []))
      .map(([, name]) => name ?? ''),
  );
  assert.deepEqual([...listed].toSorted(), [...read].toSorted());
});

test('a time-stamping authority comes with its roots', () => {
  const roots = join(folder, 'roots.pem');
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  writeFileSync(roots, `${pem}\n${pem}\n`);
  const authority = { TIME_STAMP_URL: 'http://horodatage.exemple.fr/tsa', TIME_STAMP_ROOTS_FILE: roots };
  assert.equal(readSettings(production).timeStamp, null);
  assert.deepEqual(readSettings({ ...production, ...authority }).timeStamp, { url: authority.TIME_STAMP_URL, roots: [pem, pem] });
  assert.match(String(faultsOf({ ...production, TIME_STAMP_URL: authority.TIME_STAMP_URL })), /vont ensemble/);
  assert.match(String(faultsOf({ ...production, ...authority, TIME_STAMP_ROOTS_FILE: join(folder, 'none.pem') })), /ne peut pas être lu/);
  assert.match(String(faultsOf({ ...production, ...authority, TIME_STAMP_POLICY: 'x' })), /identifiant d’objet/);
});

test('a second site is a folder or a bucket, whose faults bear its own names', () => {
  assert.equal(readSettings(production).secondSite, null);
  assert.deepEqual(readSettings({ ...production, SECOND_SITE_DIR: '/srv/second' }).secondSite, { kind: 'disk', dir: '/srv/second' });
  assert.equal(readSettings({ ...production, SECOND_SITE_S3_BUCKET: 'second' }).secondSite?.kind, 's3');
  assert.match(
    String(faultsOf({ ...production, SECOND_SITE_S3_REGION: 'eu' })),
    /SECOND_SITE_S3_BUCKET manque alors que SECOND_SITE_S3_REGION est renseigné/,
  );
});
