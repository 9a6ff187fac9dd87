// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: roleRefusals, refuse: refuseRole } = defineRefusals({
  'people.permission-unknown': { status: 422, says: 'L’autorisation « {permission} » n’existe pas, ou ne concerne pas cette collectivité.' },
  'people.permission-beyond-yours': {
    status: 403,
    says: 'Vous n’avez pas vous-même l’autorisation « {permission} » : vous ne pouvez pas la donner.',
  },
  'people.role-name-taken': { status: 409, says: 'Un rôle porte déjà ce nom dans la collectivité.' },
  'people.role-in-use': { status: 409, says: 'Ce rôle est porté par {count} personne(s) : retirez-le-leur avant de le supprimer.' },
  'people.role-of-house': { status: 409, says: 'Ce rôle est proposé par la plateforme : il se compose, mais ne se supprime ni ne se renomme.' },
  'people.nobody-left-to-administer': {
    status: 409,
    says: 'Sans cette autorisation dans ce rôle, plus personne n’administrerait la collectivité.',
  },
  'people.too-many-roles': { status: 409, says: 'Une collectivité compose au plus 100 rôles.' },
});

const key = z.string().max(80);
const name = z.string().trim().min(2, 'Saisissez un nom d’au moins deux caractères.').max(80, 'Saisissez au plus 80 caractères.');
const permissions = z.array(z.string().max(100)).max(1_000);

const role = z.object({
  key,
  name: z.string(),
  isOwn: z.boolean().describe('Composé par la collectivité, et non proposé par la plateforme.'),
  isChanged: z.boolean().describe('La collectivité en a changé les autorisations.'),
  permissions: z.array(z.string()),
  proposed: z.array(z.string()).describe('Les autorisations que la plateforme propose pour ce rôle.'),
  holders: z.int().describe('Fonctions en cours ou à venir qui le portent.'),
  mayGive: z.boolean().describe('La personne connectée peut le donner.'),
});
export type ComposedRole = z.infer<typeof role>;

const group = z.object({
  room: z.string(),
  title: z.string(),
  permissions: z.array(z.object({ name: z.string(), label: z.string(), isHeld: z.boolean().describe('La personne connectée la détient.') })),
});
export type PermissionGroup = z.infer<typeof group>;

export const listRoles = endpoint('GET /people/roles', {
  summary: 'Les rôles de la collectivité et les autorisations que chacun ouvre, par service.',
  response: z.object({ roles: z.array(role), groups: z.array(group) }),
});

export const addRole = endpoint('POST /people/roles', {
  summary: 'Ajoute un rôle propre à la collectivité.',
  body: z.strictObject({ name, permissions }),
  response: z.object({ key }),
  refusals: ['people.permission-unknown', 'people.permission-beyond-yours', 'people.role-name-taken', 'people.too-many-roles'],
});

export const composeRole = endpoint('PUT /people/roles/:key', {
  summary: 'Change les autorisations d’un rôle dans cette collectivité, ou le nom d’un rôle qui lui est propre.',
  params: z.object({ key }),
  body: z.strictObject({ name: name.optional(), permissions }),
  refusals: [
    'people.role-unknown',
    'people.role-of-house',
    'people.role-name-taken',
    'people.permission-unknown',
    'people.permission-beyond-yours',
    'people.nobody-left-to-administer',
  ],
});

export const resetRole = endpoint('POST /people/roles/:key/reset', {
  summary: 'Revient aux autorisations que la plateforme propose pour ce rôle.',
  params: z.object({ key }),
  refusals: ['people.role-unknown', 'people.permission-beyond-yours', 'people.nobody-left-to-administer'],
});

export const deleteRole = endpoint('DELETE /people/roles/:key', {
  summary: 'Supprime un rôle propre à la collectivité, que personne ne porte.',
  params: z.object({ key }),
  refusals: ['people.role-unknown', 'people.role-of-house', 'people.role-in-use'],
});
