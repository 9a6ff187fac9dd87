// SPDX-License-Identifier: EUPL-1.2
import type { Permission } from '#platform/room.ts';

export const permissions: Readonly<Record<string, Permission>> = {
  'people.read-outbox': {
    label: 'Relire les messages envoyés par la collectivité',
    roles: ['administrator', 'technician', 'body-administrator'],
    // Messages carry links that sign in, and what other persons were told.
    withheldFromSupport: true,
  },
  'people.support': {
    label: 'Assister un membre : agir au nom d’une personne, pour un motif et un temps limités',
    roles: ['administrator', 'technician'],
    withheldFromSupport: true,
  },
  'people.read-support': {
    label: 'Relire toutes les assistances reçues par la collectivité et y mettre fin',
    roles: ['body-administrator', 'dgs', 'president', 'body-dpo', 'administrator'],
    withheldFromSupport: true,
  },
};
