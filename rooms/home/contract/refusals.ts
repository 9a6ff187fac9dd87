// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'home.person-needed': { status: 403, says: 'Cet acte engage une personne : un jeton d’API ne peut pas l’accomplir.' },
  'home.unknown-service': { status: 422, says: 'Un des services choisis ne s’ouvre pas dans cette collectivité.' },
  'home.no-operator': { status: 409, says: 'Aucun opérateur ne sert cette collectivité : il n’y a personne à qui demander un service.' },
  'home.asks-itself': { status: 409, says: 'Un opérateur ne se demande pas de service à lui-même.' },
  'home.unknown-offer': { status: 422, says: 'Ce service n’est pas, ou plus, au catalogue de votre opérateur.' },
  'home.service-open': { status: 409, says: '« {title} » vous est déjà ouvert.' },
  'home.already-asked': { status: 409, says: '« {title} » a déjà été demandé : votre opérateur n’a pas encore répondu.' },
  'home.already-accepted': { status: 409, says: 'Votre opérateur a accepté d’ouvrir « {title} » : il s’en occupe.' },
  'home.unknown-request': { status: 404, says: 'Cette demande n’existe pas.' },
  'home.request-answered': { status: 409, says: 'Cette demande a déjà reçu une réponse.' },
  'home.request-withdrawn': { status: 409, says: 'Cette demande a été retirée par la collectivité.' },
  'home.reason-needed': { status: 422, says: 'Dites pourquoi vous refusez : la collectivité lira ce motif.' },
  'home.not-an-operator': { status: 409, says: 'Seul un opérateur publie des annonces et répond aux demandes de services.' },
  'home.unknown-announcement': { status: 404, says: 'Cette annonce n’existe pas.' },
  'home.announcement-changed': { status: 409, says: 'Cette annonce a été modifiée entre-temps : rechargez la page avant de continuer.' },
  'home.announcement-ended': { status: 409, says: 'Cette annonce est terminée : elle ne se modifie plus.' },
  'home.announcement-published': { status: 409, says: 'Cette annonce est déjà publiée.' },
  'home.announcement-not-published': { status: 409, says: 'Cette annonce n’est pas publiée.' },
  'home.ends-before-it-begins': { status: 422, says: 'La fin doit suivre le début.' },
  'home.ends-in-the-past': { status: 422, says: 'La fin est déjà passée : personne ne verrait cette annonce.' },
  'home.territory-needed': { status: 422, says: 'Choisissez au moins une collectivité, ou tout le territoire.' },
  'home.outside-territory': { status: 422, says: 'Une des collectivités choisies n’est pas de votre territoire.' },
  'home.not-an-epci': { status: 422, says: 'Une des collectivités choisies n’est pas un EPCI de votre territoire.' },
  'home.incident-stays': { status: 409, says: 'Un incident reste affiché tant qu’il dure.' },
});
