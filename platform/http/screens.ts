// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { answerError } from './problems.ts';
import { refuse } from './refusals.ts';

/** Serves the built interface: hashed files for a year, and its one page for every address that a screen may have. */
export function registerScreens(app: FastifyInstance, folder: string | undefined): void {
  if (!folder) return;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  void app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
    },
  });
  for (const url of ['/', '/*']) {
    app.get(url, (request, reply) => {
      if (request.url.startsWith('/api/') || /\.\w{2,5}$/.test(request.url.split('?')[0] ?? ''))
        return answerError(refuse('platform.not-found'), request, reply);
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
    });
  }
}
