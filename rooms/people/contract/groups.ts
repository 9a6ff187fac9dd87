// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: groupRefusals, refuse: refuseGroup } = defineRefusals({
  'people.group-unknown': { status: 404, says: 'Ce groupe n’existe pas dans cette collectivité.' },
  'people.group-name-taken': { status: 409, says: 'Un groupe porte déjà ce nom.' },
  'people.member-unknown': { status: 422, says: 'Une des personnes choisies ne sert pas cette collectivité.' },
});

const name = z.string().trim().min(2, 'Saisissez un nom d’au moins deux caractères.').max(80, 'Saisissez au plus 80 caractères.');
const description = z.string().trim().max(500, 'Saisissez au plus 500 caractères.');
const groupLine = z.object({ id: z.uuid(), name: z.string(), description: z.string(), members: z.int() });
export type GroupLine = z.infer<typeof groupLine>;
const colleague = z.object({ id: z.uuid().describe('Sa fonction.'), name: z.string(), title: z.string() });
export type Colleague = z.infer<typeof colleague>;

export const searchColleagues = endpoint('GET /people/colleagues', {
  summary: 'Cherche parmi les personnes qui servent la collectivité aujourd’hui, pour les choisir.',
  query: z.object({ q: z.string().trim().max(100).default(''), limit: z.coerce.number().int().min(1).max(50).default(12) }),
  response: z.object({ rows: z.array(colleague) }),
});

export const listGroups = endpoint('GET /people/groups', {
  summary: 'Les groupes de personnes de la collectivité.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    sort: z.enum(['name', 'members']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(groupLine), total: z.int() }),
});

export const readGroup = endpoint('GET /people/groups/:id', {
  summary: 'Un groupe et les personnes qui en font partie.',
  params: z.object({ id: z.uuid() }),
  response: groupLine.omit({ members: true }).extend({ members: z.array(colleague.extend({ isCurrent: z.boolean() })) }),
  refusals: ['people.group-unknown'],
});

const content = { name, description: description.default(''), members: z.array(z.uuid()).max(2_000) };

export const addGroup = endpoint('POST /people/groups', {
  summary: 'Crée un groupe de personnes, que tous les services peuvent utiliser.',
  body: z.strictObject(content),
  response: z.object({ id: z.uuid() }),
  refusals: ['people.group-name-taken', 'people.member-unknown'],
});

export const changeGroup = endpoint('PUT /people/groups/:id', {
  summary: 'Change le nom, la description et les membres d’un groupe.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject(content),
  refusals: ['people.group-unknown', 'people.group-name-taken', 'people.member-unknown'],
});

export const deleteGroup = endpoint('DELETE /people/groups/:id', {
  summary: 'Supprime un groupe ; les personnes gardent leurs fonctions et leurs rôles.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.group-unknown'],
});
