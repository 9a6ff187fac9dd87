// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'adhesions.suspends-unknown': { status: 404, says: 'Cette convention n’existe pas chez cet opérateur.' },
  'adhesions.suspends-what-is-closed': { status: 422, says: 'Cette convention n’est pas ouverte à cette date : il n’y a rien à suspendre.' },
  'adhesions.suspended-already': { status: 409, says: 'Cette convention est déjà suspendue : rétablissez-la d’abord.' },
  'adhesions.suspension-ends-before': { status: 422, says: 'La fin de la suspension précède son début.' },
  'adhesions.not-suspended': { status: 409, says: 'Cette convention n’est pas suspendue.' },
});

const day = z.iso.date('Saisissez une date complète.');
const id = z.object({ id: z.uuid() });

export const suspendAdhesion = endpoint('POST /adhesions/conventions/:id/suspension', {
  summary: 'Suspend une convention, une convention cadre avec tout son territoire : rien n’est perdu, rien ne peut être utilisé.',
  params: id,
  body: z.strictObject({
    beginsOn: day,
    endsOn: day.optional(),
    reason: z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(1_000),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: ['adhesions.suspends-unknown', 'adhesions.suspends-what-is-closed', 'adhesions.suspended-already', 'adhesions.suspension-ends-before'],
});

export const resumeAdhesion = endpoint('DELETE /adhesions/conventions/:id/suspension', {
  summary: 'Rétablit une convention suspendue, à partir d’aujourd’hui.',
  params: id,
  refusals: ['adhesions.suspends-unknown', 'adhesions.not-suspended'],
});
