// SPDX-License-Identifier: EUPL-1.2
/** What each scope hands over, as the person reads it before agreeing. */
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

/** The same in two words, for those who choose and those who read a list. */
export const scopeTitles: Readonly<Record<string, string>> = {
  openid: 'identifiant',
  profile: 'nom et prénom',
  email: 'adresse électronique professionnelle',
  organisation: 'collectivité (nom, SIREN, SIRET) et fonction',
  roles: 'rôles dans la collectivité',
  groups: 'groupes dans la collectivité',
  given_name: 'prénom seul',
  usual_name: 'nom d’usage seul',
  siret: 'SIRET seul',
  siren: 'SIREN seul',
  uid: 'identifiant nommé « uid » (ProConnect)',
  offline_access: 'accès après la déconnexion',
};

/** These scopes as one line. */
export function scopesInWords(scopes: readonly string[]): string {
  const words = Object.keys(scopeTitles)
    .filter((scope) => scopes.includes(scope))
    .map((scope) => scopeTitles[scope] ?? scope)
    .join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
