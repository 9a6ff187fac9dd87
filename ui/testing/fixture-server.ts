// SPDX-License-Identifier: EUPL-1.2
import { contentSecurityPolicy } from '#platform/http/headers.ts';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { answerApi } from './fixture-api.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export type FixtureServer = { url: string; close: () => Promise<void> };

/** Serves built screens under the strict content policy, with invented answers behind them. */
export async function openFixtureServer(folder: string): Promise<FixtureServer> {
  const server: Server = createServer((request, response) => void answer(folder, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fixture');
  if (url.pathname.startsWith('/api/')) return answerApi(request, response, url);
  const path = normalize(url.pathname);
  const file = await readFile(join(folder, path)).catch(() => null);
  if (file) {
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    return void response.end(file);
  }
  if (path.startsWith('/guide-de-style')) {
    response.writeHead(200, { 'content-type': TYPES['.html'], 'content-security-policy': contentSecurityPolicy() });
    return void response.end(await readFile(join(import.meta.dirname, 'style-guide.html')));
  }
  const nonce = randomBytes(16).toString('base64');
  const page = (await readFile(join(folder, 'index.html'), 'utf8')).replace('__STYLE_NONCE__', nonce);
  response.writeHead(200, { 'content-type': TYPES['.html'], 'content-security-policy': contentSecurityPolicy(nonce) });
  response.end(page);
}
