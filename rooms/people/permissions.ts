// SPDX-License-Identifier: EUPL-1.2
import { memberRoles, operatorRoles, type Permission } from '#platform/room.ts';

/** What this room lets people do. What decides of others' rights is kept from support: only the person or their body may. */
export const permissions: Readonly<Record<string, Permission>> = {
  'people.see-colleagues': {
    label: 'Choisir des personnes et des groupes de la collectivité',
    roles: [...operatorRoles, ...memberRoles],
  },
  'people.read': {
    label: 'Consulter les fonctions, les rôles, les groupes et les comptes de service',
    roles: ['administrator', 'technician', 'dpo', 'body-administrator', 'dgs', 'secretary', 'president', 'body-dpo'],
    forPrograms: true,
  },
  'people.administer': {
    label: 'Ouvrir, modifier et clore les fonctions, tenir les comptes de service',
    roles: ['administrator', 'body-administrator'],
    withheldFromSupport: true,
  },
  'people.edit-sign-in-policy': {
    label: 'Choisir ce que la collectivité demande à qui se connecte pour elle',
    roles: ['administrator', 'body-administrator'],
    withheldFromSupport: true,
  },
  'people.compose-roles': {
    label: 'Composer les rôles de la collectivité',
    roles: ['administrator', 'body-administrator'],
    withheldFromSupport: true,
  },
  'people.manage-groups': {
    label: 'Tenir les groupes de personnes',
    roles: ['administrator', 'body-administrator', 'dgs', 'secretary'],
  },
  'people.delegate': {
    label: 'Déléguer l’administration à une autre collectivité',
    roles: ['administrator', 'body-administrator'],
    withheldFromSupport: true,
  },
  'people.read-outbox': {
    label: 'Relire les messages envoyés par la collectivité',
    roles: ['administrator', 'technician', 'body-administrator'],
    // Messages carry links that sign in, and what other persons were told.
    withheldFromSupport: true,
  },
  'people.read-directory': {
    label: 'Consulter l’annuaire et l’organigramme',
    roles: [...operatorRoles, ...memberRoles],
  },
  'people.keep-directory': {
    label: 'Tenir l’annuaire : fiches, services, responsables, délégations des élus',
    roles: ['administrator', 'body-administrator', 'dgs', 'secretary'],
  },
  'people.administer-applications': {
    label: 'Déclarer les applications où l’on entre avec son compte, et choisir qui y entre',
    roles: ['administrator', 'body-administrator'],
    withheldFromSupport: true,
  },
  'people.manage-providers': {
    label: 'Choisir par quels fournisseurs d’identité on se connecte pour la collectivité',
    roles: ['administrator', 'body-administrator'],
    withheldFromSupport: true,
  },
  'people.administer-tokens': {
    label: 'Confier des jetons d’API à des programmes, et les retirer',
    roles: ['administrator', 'body-administrator'],
    withheldFromSupport: true,
  },
  'people.provision': {
    label: 'Provisionner les personnes par un annuaire (SCIM)',
    roles: ['administrator', 'body-administrator'],
    forPrograms: true,
    withheldFromSupport: true,
  },
  'people.administer-webhooks': {
    label: 'Envoyer les événements de la collectivité à d’autres logiciels (webhooks)',
    roles: ['administrator', 'body-administrator'],
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
  'people.connect-ldap': {
    label: 'Raccorder des serveurs à l’annuaire LDAP de la collectivité',
    roles: ['administrator', 'technician', 'body-administrator'],
    withheldFromSupport: true,
  },
  'people.manage-la-suite': {
    label: 'Ouvrir les applications de La Suite territoriale aux collectivités',
    roles: ['administrator', 'account-manager'],
  },
};
