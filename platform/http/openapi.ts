// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import type { House } from '../house.ts';
import type { Room, Route } from '../room.ts';
import { addressOf, type Endpoint } from './contract.ts';
import { platformRefusals } from './refusals.ts';

type Json = Record<string, unknown>;
type Refusals = NonNullable<Room['refusals']>;

/** The OpenAPI 3.1 document of every route of every room. */
export function openApiDocument(house: House): Json {
  const texts = Object.assign({}, platformRefusals, ...house.rooms.map((room) => room.refusals)) as Refusals;
  const paths: Record<string, Json> = {};
  for (const room of house.rooms) {
    for (const route of room.routes ?? []) {
      const address = addressOf(route.endpoint).replace(/:(\w+)/g, '{$1}');
      paths[address] = { ...paths[address], [route.endpoint.method.toLowerCase()]: operation(house, room, route, texts) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Beffroi',
      version: '1',
      description: 'Services numériques partagés entre collectivités.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: house.settings.publicUrl }],
    tags: house.rooms.map((room) => ({ name: room.name, description: room.title })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'beffroi', description: 'Session ouverte par POST /api/session.' },
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'Jeton d’API d’une collectivité (« bft_… »), créé sur sa page Jetons d’API : « Authorization: Bearer bft_… ». Il ouvre les adresses de cette collectivité seule, avec les autorisations qui lui ont été confiées.',
        },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function operation(house: House, room: Room, route: Route, texts: Refusals): Json {
  const { endpoint } = route;
  return {
    operationId: `${endpoint.method.toLowerCase()}${addressOf(endpoint).replace(/[^a-z0-9]+/gi, '-')}`,
    tags: [room.name],
    summary: endpoint.summary,
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint)],
    ...(endpoint.body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }),
    responses: { ...success(endpoint), ...refusalResponses(route, texts) },
    ...(route.permission !== 'public' && { security: securityOf(house, route) }),
    'x-permission': route.permission,
    ...(route.right && { 'x-right': route.right }),
  };
}

// A token opens what its permissions open in its body; what is a person's own, it never does.
function securityOf(house: House, { permission, endpoint }: Route): Json[] {
  const opensToPrograms = endpoint.scope === 'organisation' && house.index.permissions.get(permission)?.forPrograms;
  return [{ session: [] }, ...(opensToPrograms ? [{ token: [] }] : [])];
}

function pathParameters(endpoint: Endpoint): Json[] {
  const shapes = endpoint.params ? propertiesOf(schemaOf(endpoint.params, 'input')) : {};
  return [...addressOf(endpoint).matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: shapes[name] ?? { type: 'string' },
  }));
}

function queryParameters(endpoint: Endpoint): Json[] {
  if (!endpoint.query) return [];
  const schema = schemaOf(endpoint.query, 'input');
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(propertiesOf(schema)).map(([name, shape]) => ({ name, in: 'query', required: required.includes(name), schema: shape }));
}

function success(endpoint: Endpoint): Json {
  if (endpoint.answer === 'html') return { '200': { description: 'Page', content: { 'text/html': { schema: { type: 'string' } } } } };
  if (endpoint.answer === 'file')
    return { '200': { description: 'Fichier', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } };
  if (!endpoint.response) return { '204': { description: 'Fait' } };
  return { '200': { description: 'Réponse', content: { 'application/json': { schema: schemaOf(endpoint.response, 'output') } } } };
}

/** The refusals that a route may answer, by status: those of its contract and those of its conditions. */
function refusalResponses(route: Route, texts: Refusals): Json {
  const codes = ['platform.invalid-input', ...conditions(route), ...route.endpoint.refusals];
  const byStatus = Map.groupBy(codes, (code) => String(texts[code]?.status ?? 422));
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      {
        description: those.map((code) => `\`${code}\` : ${texts[code]?.says ?? ''}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function conditions(route: Route): string[] {
  return [
    ...(route.permission === 'public' ? [] : ['platform.sign-in-required']),
    ...(route.endpoint.scope === 'organisation' ? ['platform.unknown-body'] : []),
    ...(route.permission !== 'public' && route.endpoint.scope === 'organisation' ? ['platform.not-permitted'] : []),
    ...(route.right ? ['platform.right-missing'] : []),
    ...(route.limit ? ['platform.too-many-requests'] : []),
  ];
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json;
  return rest;
}

function propertiesOf(schema: Json): Record<string, Json> {
  return (schema['properties'] ?? {}) as Record<string, Json>; // JSON Schema of an object
}

const problemSchema = {
  type: 'object',
  description: 'Refus, au format RFC 9457.',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'La phrase à montrer à la personne.' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Code stable du refus.' },
    instance: { type: 'string', description: 'Référence de la demande.' },
    details: { type: 'object' },
    fields: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, says: { type: 'string' } } } },
  },
};
