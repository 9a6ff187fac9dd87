// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { boundBody } from './bound-body.ts';

test('a body that does not come in time is cut, one that came is answered however long that takes', async (t) => {
  const server = createServer((request, response) => {
    boundBody(request, 60);
    request.resume();
    request.on('error', () => {});
    request.on('end', () => setTimeout(() => response.end('bien reçu'), 150));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port
  const send = (body: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let said = '';
      socket.on('data', (chunk) => {
        said += chunk.toString();
        if (said.includes('bien reçu')) socket.destroy();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(said));
      socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n${body}`);
    });
  assert.equal(await send('ab'), '');
  assert.match(await send('abcd'), /bien reçu/);
});
