// SPDX-License-Identifier: EUPL-1.2
import { operatorRoles, type Permission } from '#platform/room.ts';

export const permissions: Readonly<Record<string, Permission>> = {
  'organisations.read': { forPrograms: true, label: 'Consulter les collectivités et le territoire', roles: operatorRoles },
  'organisations.declare': {
    label: 'Déclarer des collectivités, saisir ce qu’on en sait, importer un fichier',
    roles: ['administrator', 'account-manager'],
  },
  'organisations.edit-territory': { label: 'Modifier le territoire de l’opérateur', roles: ['administrator'] },
  'organisations.edit-appearance': { label: 'Changer le nom, le logo et les couleurs de l’opérateur', roles: ['administrator'] },
  'organisations.edit-legal': { label: 'Rédiger les mentions légales et la déclaration d’accessibilité de l’opérateur', roles: ['administrator'] },
};
