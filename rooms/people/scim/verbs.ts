// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { isResource, valueOf, type Resource } from './attribute-path.ts';
import { ScimFault } from './fault.ts';
import { createGroup, deleteGroup, writeGroup } from './keep-group.ts';
import { createUser, deleteUser, writeUser } from './keep-user.ts';
import { listOf, shown } from './list.ts';
import { applyPatch, type PatchOperation } from './patch.ts';
import type { Program } from './program.ts';
import { loadBody, type Kind, type Provisioned } from './resources.ts';

export type Verb = (program: Program, request: FastifyRequest, reply: FastifyReply) => unknown;

export function listAll(kinds: readonly Kind[]): Verb {
  return async ({ base, inside }, request) => {
    const loaded = await inside((ctx) => loadBody(ctx, base));
    const all = kinds.flatMap((kind) => [...held(loaded, kind).values()].map(({ resource }) => resource));
    return listOf(all, request.method === 'POST' ? bodyOf(request) : queryOf(request));
  };
}

export function readOne(kind: Kind): Verb {
  return async ({ base, inside }, request, reply) => {
    const resource = found(await inside((ctx) => loadBody(ctx, base)), kind, idOf(request));
    if (request.headers['if-none-match'] === versionOf(resource)) return void reply.status(304);
    return answerResource(resource, request, reply);
  };
}

export function createOne(kind: Kind): Verb {
  return async (program, request, reply) => {
    const resource = await create(program, kind, bodyOf(request));
    return answerResource(resource, request, reply.status(201).header('location', String(valueOf(resource['meta'], 'location'))));
  };
}

export function replaceOne(kind: Kind): Verb {
  return async (program, request, reply) =>
    answerResource(await change(program, kind, idOf(request), request.headers['if-match'], () => bodyOf(request)), request, reply);
}

export function patchOne(kind: Kind): Verb {
  return async (program, request, reply) => {
    const body = bodyOf(request);
    return answerResource(await patch(program, kind, idOf(request), request.headers['if-match'], body), request, reply);
  };
}

export function deleteOne(kind: Kind): Verb {
  return (program, request) => remove(program, kind, idOf(request), request.headers['if-match']);
}

export function create({ base, inside }: Program, kind: Kind, body: Resource): Promise<Resource> {
  return inside(async (ctx) => {
    const loaded = await locked(ctx, base);
    const id = kind === 'User' ? await createUser(ctx, loaded, body) : await createGroup(ctx, loaded, body);
    return found(await loadBody(ctx, base), kind, id);
  });
}

/** Gives a resource the content that `wanted` makes of it, when nobody changed it since the version in `ifMatch`. */
export function change({ base, inside }: Program, kind: Kind, id: string, ifMatch: string | undefined, wanted: (now: Resource) => Resource) {
  return inside(async (ctx): Promise<Resource> => {
    const loaded = await locked(ctx, base);
    const now = found(loaded, kind, id);
    checkVersion(now, ifMatch);
    const content = wanted(now);
    await (kind === 'User' ? writeUser(ctx, loaded, id, content) : writeGroup(ctx, loaded, id, content));
    return found(await loadBody(ctx, base), kind, id);
  });
}

export function patch(program: Program, kind: Kind, id: string, ifMatch: string | undefined, body: Resource): Promise<Resource> {
  const operations = valueOf(body, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0 || !operations.every(isResource))
    throw new ScimFault(400, 'La requête doit comporter une liste Operations.', 'invalidSyntax');
  const read = operations.map((one) => {
    const [op, path] = [valueOf(one, 'op'), valueOf(one, 'path')];
    if (typeof op !== 'string') throw new ScimFault(400, 'Chaque opération nomme son acte dans op.', 'invalidSyntax');
    if (path !== undefined && path !== null && typeof path !== 'string')
      throw new ScimFault(400, 'Le chemin d’une opération est un texte.', 'invalidPath');
    return {
      op,
      ...(typeof path === 'string' && { path }),
      ...(valueOf(one, 'value') !== undefined && { value: valueOf(one, 'value') }),
    } as PatchOperation; // applyPatch refuses unknown acts
  });
  return change(program, kind, id, ifMatch, (now) => applyPatch(now, read));
}

export function remove({ base, inside }: Program, kind: Kind, id: string, ifMatch: string | undefined): Promise<void> {
  return inside(async (ctx) => {
    const loaded = await locked(ctx, base);
    checkVersion(found(loaded, kind, id), ifMatch);
    await (kind === 'User' ? deleteUser(ctx, loaded, id) : deleteGroup(ctx, id));
  });
}

// Two directories that write at once wait for each other: versions and unique names are looked at in memory.
async function locked(ctx: Context<Tables>, base: string): Promise<Provisioned> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`people.scim ${ctx.organisation}`}, 0))`.execute(ctx.tx);
  return loadBody(ctx, base);
}

function held(loaded: Provisioned, kind: Kind): ReadonlyMap<string, { resource: Resource }> {
  return kind === 'User' ? loaded.users : loaded.groups;
}

function found(loaded: Provisioned, kind: Kind, id: string): Resource {
  const one = held(loaded, kind).get(id);
  if (!one) throw new ScimFault(404, kind === 'User' ? 'Cette personne n’existe pas ici.' : 'Ce groupe n’existe pas ici.');
  return one.resource;
}

function checkVersion(resource: Resource, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch === '*') return;
  if (!ifMatch.split(',').some((one) => one.trim() === versionOf(resource)))
    throw new ScimFault(412, 'La ressource a changé depuis cette version : relisez-la.');
}

export function versionOf(resource: Resource): string {
  return String(valueOf(resource['meta'], 'version'));
}

function answerResource(resource: Resource, request: FastifyRequest, reply: FastifyReply): Resource {
  void reply.header('etag', versionOf(resource));
  return shown(resource, queryOf(request));
}

function bodyOf({ body }: FastifyRequest): Resource {
  if (!isResource(body)) throw new ScimFault(400, 'Le contenu de la requête manque.', 'invalidSyntax');
  return body;
}

function queryOf({ query }: FastifyRequest): Resource {
  return isResource(query) ? query : {};
}

function idOf({ params }: FastifyRequest): string {
  return String(valueOf(params, 'id'));
}
