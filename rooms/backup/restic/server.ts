// SPDX-License-Identifier: EUPL-1.2
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { Refusal } from '#platform/http/contract.ts';
import type { House } from '#platform/house.ts';
import type { Protocol } from '#platform/room.ts';
import { admitClient, type Client } from './admit-client.ts';
import { createRepository, deleteRepository } from './create-repository.ts';
import { deleteBlob } from './delete-blob.ts';
import { answerFault, ResticFault } from './fault.ts';
import { listBlobs } from './list-blobs.ts';
import { CONFIG, objectIn, typeIn } from './path.ts';
import { checkBlob, readBlob } from './read-blob.ts';
import { saveBlob } from './save-blob.ts';
import { openTurns, type Limits } from './turns.ts';

type Verb = (client: Client, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * The REST backend of restic: https://github.com/restic/restic/blob/v0.18.1/doc/REST_backend.rst
 * `{path}` is `/o/<body>/restic/<key of the repository>/`. rclone, rustic and resticprofile speak it too.
 */
export const resticProtocol: Protocol = resticProtocolWith();

/** The same with other limits than the usual ones, for tests. */
export function resticProtocolWith(limits?: Limits): Protocol {
  return {
    name: 'restic',
    prefix: '/o/:organisation/restic/:repository',
    plugin: async (app, house) => {
      app.removeAllContentTypeParsers();
      // Bodies are read where they are written: as they come, never whole.
      app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      app.setErrorHandler((error, request, reply) => answerFault(request, reply, faultOf(error as Error, request))); // whatever is thrown here is an error
      const uploads = { house, turns: openTurns(limits) };
      on(app, house, '/', {
        POST: (client, request, reply) => createRepository(house, client, request, reply),
        DELETE: deleteRepository,
      });
      on(app, house, '/config', {
        HEAD: (client, _request, reply) => checkBlob(house, client, CONFIG, reply),
        GET: (client, request, reply) => readBlob(house, client, CONFIG, request, reply),
        POST: (client, request, reply) => saveBlob(uploads, client, CONFIG, request, reply),
        DELETE: (client, _request, reply) => deleteBlob(house, client, CONFIG, reply),
      });
      on(app, house, '/:type', {
        GET: (client, request, reply) => listBlobs(house, client, typeIn(request.params), request, reply),
      });
      on(app, house, '/:type/:name', {
        HEAD: (client, request, reply) => checkBlob(house, client, objectIn(request.params), reply),
        GET: (client, request, reply) => readBlob(house, client, objectIn(request.params), request, reply),
        POST: (client, request, reply) => saveBlob(uploads, client, objectIn(request.params), request, reply),
        DELETE: (client, request, reply) => deleteBlob(house, client, objectIn(request.params), reply),
      });
      on(app, house, '/*', {});
    },
  };
}

function on(app: FastifyInstance, house: House, url: string, verbs: Partial<Record<HTTPMethods, Verb>>): void {
  const allowed = Object.keys(verbs).join(', ');
  for (const method of METHODS) {
    app.route({
      method,
      url,
      config: { acceptsOtherSites: true, takesLong: true }, // no cookie is read here, and `paced` watches over uploads
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const client = await admitClient(house, request);
        if (client.isReader && method !== 'GET' && method !== 'HEAD') throw new ResticFault(403, 'Un essai de restauration ne fait que lire.');
        const verb = verbs[method];
        if (verb) return verb(client, request, reply.header('cache-control', 'no-store'));
        if (allowed === '') throw new ResticFault(404, 'Adresse inconnue.');
        throw new ResticFault(405, `Cette adresse comprend ${allowed}.`, { allow: allowed });
      },
    });
  }
}

function faultOf(error: Error, request: FastifyRequest): ResticFault {
  if (error instanceof ResticFault) return error;
  if (error instanceof Refusal) return new ResticFault(error.status, error.message);
  // The client went away in the middle: nobody hears the answer, and nothing is wrong here.
  if (request.raw.destroyed && !request.raw.complete) return new ResticFault(400, 'L’envoi s’est interrompu.');
  request.log.error({ err: error }, 'unexpected error');
  return new ResticFault(500, 'Une erreur inattendue s’est produite : rien n’a été enregistré. Le client essaiera de nouveau.');
}
