// SPDX-License-Identifier: EUPL-1.2
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inContext } from '#platform/make-context.ts';
import type { House } from '#platform/house.ts';
import type { ObjectType, Tables } from '../tables.ts';
import type { Client } from './admit-client.ts';

const V1 = 'application/vnd.x.restic.rest.v1';
const V2 = 'application/vnd.x.restic.rest.v2';
const BATCH = 5_000;

type Listed = { name: Buffer; size: number };

/**
 * GET {path}/{type}/: the names (version 1), or names with sizes (version 2, which `Accept` asks for). Read by name in batches, each in a short
 * transaction of its own: a repository of a million objects takes no more memory than one of a thousand.
 */
export async function listBlobs(house: House, client: Client, type: ObjectType, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const isV2 = (request.headers.accept ?? '').includes(V2);
  const first = await nextBatch(house, client, type, null);
  const write = isV2
    ? ({ name, size }: Listed) => `{"name":"${name.toString('hex')}","size":${size}}`
    : ({ name }: Listed) => `"${name.toString('hex')}"`;
  const pages = (async function* () {
    yield '[';
    let separator = '';
    for (let batch = first; batch.length > 0; batch = batch.length < BATCH ? [] : await nextBatch(house, client, type, batch.at(-1)?.name ?? null)) {
      yield separator + batch.map(write).join(',');
      separator = ',';
    }
    yield ']';
  })();
  return reply.header('content-type', isV2 ? V2 : V1).send(Readable.from(pages, { objectMode: false }));
}

function nextBatch(house: House, client: Client, type: ObjectType, after: Buffer | null): Promise<Listed[]> {
  return inContext<Tables, Listed[]>(house, { ...client.entry, readOnly: true }, (ctx) =>
    ctx.tx
      .selectFrom('backup.object')
      .select(['name', 'size'])
      .where('organisation_id', '=', client.organisationId)
      .where('repository_id', '=', client.repositoryId)
      .where('type', '=', type)
      .where('binned_at', 'is', null)
      .$if(after !== null, (query) => query.where('name', '>', after ?? Buffer.alloc(0)))
      .orderBy('name')
      .limit(BATCH)
      .execute(),
  );
}
