// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentSecurityPolicy } from './headers.ts';
import { answerError } from './problems.ts';
import { refuse } from './refusals.ts';

const NONCE_PLACE = '__STYLE_NONCE__';

/** Serves the built interface: hashed files for a year, and its one page for every address that a screen may have. */
export async function registerScreens(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (!folder) return;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    wildcard: false,
    index: false,
    preCompressed: true,
    globIgnore: ['index.html', '**/*.br', '**/*.gz'],
    setHeaders: (response, path) => {
      response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
    },
  });
  const send = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const nonce = randomBytes(16).toString('base64url');
    return reply
      .headers({ 'content-security-policy': contentSecurityPolicy(nonce), 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE_PLACE, nonce));
  };
  app.get('/', send);
  app.get('/*', (request, reply) => (isFileOrApi(request.url) ? answerError(refuse('platform.not-found'), request, reply) : send(request, reply)));
}

function isFileOrApi(url: string): boolean {
  const [path = ''] = url.split('?');
  return path.startsWith('/api/') || /\.\w{2,5}$/.test(path);
}
