// SPDX-License-Identifier: EUPL-1.2
import type { Permission } from '#platform/room.ts';

export const permissions: Readonly<Record<string, Permission>> = {
  'leave.request': {
    label: 'Demander ses congés, voir ses compteurs et répondre aux agents de son service',
    roles: [
      'administrator',
      'account-manager',
      'accountant',
      'technician',
      'dpo',
      'trainer',
      'body-administrator',
      'dgs',
      'secretary',
      'agent',
      'president',
      'elected',
      'body-dpo',
    ],
  },
  'leave.decide': {
    label: 'Répondre à toutes les demandes de congés de la collectivité',
    roles: ['administrator', 'body-administrator', 'dgs', 'president'],
    withheldFromSupport: true,
  },
  'leave.manage': {
    label: 'Gérer les agents, les compteurs et les règles de congés, saisir pour un agent',
    roles: ['administrator', 'body-administrator', 'dgs', 'secretary'],
    withheldFromSupport: true,
  },
  'leave.treat-medical': {
    label: 'Lire les justificatifs et les motifs de santé',
    roles: ['dgs', 'secretary'],
    withheldFromSupport: true,
    isSensitive: true,
  },
};
