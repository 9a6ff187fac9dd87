// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '#platform/http/contract.ts';

/** What a request for a price may be refused for. Codes are stable: they are part of the public API. */
export const { refusals: pricingRefusals, refuse } = defineRefusals({
  'quote.malformed-request': { status: 400, says: 'La demande n’a pas la forme attendue, champ « {field} » : {fault}.' },
  'quote.edition-or-day': { status: 400, says: 'La demande nomme soit son édition (« edition »), soit son jour (« on »), l’un des deux et un seul.' },
  'quote.unknown-operator': { status: 404, says: 'Aucun opérateur ne porte la clé « {operator} ».' },
  'quote.unknown-edition': { status: 404, says: 'L’opérateur « {operator} » n’a pas d’édition « {edition} ».' },
  'quote.no-edition-that-day': { status: 404, says: 'Aucune édition du catalogue de « {operator} » n’est connue pour le {day}.' },
  'quote.unknown-body': { status: 404, says: 'Aucune collectivité connue ne porte le numéro « {body} ».' },
  'quote.outside-territory': { status: 422, says: '« {body} » est en dehors du territoire de l’opérateur.' },
  'quote.not-in-roster': { status: 422, says: '« {body} » n’est ni la collectivité du devis ni une de celles du territoire retenu.' },
  'quote.same-body-twice': { status: 422, says: 'La collectivité « {body} » est donnée deux fois.' },
  'quote.too-many-bodies': { status: 422, says: '{given} collectivités dans une même demande : {most} au plus.' },
  'quote.too-many-items': { status: 422, says: '{given} prestations dans une même demande : {most} au plus.' },
  'quote.unknown-offer': { status: 404, says: 'L’édition « {edition} » n’a pas d’offre « {offer} ».' },
  'quote.same-offer-twice': { status: 422, says: 'L’offre « {offer} » est demandée deux fois pour « {body} » : réunissez les quantités.' },
  'quote.adhesion-needs-epci': { status: 422, says: 'L’adhésion mutualisée est celle d’un EPCI ; « {body} » n’en est pas un.' },
  'quote.no-epci-to-pay': { status: 422, says: 'Le devis est pour « {body} », qui n’est pas un EPCI : aucun EPCI ne peut payer par convention.' },
  'quote.missing-input': { status: 422, says: 'Il manque « {input} » ({label}) pour l’offre « {offer} ».' },
  'quote.unknown-input': { status: 422, says: 'L’offre « {offer} » n’attend pas la donnée « {input} ».' },
  'quote.unknown-choice': { status: 422, says: '« {value} » n’est pas un choix de « {input} » pour l’offre « {offer} » : {options}.' },
  'quote.not-a-number': { status: 422, says: '« {input} » doit être un nombre pour l’offre « {offer} ».' },
  'quote.not-a-text': { status: 422, says: '« {input} » doit être un texte pour l’offre « {offer} ».' },
  'quote.negative-quantity': { status: 422, says: '« {input} » ne peut pas être négatif ({value}).' },
  'quote.indivisible': { status: 422, says: '« {input} » ne se divise pas : un nombre entier est attendu, pas {value}.' },
  'quote.too-precise': { status: 422, says: '« {input} » a plus de trois décimales ({value}).' },
  'quote.too-large': { status: 422, says: '« {input} » dépasse ce qu’une demande peut porter : {most} au plus.' },
  'quote.too-small': { status: 422, says: '« {input} » doit valoir au moins {least}.' },
  'quote.nothing-asked': { status: 422, says: 'Toutes les quantités de l’offre « {offer} » sont nulles : rien n’est demandé.' },
});
