// SPDX-License-Identifier: EUPL-1.2
import type { Permission } from '#platform/room.ts';

export const permissions: Readonly<Record<string, Permission>> = {
  'monitoring.read': {
    forPrograms: true,
    label: 'Voir ce qui est surveillé et les incidents',
    roles: ['administrator', 'account-manager', 'technician', 'body-administrator', 'dgs', 'secretary', 'president', 'elected'],
  },
  'monitoring.declare': {
    label: 'Déclarer les machines à surveiller, annoncer des travaux et prendre un incident en charge',
    roles: ['administrator', 'technician', 'body-administrator', 'dgs', 'secretary'],
  },
  'monitoring.answer': {
    label: 'Surveiller pour les collectivités : approuver les machines, régler les sondes, traiter les incidents',
    roles: ['administrator', 'technician'],
  },
  'monitoring.set-up': { label: 'Régler l’escalade des incidents et la page publique', roles: ['administrator'] },
};
