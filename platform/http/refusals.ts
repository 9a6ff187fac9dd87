// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from './contract.ts';

/** What any endpoint may answer. */
export const { refusals: platformRefusals, refuse } = defineRefusals({
  'platform.invalid-input': { status: 400, says: 'Certaines informations sont absentes ou mal saisies.' },
  'platform.malformed-json': { status: 400, says: 'Le contenu envoyé n’est pas du JSON valide.' },
  'platform.sign-in-required': { status: 401, says: 'Connectez-vous pour accéder à cette page.' },
  'platform.token-refused': { status: 401, says: 'Ce jeton d’accès est inconnu, échu ou révoqué.' },
  'platform.second-factor-required': { status: 403, says: 'Cette collectivité demande une seconde preuve d’identité : complétez votre connexion.' },
  'platform.other-sign-in-required': {
    status: 403,
    says: 'Cette collectivité demande une autre manière de se connecter : déconnectez-vous, puis passez par son fournisseur d’identité ou par votre propre compte.',
  },
  'platform.not-permitted': { status: 403, says: 'Vous n’avez pas l’autorisation de faire cela dans cette collectivité.' },
  'platform.withheld-from-support': { status: 403, says: 'Seule la personne elle-même peut faire cela : l’assistance ne le permet pas.' },
  'platform.right-missing': { status: 403, says: 'Ce service n’est pas ouvert pour cette collectivité.' },
  'platform.foreign-origin': { status: 403, says: 'Cette demande vient d’un autre site : elle est refusée.' },
  'platform.not-found': { status: 404, says: 'Cette adresse ne mène à rien.' },
  'platform.unknown-body': { status: 404, says: 'Aucune collectivité ne correspond à cette adresse.' },
  'platform.too-large': { status: 413, says: 'Le contenu envoyé dépasse la taille admise ({limit} octets).' },
  'platform.unsupported-media': { status: 415, says: 'Ce format de contenu n’est pas accepté ici.' },
  'platform.too-many-requests': { status: 429, says: 'Trop de demandes en peu de temps. Réessayez dans {seconds} secondes.' },
  'platform.starting': { status: 503, says: 'Le service démarre.' },
});
