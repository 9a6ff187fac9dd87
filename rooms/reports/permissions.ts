// SPDX-License-Identifier: EUPL-1.2
import type { Permission } from '#platform/room.ts';

export const permissions: Readonly<Record<string, Permission>> = {
  'reports.read': {
    label: 'Lire le rapport hebdomadaire de la collectivité',
    roles: ['administrator', 'account-manager', 'technician', 'body-administrator', 'dgs', 'secretary', 'president', 'elected'],
  },
  'reports.read-territory': {
    label: 'Lire la semaine de toutes les collectivités, ou des membres de l’EPCI',
    roles: ['administrator', 'account-manager', 'technician', 'body-administrator', 'dgs', 'president'],
  },
  'reports.set-up': {
    label: 'Choisir à qui le rapport hebdomadaire est envoyé',
    roles: ['administrator', 'body-administrator', 'dgs', 'secretary'],
  },
};
