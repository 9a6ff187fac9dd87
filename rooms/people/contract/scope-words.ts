// SPDX-License-Identifier: EUPL-1.2
/** What each scope hands over, as the person reads it before agreeing and the administrator when choosing. */
export const scopeWords: Readonly<Record<string, string>> = {
  openid: 'Savoir que c’est vous, par un identifiant',
  profile: 'Votre nom et votre prénom',
  email: 'Votre adresse électronique professionnelle',
  organisation: 'La collectivité pour laquelle vous entrez (nom, SIREN, SIRET) et votre fonction',
  roles: 'Vos rôles dans cette collectivité',
  groups: 'Vos groupes dans cette collectivité',
  given_name: 'Votre prénom',
  usual_name: 'Votre nom d’usage',
  siret: 'Le SIRET de la collectivité',
  siren: 'Le SIREN de la collectivité',
  uid: 'Votre identifiant, sous le nom que ProConnect lui donne',
  offline_access: 'Continuer à agir après votre déconnexion, jusqu’à ce que vous lui retiriez l’accès',
};
