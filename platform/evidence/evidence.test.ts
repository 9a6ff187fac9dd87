// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { needs } from '#platform/testing/peer.ts';
import { canonicalJson, sha256, sha256OfJson, sha256OfStream } from './digest.ts';
import { houseSeal, sealingKey } from './house-seal.ts';
import { makeProof } from './proof.ts';
import { timeStampAuthority } from './time-stamp-authority.ts';
import { checkToken } from './time-stamp-token.ts';
import { checkTimeStamp, type TimeStamp, type Verdict } from './time-stamp.ts';

const digest = sha256('délibération n° 42');
const clock = { now: () => Temporal.Instant.from('2026-11-21T10:00:00Z') };
const openssl = needs('openssl', 'openssl');

test('digests bytes, texts and streams alike', async () => {
  assert.equal(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(sha256('é'), sha256(new Uint8Array([0xc3, 0xa9])));
  const stream = Readable.from([Buffer.from('dé'), Buffer.from('libération n° 42')]);
  assert.deepEqual(await sha256OfStream(stream), { digest, bytes: Buffer.byteLength('délibération n° 42') });
});

test('a JSON value has one text, whatever the order of its keys (RFC 8785)', () => {
  assert.equal(canonicalJson({ b: [1e21, 0.1, -0, 'é\u0001😀'], a: null, é: true }), '{"a":null,"b":[1e+21,0.1,0,"é\\u0001😀"],"é":true}');
  assert.throws(() => canonicalJson({ a: Number.NaN }));
  assert.throws(() => canonicalJson(undefined), /undefined/);
  const reversed = (value: unknown): unknown =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, item]) => [key, reversed(item)]),
        )
      : value;
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      assert.equal(sha256OfJson(value), sha256OfJson(reversed(value)));
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the house seals a digest, and knows its own seal again', async () => {
  const own = sealingKey(new Uint8Array(32).fill(7));
  const trust = { houseKeys: [sealingKey(new Uint8Array(32).fill(8)).publicKey, own.publicKey], roots: [] };
  const stamp = await houseSeal(own.privateKey, 'Gironde Numérique', clock).stamp(digest);
  assert.deepEqual(await checkTimeStamp(stamp, digest, trust), { isSound: true, at: clock.now(), authority: 'Gironde Numérique' });
  assert.deepEqual(sealingKey(new Uint8Array(32).fill(7)).publicKey.export({ format: 'jwk' }), own.publicKey.export({ format: 'jwk' }));
  refused(await checkTimeStamp(stamp, sha256('autre'), trust), /autre contenu/);
  refused(await checkTimeStamp({ ...stamp, at: '2026-11-20T10:00:00Z' }, digest, trust), /cette installation/);
  refused(await checkTimeStamp({ ...stamp, authority: 'Préfecture' }, digest, trust), /cette installation/);
  refused(await checkTimeStamp(stamp, digest, { ...trust, houseKeys: trust.houseKeys.slice(0, 1) }), /cette installation/);
  await assert.rejects(houseSeal(own.privateKey, 'x', clock).stamp('abc'), /SHA-256/);
});

// The authority is OpenSSL's own, behind HTTP.
const folder = mkdtempSync(join(tmpdir(), 'beffroi-tsa-'));
let server: Server;
let url = '';
let answerWith: (query: Buffer) => { status?: number; type?: string; body: Buffer } = reply;

before(async () => {
  if (openssl.skip) return;
  makeAuthority();
  server = createServer((request, response) => {
    void buffer(request).then((query) => {
      const { status = 200, type = 'application/timestamp-reply', body } = answerWith(query);
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/tsa`;
});
after(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

test('asks an authority for a time-stamp that OpenSSL checks in its turn', openssl, async () => {
  answerWith = reply;
  const from = Temporal.Now.instant().subtract({ seconds: 2 });
  const stamp = await timeStampAuthority({ url, roots: [root('ca')] }).stamp(digest);
  assert.equal(stamp.authority, 'Horodatage d’essai');
  const at = Temporal.Instant.from(stamp.at);
  assert.ok(Temporal.Instant.compare(at, from) > 0 && Temporal.Instant.compare(at, from.add({ seconds: 60 })) < 0);
  assert.deepEqual(await checkTimeStamp(stamp, digest, { houseKeys: [], roots: [root('ca')] }), { isSound: true, at, authority: stamp.authority });

  writeFileSync(join(folder, 'token.der'), Buffer.from(stamp.token, 'base64'));
  const said = run('ts', '-verify', '-digest', digest, '-token_in', '-in', 'token.der', '-CAfile', 'ca.pem');
  assert.match(said, /Verification: OK/);
});

test('believes no token of another root, another content, another time or another name', openssl, async () => {
  answerWith = reply;
  const stamp = await timeStampAuthority({ url, roots: [root('ca')] }).stamp(digest);
  const trust = { houseKeys: [], roots: [root('ca')] };
  refused(await checkTimeStamp(stamp, digest, { ...trust, roots: [root('other')] }), /autorité reconnue/);
  refused(await checkTimeStamp(stamp, digest, { ...trust, roots: [] }), /autorité reconnue/);
  refused(await checkTimeStamp(stamp, sha256('autre'), trust), /autre contenu/);
  refused(await checkTimeStamp({ ...stamp, digest: sha256('autre') }, sha256('autre'), trust), /autre contenu/);
  refused(await checkTimeStamp({ ...stamp, at: '2020-01-01T00:00:00Z' }, digest, trust), /affichée/);
  refused(await checkTimeStamp({ ...stamp, authority: 'Préfecture' }, digest, trust), /affichée/);
  refused(await checkTimeStamp({ ...stamp, token: 'AAAA' }, digest, trust), /lu/);
});

test('a token changed in any one byte proves nothing else', openssl, async () => {
  answerWith = reply;
  const stamp = await timeStampAuthority({ url, roots: [root('ca')] }).stamp(digest);
  const sound = await checkToken(Buffer.from(stamp.token, 'base64'), digest, [root('ca')]);
  const length = Buffer.from(stamp.token, 'base64').length;
  await fc.assert(
    fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const token = Buffer.from(stamp.token, 'base64');
      token[at] = (token[at] ?? 0) ^ change;
      const verdict = await checkToken(token, digest, [root('ca')]);
      // Some bytes carry nothing (an algorithm's NULL): then it still says the same thing.
      if (verdict.isSound) assert.deepEqual(verdict, sound);
    }),
    { numRuns: 150 },
  );
});

test('refuses an authority that answers wrongly', openssl, async () => {
  const ask = () => timeStampAuthority({ url, roots: [root('ca')] }).stamp(digest);
  answerWith = () => ({ status: 503, type: 'text/html', body: Buffer.from('panne') });
  await assert.rejects(ask(), /503/);
  answerWith = () => ({ type: 'text/html', body: Buffer.from('ok') });
  await assert.rejects(ask(), /text\/html/);
  answerWith = () => ({ body: Buffer.alloc(1_200_000) });
  await assert.rejects(ask(), /too long/);
  answerWith = () => ({ body: Buffer.from('30030201', 'hex') });
  await assert.rejects(ask());
  answerWith = reply;
  await assert.rejects(timeStampAuthority({ url, roots: [root('ca')], policy: '1.2.3.4.5' }).stamp(digest), /refused \(status 2\)/);
  await assert.rejects(timeStampAuthority({ url, roots: [root('other')] }).stamp(digest), /proves nothing/);
  await assert.rejects(timeStampAuthority({ url: 'http://127.0.0.1:9/', roots: [] }).stamp(digest));
});

test('refuses yesterday’s answer to today’s question', openssl, async () => {
  let kept: Buffer | null = null;
  answerWith = (query) => ({ body: (kept ??= reply(query).body) });
  const authority = timeStampAuthority({ url, roots: [root('ca')] });
  assert.equal((await authority.stamp(digest)).digest, digest);
  await assert.rejects(authority.stamp(digest), /another request/);
});

test('believes no token signed by a certificate that is not made for time, or that it does not name', openssl, async () => {
  answerWith = reply;
  const { token } = await timeStampAuthority({ url, roots: [root('ca')] }).stamp(digest);
  writeFileSync(join(folder, 'token.der'), Buffer.from(token, 'base64'));
  run('cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'token.der', '-out', 'info.der');
  const signed = (signer: string, ...options: string[]) => {
    const content = ['-in', 'info.der', '-binary', '-nodetach', '-econtent_type', '1.2.840.113549.1.9.16.1.4'];
    run('cms', '-sign', ...content, '-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-outform', 'DER', '-out', 'forged.der', ...options);
    return checkToken(readFileSync(join(folder, 'forged.der')), digest, [root('ca')]);
  };
  assert.equal((await signed('tsa', '-cades')).isSound, true);
  refused(await signed('web', '-cades'), /pas fait pour horodater/);
  refused(await signed('tsa'), /ne porte pas le certificat/);
  refused(await signed('tsa', '-cades', '-nocerts'), /ne porte pas le certificat/);
});

test('prints a proof that carries its tokens and says how to check them', needs('pdfdetach', 'poppler-utils'), async () => {
  const { privateKey, publicKey } = sealingKey(new Uint8Array(32).fill(7));
  const stamp = await houseSeal(privateKey, 'Syndicat d’essai', clock).stamp(digest);
  const bad: TimeStamp = { ...stamp, at: '2020-01-01T00:00:00Z' };
  const trust = { houseKeys: [publicKey], roots: [] };
  const pdf = await makeProof({
    subject: 'Délibération n° 42',
    facts: [{ label: 'Reçue par', value: 'Commune d’essai' }],
    files: [{ name: 'deliberation.pdf', bytes: 12_345, digest }],
    stamps: await Promise.all([stamp, bad].map(async (one) => ({ stamp: one, verdict: await checkTimeStamp(one, digest, trust) }))),
    letterhead: { name: 'Syndicat d’essai', lines: [], colour: '#000091' },
    at: clock.now(),
  });
  const file = join(folder, 'proof.pdf');
  writeFileSync(file, pdf);
  const shown = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  for (const text of [
    'Délibération n° 42',
    '12 345',
    digest.slice(0, 8),
    '21 novembre 2026 à 11 h',
    'vérifié',
    'non valable : Le sceau n’a pas été posé',
    'horodatage-1.json',
  ])
    assert.ok(shown.includes(text), text);
  execFileSync('pdfdetach', ['-save', '1', '-o', join(folder, 'seal.json'), file]);
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'seal.json'), 'utf8')), stamp);
});

function refused(verdict: Verdict, says: RegExp): void {
  assert.ok(!verdict.isSound);
  assert.match(verdict.says, says);
}

function reply(query: Buffer): { body: Buffer } {
  writeFileSync(join(folder, 'query.tsq'), query);
  run('ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa', '-queryfile', 'query.tsq', '-out', 'reply.tsr');
  return { body: readFileSync(join(folder, 'reply.tsr')) };
}

function makeAuthority(): void {
  const settings = [
    'serial = ./serial',
    'crypto_device = builtin',
    'signer_cert = ./tsa.pem',
    'signer_key = ./tsa.key',
    'signer_digest = sha256',
    'default_policy = 1.2.3.4.1',
    'digests = sha256',
    'accuracy = secs:1',
    'ordering = yes',
    'tsa_name = yes',
    'ess_cert_id_alg = sha256',
  ];
  writeFileSync(join(folder, 'tsa.cnf'), ['[tsa]', ...settings, ''].join('\n'));
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(join(folder, 'tsa.ext'), 'extendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n');
  writeFileSync(join(folder, 'web.ext'), 'extendedKeyUsage = serverAuth\n');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8'];
  for (const name of ['ca', 'other'])
    run('req', '-x509', ...key, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=Racine ${name}`);
  for (const name of ['tsa', 'web']) {
    run('req', '-new', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=Horodatage d’essai');
    run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
    );
  }
}

function run(...args: string[]): string {
  return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function root(name: string): string {
  return readFileSync(join(folder, `${name}.pem`), 'utf8');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
