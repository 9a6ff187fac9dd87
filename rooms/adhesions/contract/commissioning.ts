// SPDX-License-Identifier: EUPL-1.2
/** The first day on site: proposed by a rule when the services open, agreed between the operator and the body. */
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'adhesions.no-commissioning': { status: 404, says: 'Aucune date de première mise en service n’est proposée pour cette convention.' },
  'adhesions.commissioning-past': { status: 422, says: 'Ce jour est passé : proposez un jour à venir.' },
  'adhesions.commissioning-before-opening': { status: 422, says: 'Ce jour précède l’ouverture des services.' },
  'adhesions.commissioning-after-the-end': { status: 422, says: 'Ce jour suit la fin de la convention.' },
  'adhesions.commissioning-day-off': {
    status: 422,
    says: 'Ce jour n’est pas un jour ouvré : proposez un jour du lundi au vendredi, hors jours fériés.',
  },
  'adhesions.commissioning-own': { status: 409, says: 'Vous avez proposé ce jour : c’est à l’autre partie d’en convenir.' },
  'adhesions.commissioning-changed': { status: 409, says: 'Un autre jour a été proposé entre-temps : relisez la proposition.' },
});

const day = z.iso.date('Saisissez une date complète.');
const params = z.object({ id: z.uuid() });
const side = z.enum(['rule', 'operator', 'member']);

export const listCommissionings = endpoint('GET /adhesions/commissionings', {
  summary: 'Les jours proposés ou convenus pour la première mise en service, par convention.',
  query: z.object({ status: z.enum(['proposed', 'agreed']).optional(), conventionId: z.uuid().optional() }),
  response: z.object({
    rows: z.array(
      z.object({
        conventionId: z.uuid(),
        number: z.string(),
        beneficiary: z.object({ id: z.uuid(), name: z.string() }),
        operator: z.string(),
        on: day,
        status: z.enum(['proposed', 'agreed']),
        isMine: z.boolean().describe('Proposé par celui qui lit : il attend la réponse de l’autre partie.'),
        concernsMe: z.boolean().describe('Celui qui lit est l’opérateur ou le bénéficiaire : il propose et convient.'),
        agreedBy: z.string().nullable(),
        history: z.array(z.object({ on: day, by: side, author: z.string(), at: z.iso.datetime({ offset: true }), note: z.string() })),
      }),
    ),
  }),
});

export const proposeDay = endpoint('POST /adhesions/conventions/:id/commissioning', {
  summary: 'Propose un jour, ou un autre jour, pour la première mise en service ; l’opérateur seul propose le premier.',
  params,
  body: z.strictObject({ on: day, note: z.string().trim().max(500).default('') }),
  refusals: [
    'adhesions.no-commissioning',
    'adhesions.commissioning-past',
    'adhesions.commissioning-before-opening',
    'adhesions.commissioning-after-the-end',
    'adhesions.commissioning-day-off',
  ],
});

export const agreeOnDay = endpoint('POST /adhesions/conventions/:id/commissioning/agreement', {
  summary: 'Convient du jour proposé par l’autre partie.',
  params,
  body: z.strictObject({ on: day.describe('Le jour que l’on a lu.') }),
  refusals: ['adhesions.no-commissioning', 'adhesions.commissioning-own', 'adhesions.commissioning-changed'],
});
