// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { checkedAddress, outgoing, OutgoingRefused } from './outgoing.ts';
import { isReachable } from './reachable-address.ts';

const production = { mode: 'production', outgoingNetworks: [] } as const;
const development = { mode: 'development', outgoingNetworks: [] } as const;
const closings: (() => void)[] = [];
after(() => closings.forEach((close) => close()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closings.push(() => (server.closeAllConnections(), server.close()));
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`; // listening on a port, not on a socket file
}

const because = (reason: OutgoingRefused['reason']) => (error: unknown) => error instanceof OutgoingRefused && error.reason === reason;

test('reaches public addresses alone', () => {
  for (const address of ['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8']) assert.equal(isReachable(address, production), true, address);
  const closed = ['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1'];
  const closed6 = ['::1', '::', 'fe80::1', 'fc00::1', 'fec0::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:a00:1', '::127.0.0.1', '64:ff9b::a00:1'];
  const carried = ['2002:a00:1::', '2001:0:a00:1::', '2001:db8::1', '4000::1'];
  for (const address of [...closed, ...closed6, ...carried]) assert.equal(isReachable(address, production), false, address);
  assert.equal(isReachable('exemple.fr', production), undefined);
});

test('no private IPv4 address passes under any IPv6 writing of it', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, (b, c, d) => {
      const hex = `a${b.toString(16).padStart(2, '0')}:${((c << 8) | d).toString(16)}`;
      for (const text of [`10.${b}.${c}.${d}`, `::ffff:${hex}`, `::ffff:10.${b}.${c}.${d}`, `64:ff9b::${hex}`, `2002:${hex}::`, `::${hex}`])
        assert.equal(isReachable(text, production), false, text);
    }),
  );
});

test('reaches the networks that the operator opened, and this machine in development', () => {
  const opened = { mode: 'production', outgoingNetworks: ['10.20.0.0/16', 'fd00:1::/32', '192.168.7.7'] } as const;
  for (const address of ['10.20.3.4', '::ffff:10.20.3.4', 'fd00:1::5', '192.168.7.7']) assert.equal(isReachable(address, opened), true, address);
  for (const address of ['10.21.0.1', 'fd00:2::1', '192.168.7.8']) assert.equal(isReachable(address, opened), false, address);
  assert.equal(isReachable('127.0.0.1', development), true);
  assert.equal(isReachable('10.0.0.1', development), false);
});

test('refuses an address that no provider has', () => {
  assert.throws(() => checkedAddress('http://exemple.fr/', production), because('scheme'));
  assert.throws(() => checkedAddress('file:///etc/passwd', development), because('scheme'));
  assert.throws(() => checkedAddress('https://moi:secret@exemple.fr/', production), because('address'));
  assert.throws(() => checkedAddress('n’importe quoi', production), because('address'));
  // The URL parser reads every writing of 127.0.0.1.
  for (const host of ['127.0.0.1', '127.1', '0x7f000001', '2130706433', '017700000001', '[::1]', '[::ffff:7f00:1]'])
    assert.throws(() => checkedAddress(`https://${host}/`, production), because('private'), host);
});

test('refuses a name that resolves to the inside, be it among public addresses', async () => {
  const inside = outgoing(production, { resolve: async () => [{ address: '10.0.0.5', family: 4 }] });
  await assert.rejects(inside('https://exemple.fr/'), because('private'));
  const mixed = outgoing(production, {
    resolve: async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '::1', family: 6 },
    ],
  });
  await assert.rejects(mixed('https://exemple.fr/'), because('private'));
  await assert.rejects(outgoing(production, { resolve: async () => [] })('https://exemple.fr/'), because('unresolved'));
});

test('connects to the address that it checked, whatever the name would say the next moment', async () => {
  const url = await serve((_request, response) => response.end('bonjour'));
  let asked = 0;
  const send = outgoing(development, {
    resolve: async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.5', family: 4 }];
    },
  });
  const answer = await send(url.replace('localhost', 'nom.exemple.fr'));
  assert.equal(await answer.text(), 'bonjour');
  assert.equal(asked, 1);
});

test('sends a form and reads the answer, a redirect as it is', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/ailleurs') return response.writeHead(302, { location: 'http://10.0.0.5/' }).end();
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    return request.on('end', () => response.writeHead(200, { 'x-method': request.method ?? '' }).end(body));
  });
  const send = outgoing(development);
  const answer = await send(url, { method: 'POST', body: new URLSearchParams({ a: 'é' }) });
  assert.deepEqual([answer.headers.get('x-method'), await answer.text()], ['POST', 'a=%C3%A9']);
  assert.equal((await send(`${url}/ailleurs`)).status, 302);
});

test('does not wait for ever, nor read without end', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/muet') return;
    const flow = setInterval(() => response.write('x'.repeat(10_000)), 1);
    response.once('close', () => clearInterval(flow));
  });
  await assert.rejects(outgoing(development, { timeoutMs: 50 })(`${url}/muet`), because('too-long'));
  await assert.rejects(outgoing(development, { maxBytes: 50_000 })(url), because('too-big'));
  await assert.rejects(outgoing(development)('http://localhost:1/'), because('unreachable'));
});
