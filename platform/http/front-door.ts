// SPDX-License-Identifier: EUPL-1.2
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { CannotStart } from '../cannot-start.ts';

export type FrontDoor = {
  server: Server;
  /** The port that answers: the system's choice when the settings say 0. */
  port: number;
  /** Tells visitors, and `GET /health`, what the start is doing. */
  say(stage: string): void;
  /** From now on every request goes to `handler`, which answers `/health` itself. */
  open(handler: RequestListener): void;
  /** Takes no new request, lets those that run end, for at most `patience` milliseconds. */
  close(patience?: number): Promise<void>;
};

/**
 * Listens from the first second, before there is anything to serve: until `open`, `/health` answers 503 with the stage,
 * and a page says to wait and comes back by itself. Throws `CannotStart` when the port is taken.
 */
export async function openFrontDoor(host: string, port: number, firstStage = 'Démarrage'): Promise<FrontDoor> {
  let stage = firstStage;
  let handler: RequestListener = (request, response) => (isHealth(request.url) ? answerStarting(response, stage) : showStarting(response, stage));
  const server = createServer((request, response) => handler(request, response));
  await listen(server, host, port);
  const address = server.address();
  return {
    server,
    port: address && typeof address === 'object' ? address.port : port,
    say: (next) => void (stage = next),
    open: (next) => void (handler = next),
    close: (patience = 10_000) => closeServer(server, patience),
  };
}

const isHealth = (url: string | undefined): boolean => url === '/health' || url?.startsWith('/health?') === true;

function answerStarting(response: ServerResponse, stage: string): void {
  response.writeHead(503, { 'content-type': 'application/json; charset=utf-8', 'retry-after': '2', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ status: 'starting', stage }));
}

function showStarting(response: ServerResponse, stage: string): void {
  response.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'retry-after': '2',
    refresh: '2',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
  });
  response.end(
    `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Beffroi démarre</title></head><body><main><h1>Beffroi démarre</h1><p role="status">${stage}…</p><p>Cette page se recharge d’elle-même.</p></main></body></html>`,
  );
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, () => resolve());
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new CannotStart(
      `Le port ${port} est déjà pris : arrêtez le programme qui l’occupe, ou choisissez-en un autre (PORT=${port + 1} npm start).`,
      { cause: error },
    );
  }
  if (error.code === 'EACCES')
    return new CannotStart(`Le port ${port} est réservé à l’administrateur du système : choisissez-en un au-dessus de 1023.`, { cause: error });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CannotStart(`HOST désigne « ${host} », qui n’est pas une adresse de cette machine.`, { cause: error });
  return error;
}

function closeServer(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    // Connections kept alive between two requests would hold the stop for their whole idle time.
    server.closeIdleConnections();
  });
}
