// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'monitoring.no-operator': { status: 409, says: 'Aucun opérateur ne sert cette collectivité : personne ne peut la surveiller.' },
  'monitoring.not-open': { status: 403, says: 'La surveillance n’est pas ouverte pour cette collectivité : demandez-la à votre opérateur.' },
  'monitoring.not-an-operator': { status: 403, says: 'Seul un opérateur peut le faire.' },
  'monitoring.person-needed': { status: 403, says: 'Seule une personne peut le faire : un programme n’en répond pas.' },
  'monitoring.unknown-body': { status: 404, says: 'Cette collectivité n’est pas de votre territoire.' },
  'monitoring.unknown-target': { status: 404, says: 'Cette machine n’est pas déclarée, ou ne l’est plus.' },
  'monitoring.target-address': {
    status: 422,
    says: 'Saisissez un nom (www.commune.fr) ou une adresse IP publique, sans https:// ni chemin.',
  },
  'monitoring.target-private': { status: 422, says: 'Cette adresse est dans un réseau privé : rien n’y est envoyé.' },
  'monitoring.target-declared': { status: 409, says: 'Cette machine est déjà déclarée.' },
  'monitoring.too-many-targets': { status: 409, says: 'La collectivité a déjà déclaré cent machines : retirez celles qui ne servent plus.' },
  'monitoring.target-decided': { status: 409, says: 'Cette déclaration a déjà reçu une réponse.' },
  'monitoring.reason-needed': { status: 422, says: 'Dites à la collectivité pourquoi vous refusez.' },
  'monitoring.unknown-check': { status: 404, says: 'Cette sonde n’existe pas.' },
  'monitoring.target-not-approved': {
    status: 422,
    says: 'La collectivité n’a pas déclaré {address}, ou l’opérateur ne l’a pas approuvé : rien n’y est envoyé.',
  },
  'monitoring.too-many-checks': { status: 409, says: 'Cette collectivité a déjà deux cents sondes.' },
  'monitoring.dependency': { status: 422, says: 'Une sonde dépend d’une autre de la même collectivité, sans tourner en rond.' },
  'monitoring.secret-needed': { status: 422, says: 'Saisissez le mot de passe ou la communauté de cet équipement.' },
  'monitoring.nothing-to-try': { status: 409, says: 'Cette sonde attend qu’une machine appelle : il n’y a rien à essayer d’ici.' },
  'monitoring.no-mail-loop': {
    status: 422,
    says: 'La boucle de messagerie demande que l’installation envoie et reçoive ses messages (docs/operate/monitoring.md).',
  },
  'monitoring.kind-is-kept': { status: 422, says: 'Une sonde garde son genre et sa collectivité : créez-en une autre.' },
  'monitoring.unknown-incident': { status: 404, says: 'Cet incident n’existe pas.' },
  'monitoring.incident-closed': { status: 409, says: 'Cet incident est clos.' },
  'monitoring.incident-taken': { status: 409, says: '{name} s’en occupe déjà.' },
  'monitoring.unknown-maintenance': { status: 404, says: 'Ces travaux n’existent pas, ou sont terminés.' },
  'monitoring.maintenance-order': { status: 422, says: 'La fin des travaux est après leur début, et trente jours après au plus.' },
  'monitoring.maintenance-past': { status: 422, says: 'Ces travaux seraient déjà terminés.' },
  'monitoring.unknown-person': { status: 422, says: 'Cette personne ne sert pas l’opérateur aujourd’hui.' },
  'monitoring.unknown-push': { status: 404, says: 'Cette adresse n’est celle d’aucune sonde : elle a peut-être été renouvelée.' },
  'monitoring.push-report': { status: 422, says: 'Le relevé est un objet JSON : {"disks":[{"name":"C:","total":500,"free":120}]}.' },
});
