// SPDX-License-Identifier: EUPL-1.2
/** The lines that screens propose, run by the programs that they name. PowerShell, schtasks and RouterOS are in no Debian: theirs are read, not run. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { needs } from '#platform/testing/peer.ts';
import { readDisks } from '../../probes/read-disks.ts';
import { pushLines } from './push-lines.ts';

const run = promisify(execFile);
let server: Server;
let received: { method: string; url: string; body: string; type: string }[] = [];
let address = '';
before(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ method: request.method ?? '', url: request.url ?? '', body, type: request.headers['content-type'] ?? '' });
      response.writeHead(request.url?.includes('inconnu') ? 404 : 200, { connection: 'close' }).end('{"heard":true}');
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // listening on a port, not on a socket file
  address = `http://127.0.0.1:${port}/api/battement/${'0a'.repeat(20)}`;
});
after(() => server.close());
beforeEach(() => {
  received = [];
});

const lineOf = (kind: 'heartbeat' | 'disk', key: string, at = address): string => {
  const found = pushLines(kind, at).find((one) => one.key === key);
  assert.ok(found, key);
  return found.line;
};
const sh = (line: string): Promise<unknown> => run('bash', ['-c', line], { timeout: 120_000 });

test('a machine under Linux calls by curl, and its task fails where nobody knows the address', needs('curl', 'curl'), async () => {
  await sh(lineOf('heartbeat', 'linux'));
  assert.deepEqual(
    received.map(({ method, url }) => [method, url]),
    [['GET', `/api/battement/${'0a'.repeat(20)}`]],
  );
  await assert.rejects(sh(lineOf('heartbeat', 'linux', address.replace('battement', 'inconnu'))));
});

test('a NAS calls by wget, and so does a router', needs('wget', 'wget'), async () => {
  await sh(lineOf('heartbeat', 'nas'));
  const inCrontab = lineOf('heartbeat', 'openwrt');
  assert.match(inCrontab, /^\*\/15 \* \* \* \* /);
  await sh(inCrontab.replace(/^(\S+ ){5}/, ''));
  assert.equal(received.length, 2);
});

for (const [key, program] of [
  ['linux', 'curl'],
  ['nas', 'wget'],
] as const)
  test(`a machine reports its disks by ${program}, as the house reads them`, needs(program, program), async () => {
    await sh(lineOf('disk', key));
    const [report] = received;
    assert.equal(report?.method, 'POST');
    assert.equal(report?.type, 'application/json');
    assert.ok((readDisks(JSON.parse(report?.body ?? 'null'))?.length ?? 0) > 0, report?.body);
  });

test('memory, images of programs and discs are not reported as full disks', async () => {
  const table = [
    'Filesystem 1024-blocks Used Available Capacity Mounted on',
    'tmpfs 100 0 100 0% /run',
    '/dev/loop3 64 64 0 100% /snap/core/1',
    '/dev/sr0 700 700 0 100% /media/cdrom',
    '/dev/ram0 64 64 0 100% /mnt/ramdisk',
    '/dev/mapper/vg1-volume_1 1000 400 600 40% /volume1',
    'pool/partage 2000 500 1500 25% /srv/partage',
  ].join('\n');
  const awk = /\| (awk '.+?')\)/.exec(lineOf('disk', 'linux'))?.[1];
  const { stdout } = await run('bash', ['-c', `printf '%s\\n' "$TABLE" | ${awk}`], { env: { ...process.env, TABLE: table } });
  assert.deepEqual(JSON.parse(`[${stdout}]`), [
    { name: '/volume1', total: 1000, free: 600 },
    { name: '/srv/partage', total: 2000, free: 1500 },
  ]);
});

test('the task that Windows creates stays within the length that schtasks takes', () => {
  const long = `https://services.departement-de-la-gironde.exemple/api/battement/${'0a'.repeat(20)}`;
  const [, command = ''] = /\/TR "(.+)"$/.exec(lineOf('heartbeat', 'windows', long)) ?? [];
  assert.ok(command.length > 0 && command.length <= 261, `${command.length} characters`);
});
