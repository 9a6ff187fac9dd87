// SPDX-License-Identifier: EUPL-1.2
import type { Permission } from '#platform/room.ts';

export const permissions: Readonly<Record<string, Permission>> = {
  'backup.read': {
    label: 'Voir les machines sauvegardées, le volume et les essais de restauration',
    roles: ['administrator', 'technician', 'body-administrator', 'dgs', 'secretary', 'president', 'body-dpo'],
  },
  'backup.administer': {
    label: 'Ajouter et fermer des machines, tenir le plan de sauvegarde',
    roles: ['administrator', 'technician', 'body-administrator', 'dgs', 'secretary'],
  },
  'backup.allow-removal': {
    label: 'Demander ou autoriser l’effacement d’anciennes sauvegardes (il y faut deux personnes)',
    roles: ['administrator', 'technician', 'body-administrator', 'dgs', 'secretary', 'president'],
    withheldFromSupport: true,
  },
  'backup.oversee': {
    label: 'Suivre les sauvegardes de toutes les collectivités, répondre à leurs demandes de maintenance',
    roles: ['administrator', 'technician'],
    withheldFromSupport: true,
  },
};
