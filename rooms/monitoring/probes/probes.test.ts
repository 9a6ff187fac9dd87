// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { needs } from '#platform/testing/peer.ts';
import type { KindAndSettings } from '../contract/checks.ts';
import { look, type Look } from './look.ts';
import { systemResolve, type ProbeHouse } from './pin.ts';

const development = { mode: 'development', outgoingNetworks: [] } as const;
const production = { mode: 'production', outgoingNetworks: [] } as const;
const closings: (() => void)[] = [];
after(() => closings.forEach((close) => close()));

const house = (over: Partial<ProbeHouse> = {}): ProbeHouse => ({
  settings: development,
  resolve: systemResolve,
  rdapBootstrap: 'http://127.0.0.1:1/',
  whoisRoot: { host: '127.0.0.1', port: 1 },
  ...over,
});
const today = Temporal.PlainDate.from('2026-11-21');

function lookAt(check: KindAndSettings, over: Partial<ProbeHouse> = {}, secret: string | null = null): Promise<Look> {
  return look(house(over), { check, secret, today, allowed: (host) => host === '127.0.0.1' || host === 'localhost' });
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closings.push(() => server.close());
  return (server.address() as AddressInfo).port; // listening on a port, not on a socket file
}
const site = (listener: RequestListener): Promise<number> => listening(createHttp({ keepAlive: false }, listener));
const web = (url: string, word = ''): KindAndSettings => ({ kind: 'http', settings: { url, word, certificateDays: 14, slowMs: 5_000 } });
const tcp = (host: string, port: number): KindAndSettings => ({ kind: 'tcp', settings: { host, port } });

test('a page is well when it answers with the word that must stand in it', async () => {
  const port = await site((_request, response) => response.setHeader('connection', 'close').end('<h1>Mairie de Croignon</h1>'));
  assert.equal((await lookAt(web(`http://127.0.0.1:${port}/`, 'Mairie'))).outcome, 'up');
  const replaced = await lookAt(web(`http://127.0.0.1:${port}/`, 'Casino'));
  assert.deepEqual([replaced.outcome, replaced.says], ['down', 'La page répond, mais sans « Casino » : elle a peut-être été remplacée.']);
});

test('a certificate that nobody signed, or of another name, is a failure', needs('openssl', 'openssl'), async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beffroi-probe-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '9', ...names], {
    stdio: 'ignore',
  });
  const port = await listening(createHttps({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => response.end('bonjour')));
  const unsigned = await lookAt(web(`https://localhost:${port}/`));
  assert.deepEqual([unsigned.outcome, unsigned.says], ['down', 'Le certificat n’est signé par aucune autorité reconnue.']);
  // Trusted, as an authority's would be: the end of the certificate is what is left to tell.
  const script = `
    import { lookAtHttp } from ${JSON.stringify(new URL('./http.ts', import.meta.url).href)};
    import { systemResolve } from ${JSON.stringify(new URL('./pin.ts', import.meta.url).href)};
    const house = { settings: { mode: 'development', outgoingNetworks: [] }, resolve: systemResolve };
    const today = Temporal.Now.plainDateISO('Europe/Paris');
    const asked = { settings: { url: process.argv[2], word: '', certificateDays: 14, slowMs: 5000 }, allowed: () => true, today, stop: AbortSignal.timeout(5000) };
    console.log(JSON.stringify(await lookAtHttp(house, asked)));`;
  const file = join(folder, 'ask.ts');
  writeFileSync(file, script);
  const answer = await run(process.execPath, [file, `https://localhost:${port}/`], { NODE_EXTRA_CA_CERTS: cert });
  const found = JSON.parse(answer) as { outcome: string; says: string };
  assert.equal(found.outcome, 'warn');
  assert.match(found.says, /Le certificat expire dans (8|9) jours/);
});

test('a redirect is followed to a declared name alone', async () => {
  const declared = await site((_request, response) => response.setHeader('connection', 'close').end('secret interne'));
  let reached = 0;
  const elsewhere = createHttp((_request, response) => (reached++, response.setHeader('connection', 'close').end('secret interne')));
  // All of 127.0.0.0/8 is this machine: another address, that nobody declared.
  elsewhere.listen(0, '127.0.0.2');
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  closings.push(() => elsewhere.close());
  const { port: undeclared } = elsewhere.address() as AddressInfo; // listening on a port, not on a socket file
  const port = await site((request, response) => {
    const location = request.url === '/chez-nous' ? `http://localhost:${declared}/` : `http://127.0.0.2:${undeclared}/`;
    response.writeHead(302, { location, connection: 'close' }).end();
  });
  assert.equal((await lookAt(web(`http://127.0.0.1:${port}/chez-nous`, 'secret'))).outcome, 'up');
  const away = await lookAt(web(`http://127.0.0.1:${port}/ailleurs`, 'secret'));
  assert.deepEqual([away.outcome, reached], ['down', 0]);
  assert.match(away.says, /renvoie vers une adresse que la collectivité n’a pas déclarée/);
  const endless = await site((request, response) => response.writeHead(302, { location: request.url ?? '/', connection: 'close' }).end());
  assert.match((await lookAt(web(`http://127.0.0.1:${endless}/`))).says, /renvoie sans fin/);
});

test('nothing private is reached, under any writing of its address', async () => {
  let reached = 0;
  const port = await listening(createTcp(() => void reached++));
  const inside = { settings: production };
  for (const host of [
    '127.0.0.1',
    'localhost',
    '127.1',
    '2130706433',
    '0x7f000001',
    '017700000001',
    '::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
  ]) {
    const found = await lookAt(tcp(host, port), inside);
    assert.equal(found.outcome, 'down', host);
    assert.match(found.says, /privée|ne se résout pas/, host);
  }
  for (const url of ['http://127.0.0.1', 'http://2130706433', 'http://0x7f.1', 'http://[::ffff:7f00:1]', 'http://[::1]', 'http://localhost'])
    assert.equal((await lookAt(web(`${url}:${port}/`), inside)).outcome, 'down', url);
  assert.equal(reached, 0);
});

test('a name that says something else a moment later gains nothing', async () => {
  let reached = 0;
  const port = await site((_request, response) => (reached++, response.setHeader('connection', 'close').end('bonjour')));
  let asked = 0;
  const rebinding = { resolve: async () => [{ address: ++asked === 1 ? '127.0.0.1' : '10.0.0.5', family: 4 }] };
  assert.equal((await lookAt(web(`http://nom.exemple.fr:${port}/`), rebinding)).outcome, 'up');
  assert.deepEqual([asked, reached], [1, 1]);
  const mixed = {
    settings: production,
    resolve: async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ],
  };
  assert.match((await lookAt(web(`http://nom.exemple.fr:${port}/`), mixed)).says, /adresse privée/);
  assert.match((await lookAt(tcp('nom.exemple.fr', port), mixed)).says, /adresse privée/);
  assert.equal(reached, 1);
});

test('a port that is closed says so', async () => {
  const port = await listening(createTcp((socket) => socket.destroy()));
  assert.equal((await lookAt(tcp('127.0.0.1', port))).outcome, 'up');
  const closed = await lookAt(tcp('127.0.0.1', 1));
  assert.match(closed.says, /refuse la connexion/);
});

test('a name must say what is expected of it, asked of the server that is watched', async () => {
  const port = await nameServer({ 'mairie.exemple.fr': '192.0.2.7' });
  const ask = (host: string, expected: string): Promise<Look> =>
    lookAt({ kind: 'dns', settings: { host, record: 'A', expected, server: `127.0.0.1:${port}` } });
  assert.equal((await ask('mairie.exemple.fr', '192.0.2.7')).outcome, 'up');
  assert.match((await ask('mairie.exemple.fr', '192.0.2.8')).says, /192\.0\.2\.7.*au lieu de/);
  assert.match((await ask('inconnu.exemple.fr', '')).says, /n’a pas d’enregistrement A/);
  const inside = { kind: 'dns', settings: { host: 'mairie.exemple.fr', record: 'A', expected: '', server: `127.0.0.1:${port}` } } as const;
  assert.match((await lookAt(inside, { settings: production })).says, /adresse privée/);
});

test('reads the disks of a machine that speaks SNMP, by community and by account', needs('snmpd', 'snmpd'), async () => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'beffroi-snmp-'));
  writeFileSync(
    join(folder, 'snmpd.conf'),
    ['rocommunity essai 127.0.0.1', 'createUser beffroi SHA "phrase de passe" AES', 'rouser beffroi priv', `agentaddress udp:127.0.0.1:${port}`].join(
      '\n',
    ),
  );
  const agent = spawn('snmpd', ['-f', '-Lo', '-C', '-c', join(folder, 'snmpd.conf'), '-p', join(folder, 'pid')], {
    env: { ...process.env, SNMP_PERSISTENT_DIR: folder },
    stdio: 'ignore',
  });
  closings.push(() => void agent.kill('SIGKILL'));
  const settings = { host: '127.0.0.1', port, user: '', warnPercent: 100, downPercent: 100 } as const;
  const byCommunity = (secret: string): Promise<Look> => lookAt({ kind: 'snmp', settings: { ...settings, version: '2c' } }, {}, secret);
  const first = await until(agent, () => byCommunity('essai'));
  assert.ok((first.facts?.disks?.length ?? 0) > 0, first.says);
  assert.match((await byCommunity('mauvaise')).says, /ne répond pas à SNMP/);
  const third = await lookAt({ kind: 'snmp', settings: { ...settings, version: '3', user: 'beffroi' } }, {}, 'phrase de passe');
  assert.deepEqual(third.facts?.disks?.map(({ name }) => name).sort(), first.facts?.disks?.map(({ name }) => name).sort(), third.says);
});

// A machine that has just been started answers when it can.
async function until(agent: ChildProcess, ask: () => Promise<Look>): Promise<Look> {
  for (let tries = 0; ; tries++) {
    const found = await ask();
    if (found.facts?.disks || tries === 100 || agent.exitCode !== null) return found;
    await wait(200);
  }
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

/** A name server that knows a few addresses (RFC 1035 §4), and says of others that they are not. */
async function nameServer(names: Readonly<Record<string, string>>): Promise<number> {
  const socket = createSocket('udp4');
  closings.push(() => socket.close());
  socket.on('message', (query, { port, address }) => {
    let end = 12;
    const labels: string[] = [];
    for (let size = query[end] ?? 0; size > 0; size = query[end] ?? 0) {
      labels.push(query.toString('latin1', end + 1, end + 1 + size));
      end += size + 1;
    }
    const known = names[labels.join('.').toLowerCase()];
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(known ? 0x8180 : 0x8183, 2);
    head.writeUInt16BE(known ? 1 : 0, 6);
    head.writeUInt16BE(0, 10);
    const question = query.subarray(12, end + 5);
    const answer = known ? Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...known.split('.').map(Number)]) : Buffer.alloc(0);
    socket.send(Buffer.concat([head, question, answer]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket.address().port;
}

function run(program: string, args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const child = spawn(program, args, { env: { ...process.env, ...env } });
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.once('error', reject);
    child.once('close', () => resolve(text));
  });
}
