// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify';
import { faultDocument, faultOf } from './answer-fault.ts';
import { isResource, valueOf, type Resource } from './attribute-path.ts';
import { ScimFault } from './fault.ts';
import type { Program } from './program.ts';
import { change, create, patch, remove, versionOf } from './verbs.ts';
import type { Kind } from './resources.ts';

export const MOST_IN_BULK = 200;
const BULK = 'urn:ietf:params:scim:api:messages:2.0:Bulk';

type Operation = { method: string; path: string; bulkId: string | undefined; version: string | undefined; data: unknown };

/** Many acts in one request, each on its own (RFC 7644 §3.7): one that fails undoes no other. An act waits for those whose `bulkId` it names. */
export async function answerBulk(program: Program, request: FastifyRequest): Promise<Resource> {
  const { operations, most } = readBulk(request.body);
  const made = new Map<string, string>();
  const answers = new Map<Operation, Resource>();
  let waiting = operations;
  let failures = 0;
  while (waiting.length > 0 && failures < most) {
    const pending = new Set(waiting.flatMap(({ bulkId, method }) => (method === 'POST' && bulkId ? [bulkId] : [])));
    // When all of them wait for each other, the first one fails by the reference that nothing gives.
    const ready = waiting.find((one) => ![...namedIn(one)].some((name) => pending.has(name))) ?? waiting[0];
    if (!ready) break;
    waiting = waiting.filter((one) => one !== ready);
    const answer = await answerOne(program, request, ready, made);
    if (answer['response'] !== undefined) failures += 1;
    answers.set(ready, answer);
  }
  return { schemas: [`${BULK}Response`], Operations: operations.flatMap((one) => answers.get(one) ?? []) };
}

function readBulk(body: unknown): { operations: Operation[]; most: number } {
  const given = valueOf(body, 'Operations');
  if (!Array.isArray(given) || !given.every(isResource)) throw new ScimFault(400, 'La requête doit comporter une liste Operations.', 'invalidSyntax');
  if (given.length > MOST_IN_BULK) throw new ScimFault(413, `La requête dépasse ${MOST_IN_BULK} opérations.`);
  const failOnErrors = valueOf(body, 'failOnErrors');
  if (failOnErrors !== undefined && !(Number.isSafeInteger(failOnErrors) && Number(failOnErrors) > 0))
    throw new ScimFault(400, 'failOnErrors doit être un nombre entier positif.', 'invalidValue');
  const operations = given.map((one) => ({
    method: word(one, 'method')?.toUpperCase() ?? '',
    path: word(one, 'path') ?? '',
    bulkId: word(one, 'bulkId'),
    version: word(one, 'version'),
    data: valueOf(one, 'data'),
  }));
  return { operations, most: failOnErrors === undefined ? Infinity : Number(failOnErrors) };
}

function word(one: Resource, name: string): string | undefined {
  const value = valueOf(one, name);
  return typeof value === 'string' ? value : undefined;
}

async function answerOne(program: Program, request: FastifyRequest, operation: Operation, made: Map<string, string>): Promise<Resource> {
  const { method, bulkId } = operation;
  const told = { method, ...(bulkId !== undefined && { bulkId }) };
  try {
    const { resource, status, location } = await act(program, operation, made);
    if (method === 'POST' && bulkId !== undefined && resource) made.set(bulkId, String(resource['id']));
    return { ...told, location, ...(resource && { version: versionOf(resource) }), status };
  } catch (error) {
    const fault = faultOf(error);
    if (fault.status >= 500) request.log.error({ err: error }, 'an act of a SCIM bulk failed');
    const { path } = operation;
    return {
      ...told,
      ...(method !== 'POST' && { location: `${program.base}${path}` }),
      status: String(fault.status),
      response: faultDocument(fault),
    };
  }
}

async function act(program: Program, { method, path, bulkId, version, data }: Operation, made: ReadonlyMap<string, string>) {
  const [, plural, rest] = /^\/(Users|Groups)(?:\/([^/?]+))?$/.exec(path) ?? [];
  if (!plural) throw new ScimFault(400, 'Le chemin d’une opération est /Users ou /Groups, avec un identifiant sauf pour POST.', 'invalidPath');
  const kind: Kind = plural === 'Users' ? 'User' : 'Group';
  const id = rest === undefined ? '' : String(resolved(rest, made));
  if ((method === 'POST') !== (id === '')) throw new ScimFault(400, 'Seul POST va sans identifiant.', 'invalidPath');
  if (method === 'DELETE') {
    await remove(program, kind, id, version);
    return { status: '204', location: `${program.base}/${plural}/${id}` };
  }
  const content = resolved(data, made);
  if (!isResource(content)) throw new ScimFault(400, 'L’opération n’a pas de contenu (data).', 'invalidSyntax');
  if (method === 'POST' && !bulkId) throw new ScimFault(400, 'Une opération POST porte un bulkId.', 'invalidSyntax');
  const resource = await write(program, { method, kind, id, version, content });
  return { resource, status: method === 'POST' ? '201' : '200', location: `${program.base}/${plural}/${String(resource['id'])}` };
}

type Write = { method: string; kind: Kind; id: string; version: string | undefined; content: Resource };

function write(program: Program, { method, kind, id, version, content }: Write): Promise<Resource> {
  if (method === 'POST') return create(program, kind, content);
  if (method === 'PUT') return change(program, kind, id, version, () => content);
  if (method === 'PATCH') return patch(program, kind, id, version, content);
  throw new ScimFault(400, 'La méthode d’une opération est POST, PUT, PATCH ou DELETE.', 'invalidSyntax');
}

function resolved(value: unknown, made: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string' && value.startsWith('bulkId:')) {
    const id = made.get(value.slice('bulkId:'.length));
    if (id === undefined) throw new ScimFault(409, 'L’opération désigne un bulkId qui n’a rien créé.');
    return id;
  }
  if (Array.isArray(value)) return value.map((one) => resolved(one, made));
  if (!isResource(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, made)]));
}

function namedIn({ path, data }: Operation): Set<string> {
  const names = JSON.stringify([path, data ?? null]).matchAll(/"(?:\/\w+\/)?bulkId:([^"\\]+)"/g);
  return new Set([...names].map(([, name = '']) => name));
}
