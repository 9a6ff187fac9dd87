// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: genericAccountRefusals, refuse: refuseGenericAccount } = defineRefusals({
  'people.generic-account-unknown': { status: 404, says: 'Ce compte de service n’existe pas dans cette collectivité.' },
  'people.generic-account-taken': { status: 409, says: 'Cette adresse est déjà celle d’un compte de service.' },
  'people.generic-account-is-a-person': {
    status: 409,
    says: 'Cette adresse est celle d’une personne de la collectivité : un compte de service a la sienne.',
  },
  'people.holder-needed': { status: 422, says: 'Un compte de service a au moins un titulaire en fonction.' },
  'people.holder-unknown': { status: 422, says: 'Un des titulaires choisis ne sert pas cette collectivité aujourd’hui.' },
  'people.not-a-holder': { status: 403, says: 'Vous n’êtes pas titulaire de ce compte de service, ou pas pour cela.' },
});

export const holderRoles = ['reader', 'writer', 'manager'] as const;
export type HolderRole = (typeof holderRoles)[number];

const address = z.email('Saisissez une adresse électronique complète.').max(254);
const name = z.string().trim().min(2, 'Saisissez un nom d’au moins deux caractères.').max(80, 'Saisissez au plus 80 caractères.');
const holder = z.object({ mandateId: z.uuid(), role: z.enum(holderRoles, 'Choisissez ce que le titulaire peut faire.') });
const account = z.object({
  id: z.uuid(),
  address: z.string(),
  name: z.string(),
  closedAt: z.iso.datetime().nullable(),
  holders: z.array(holder.extend({ name: z.string(), title: z.string(), isCurrent: z.boolean() })),
  lastUse: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type GenericAccount = z.infer<typeof account>;

export const listGenericAccounts = endpoint('GET /people/generic-accounts', {
  summary: 'Les adresses de service de la collectivité (mairie@…) et les personnes qui en sont titulaires.',
  response: z.object({ rows: z.array(account) }),
});

export const readGenericAccount = endpoint('GET /people/generic-accounts/:id', {
  summary: 'Un compte de service, ses titulaires et qui s’en est servi.',
  params: z.object({ id: z.uuid() }),
  response: account.extend({ uses: z.array(z.object({ by: z.string(), what: z.string(), at: z.iso.datetime() })) }),
  refusals: ['people.generic-account-unknown'],
});

const content = { address, name, holders: z.array(z.strictObject(holder.shape)).min(1, 'Choisissez au moins un titulaire.').max(200) };

export const addGenericAccount = endpoint('POST /people/generic-accounts', {
  summary: 'Ouvre un compte de service et nomme ses titulaires.',
  body: z.strictObject(content),
  response: z.object({ id: z.uuid() }),
  refusals: ['people.generic-account-taken', 'people.generic-account-is-a-person', 'people.holder-needed', 'people.holder-unknown'],
});

export const changeGenericAccount = endpoint('PUT /people/generic-accounts/:id', {
  summary: 'Change le nom et les titulaires d’un compte de service.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ name, holders: content.holders }),
  refusals: ['people.generic-account-unknown', 'people.holder-needed', 'people.holder-unknown'],
});

export const closeGenericAccount = endpoint('POST /people/generic-accounts/:id/close', {
  summary: 'Ferme un compte de service ; qui s’en est servi reste écrit.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.generic-account-unknown'],
});
