// SPDX-License-Identifier: EUPL-1.2
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CannotStart } from '../cannot-start.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export type FrontDoor = {
  port: number;
  /** What is being done, for `/health` and whoever comes too early. */
  say(stage: string): void;
  /** Hands every request to the house from now on. */
  open(handler: Handler): void;
  /** Refuses new connections, lets requests under way end, at most this long. */
  close(patienceMs: number): Promise<void>;
};

/** Listens from the first second: answers 503 with the stage reached until the house is open. */
export async function openFrontDoor({ host, port }: { host: string; port: number }): Promise<FrontDoor> {
  let stage = 'Démarrage';
  let handler: Handler = (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' });
    response.end(JSON.stringify({ type: 'about:blank', status: 503, code: 'platform.starting', title: `Le service démarre : ${stage}.` }));
  };
  // The machine of a mairie may need an hour for one pack of its backup: Node's five minutes for a request would cut it each time. Heads keep
  // their minute, and bodies are bounded by `http/bound-body.ts`, except where a protocol watches over their pace.
  const server = createServer({ requestTimeout: 0 }, (request, response) => handler(request, response));
  await listen(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    say: (now) => {
      stage = now;
    },
    open: (theirs) => {
      handler = theirs;
    },
    close: (patienceMs) => close(server, patienceMs),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new CannotStart(`Le port ${port} est déjà pris par un autre programme. Choisissez-en un autre : PORT=3001 npm start.`));
      else if (error.code === 'EACCES')
        reject(new CannotStart(`Ce compte n’a pas le droit d’ouvrir le port ${port}. Choisissez un port au-dessus de 1023.`));
      else reject(error);
    });
    server.listen(port, host, resolve);
  });
}

async function close(server: Server, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const tooLong = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(tooLong);
}
