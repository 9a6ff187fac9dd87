// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { allowanceShape, day, serviceShape } from './contract/shapes.ts';

export { openingStates, type AllowanceShape, type OpeningState, type ServiceShape } from './contract/shapes.ts';
export * from './contract/alerts.ts';
export * from './contract/granted.ts';
export * from './contract/history.ts';
export * from './contract/outlook.ts';
export * from './contract/usage.ts';

export const { refusals, refuse } = defineRefusals({
  'rights.not-open': { status: 403, says: 'Ce droit n’est pas ouvert pour votre collectivité : demandez-le à votre opérateur.' },
  'rights.not-yet-open': { status: 403, says: '« {label} » s’ouvre le {beginsOn} : rien ne peut être utilisé avant.' },
  'rights.ended': { status: 403, says: '« {label} » a pris fin le {endsOn}.' },
  'rights.suspended': { status: 403, says: 'Ce droit est suspendu pour votre collectivité.' },
  'rights.exhausted': { status: 409, says: '« {label} » : il reste {left}, ce n’est pas assez.' },
  'rights.exhausted-until': { status: 409, says: '« {label} » : il reste {left}, ce n’est pas assez. Prochaine disponibilité le {nextOn}.' },
  'rights.unknown-use': { status: 404, says: 'Aucune réservation ni utilisation de ce droit ne porte cette référence.' },
  'rights.unknown-opening': { status: 404, says: 'Rien n’a été ouvert sous cette référence.' },
  'rights.unknown-allowance': { status: 404, says: 'Ce droit n’existe pas pour cette collectivité.' },
  'rights.unknown-suspension': { status: 404, says: 'Cette suspension n’existe pas ou est déjà levée.' },
  'rights.not-served': { status: 404, says: 'Vous n’avez ouvert aucun droit à cette collectivité.' },
  'rights.measured-later': { status: 422, says: 'Cette mesure est datée de l’avenir : vérifiez l’heure de l’appareil qui l’envoie.' },
  'rights.ends-before-it-begins': { status: 422, says: 'La fin précède le début.' },
  'rights.closes-before-it-opens': {
    status: 422,
    says: 'Ce droit n’est pas encore ouvert à cette date : choisissez un dernier jour postérieur à son ouverture.',
  },
});

export const readRights = endpoint('GET /rights', {
  summary: 'Les droits de la collectivité au jour dit, et ce qu’elle en a utilisé.',
  query: z.object({ on: day.optional().describe('Aujourd’hui, sauf précision.') }),
  response: z.object({ on: day, services: z.array(serviceShape), allowances: z.array(allowanceShape) }),
});

const beneficiaryId = z.uuid('Choisissez une collectivité.');
const reason = z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(1_000);

export const grantExtra = endpoint('POST /rights/extras', {
  summary: 'Ajoute à la main à un droit d’une collectivité, avec le motif.',
  body: z.strictObject({
    allowanceId: z.uuid(),
    amount: z.number().positive('Saisissez une quantité positive.').max(1_000_000),
    beginsOn: day,
    endsOn: day.nullish(),
    reason,
  }),
  response: z.object({ id: z.uuid() }),
  refusals: ['rights.unknown-allowance', 'rights.ends-before-it-begins'],
});

export const suspendRights = endpoint('POST /rights/suspensions', {
  summary: 'Suspend ce que l’opérateur a ouvert à une collectivité, ou un seul service.',
  body: z.strictObject({ beneficiaryId, service: z.string().min(1).optional(), beginsOn: day, endsOn: day.optional(), reason }),
  response: z.object({ id: z.uuid() }),
  refusals: ['rights.not-served', 'rights.ends-before-it-begins'],
});

export const liftSuspension = endpoint('POST /rights/suspensions/:id/lift', {
  summary: 'Lève une suspension : la collectivité retrouve ses services aujourd’hui.',
  params: z.object({ id: z.uuid() }),
  refusals: ['rights.unknown-suspension'],
});
