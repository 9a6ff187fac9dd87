// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'organisations.unknown-body': { status: 404, says: 'Aucune collectivité ne correspond à « {asked} ».' },
  'organisations.unknown-operator': { status: 404, says: 'Aucun opérateur ne correspond à « {asked} ».' },
  'organisations.invalid-siren': { status: 422, says: 'Le SIREN {siren} n’existe pas : sa clé de contrôle est fausse.' },
  'organisations.in-register': { status: 409, says: 'Le SIREN {siren} est celui de {name}, qui est déjà au registre national.' },
  'organisations.already-declared': { status: 409, says: '« {name} » est déjà déclarée.' },
  'organisations.not-declared': { status: 409, says: '« {name} » vient du registre national : elle ne se retire pas.' },
  'organisations.parent-needed': { status: 422, says: 'Un budget annexe dépend d’une collectivité : dites laquelle.' },
  'organisations.invalid-siret': { status: 422, says: 'Le SIRET {siret} n’existe pas : sa clé de contrôle est fausse.' },
  'organisations.foreign-siret': { status: 422, says: 'Le SIRET {siret} n’est pas celui de « {name} », dont le SIREN est {siren}.' },
  'organisations.unknown-reference': {
    status: 422,
    says: 'Une collectivité désignée n’est ni au registre national ni parmi celles que vous avez déclarées.',
  },
  'organisations.serves-itself': { status: 422, says: '« {name} » ne peut ni dépendre d’elle-même ni desservir son propre territoire.' },
  'organisations.name-of-register': { status: 422, says: 'Le nom de « {name} » vient du registre national : il ne se modifie pas ici.' },
  'organisations.population-of-register': { status: 422, says: 'La population de « {name} » vient du registre national : elle ne se saisit pas.' },
  'organisations.nothing-entered': { status: 422, says: 'Aucune information n’a été saisie.' },
  'organisations.unreadable-file': { status: 422, says: 'Le fichier ne peut pas être lu : {fault}' },
  'organisations.too-many-lines': { status: 422, says: 'Le fichier compte plus de {most} lignes : partagez-le.' },
  'organisations.faulty-lines': { status: 422, says: 'Des lignes choisies comportent des erreurs (ligne {line} : {fault}). Rien n’a été importé.' },
  'organisations.already-in-territory': { status: 409, says: '« {name} » fait déjà partie du territoire à ces dates.' },
  'organisations.unknown-part': { status: 404, says: 'Cet élément du territoire n’existe pas.' },
  'organisations.ends-before-it-begins': { status: 422, says: 'La fin doit suivre le début ({since}).' },
  'organisations.not-a-merger': { status: 422, says: 'Une fusion réunit des communes, ou des EPCI, qui existent encore : « {name} » n’en est pas.' },
  'organisations.code-taken': { status: 409, says: 'Le numéro {code} est déjà celui de « {name} ».' },
  'organisations.invalid-command': { status: 400, says: '{fault} Utilisation : {usage}' },
  'organisations.no-logo': { status: 404, says: 'Cet opérateur n’a pas de logo.' },
  'organisations.not-an-image': { status: 422, says: 'Le logo doit être une image PNG, JPEG ou WebP.' },
  'organisations.logo-too-large': { status: 422, says: 'Le logo dépasse 64 ko : réduisez l’image.' },
});
