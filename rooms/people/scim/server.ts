// SPDX-License-Identifier: EUPL-1.2
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '#platform/house.ts';
import type { Protocol } from '#platform/room.ts';
import { answerFault } from './answer-fault.ts';
import { answerBulk } from './bulk.ts';
import { programOf } from './program.ts';
import { createOne, deleteOne, listAll, patchOne, readOne, replaceOne, type Verb } from './verbs.ts';
import { resourceTypes, schemas, serviceProviderConfig } from './describe.ts';
import { ScimFault } from './fault.ts';
import { parseBody } from './parse-body.ts';

const MOST_BYTES = 1_048_576;

/** SCIM 2.0 (RFC 7643, RFC 7644): a directory opens and closes the access of the people of one body. */
export const scimProtocol: Protocol = {
  name: 'scim',
  prefix: '/o/:organisation/scim/v2',
  plugin: async (app, house) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(['application/scim+json', 'application/json'], { parseAs: 'string', bodyLimit: MOST_BYTES }, parseBody);
    app.setErrorHandler((error, request, reply) => answerFault(error, request, reply));
    app.addHook('onSend', async (_request, reply) => void reply.header('content-type', 'application/scim+json; charset=utf-8'));
    mount(app, house);
  },
};

function mount(app: FastifyInstance, house: House): void {
  const config = { acceptsOtherSites: true };
  const on = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, verb: Verb): void => {
    app.route({
      method,
      url,
      config,
      handler: async (request, reply) => answer(reply, await verb(await programOf(house, request), request, reply)),
    });
  };
  on('GET', '/ServiceProviderConfig', serviceProviderConfig);
  for (const [url, describe] of [
    ['/ResourceTypes', resourceTypes],
    ['/Schemas', schemas],
  ] as const) {
    on('GET', url, describe);
    on('GET', `${url}/:id`, describe);
  }
  for (const kind of ['User', 'Group'] as const) {
    const url = `/${kind}s`;
    on('GET', url, listAll([kind]));
    on('POST', `${url}/.search`, listAll([kind]));
    on('POST', url, createOne(kind));
    on('GET', `${url}/:id`, readOne(kind));
    on('PUT', `${url}/:id`, replaceOne(kind));
    on('PATCH', `${url}/:id`, patchOne(kind));
    on('DELETE', `${url}/:id`, deleteOne(kind));
  }
  on('POST', '/.search', listAll(['User', 'Group']));
  on('POST', '/Bulk', answerBulk);
  app.all('/Me', { config }, async (request) => {
    await programOf(house, request);
    throw new ScimFault(501, 'Un jeton d’API n’est personne : cette adresse n’est pas servie.');
  });
  app.all('/*', { config }, async (request: FastifyRequest) => {
    await programOf(house, request);
    throw new ScimFault(404, 'Cette adresse SCIM ne mène à rien.');
  });
}

function answer(reply: FastifyReply, content: unknown): FastifyReply {
  void reply.header('cache-control', 'no-store');
  return content === undefined ? reply.status(reply.statusCode === 200 ? 204 : reply.statusCode).send() : reply.send(JSON.stringify(content));
}
