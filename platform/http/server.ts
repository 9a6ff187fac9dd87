// SPDX-License-Identifier: EUPL-1.2
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { House } from '../house.ts';
import { endNoticeStreams } from '../notify/notice-stream.ts';
import { uuidV7 } from '../uuid.ts';
import { registerApiReference } from './api-reference.ts';
import { boundBody } from './bound-body.ts';
import { setSecurityHeaders } from './headers.ts';
import { registerHealth } from './health.ts';
import { registerMetrics } from './metrics.ts';
import { answerError } from './problems.ts';
import { refuseForeignOrigin } from './refuse-foreign-origin.ts';
import { refuse } from './refusals.ts';
import { registerRoutes } from './register-routes.ts';
import { registerScreens } from './screens.ts';

z.config(z.locales.fr());

/** Builds the HTTP server of all the rooms; the caller listens, or injects. `screens` is the folder of the built interface, if any. */
export async function buildServer(house: House, options: { screens?: string } = {}): Promise<FastifyInstance> {
  const { publicUrl, trustedProxies } = house.settings;
  const app = fastify({
    loggerInstance: house.log as FastifyBaseLogger, // narrows pino's logger to what Fastify asks of it
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: () => uuidV7(),
    bodyLimit: 1_048_576,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // Addresses and status are logged by our own hook, without query strings, which may hold personal data.
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: true,
  });
  app.setErrorHandler(answerError);
  await app.register(cookie);
  await app.register(compress, {
    // Screens' files are compressed when built; event streams must not wait for a buffer to fill.
    customTypes: /^(text\/html|application\/(problem\+)?json)/,
    encodings: ['br', 'gzip'],
    threshold: 1_400, // below, the answer fits one packet anyway
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    setSecurityHeaders(reply, publicUrl);
    if (!request.routeOptions.config.acceptsOtherSites) refuseForeignOrigin(request, publicUrl);
    if (!request.routeOptions.config.takesLong) boundBody(request.raw);
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.addHook('preClose', async () => endNoticeStreams(house));
  acceptForms(app);
  registerHealth(app, house);
  registerMetrics(app, house);
  registerRoutes(app, house);
  registerApiReference(app, house);
  for (const room of house.rooms) {
    for (const { prefix, plugin } of room.protocols ?? []) await app.register((scope) => plugin(scope, house), { prefix });
  }
  await registerScreens(app, options.screens);
  app.setNotFoundHandler((request, reply) => answerError(refuse('platform.not-found'), request, reply));
  return app;
}

// HTML forms of pages that work without script. Repeated names become arrays.
function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    const fields: Record<string, string | string[]> = {};
    for (const [name, value] of new URLSearchParams(String(body))) {
      const before = fields[name];
      fields[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
    }
    done(null, fields);
  });
}
