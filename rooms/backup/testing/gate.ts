// SPDX-License-Identifier: EUPL-1.2
/** A line to a service that fails in the middle, for tests. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Gate = { port: number; failAfter(bytes: number): void; open(): void; close(): Promise<void> };

/** Passes bytes on to the service of that port until it is told to fail, then cuts every connection until it is opened again. */
export async function gateTo(service: number): Promise<Gate> {
  let left = Infinity;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(service, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      left -= chunk.length;
      if (left < 0) client.destroy();
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk) => client.write(chunk));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    failAfter(bytes) {
      left = bytes;
    },
    open() {
      left = Infinity;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
