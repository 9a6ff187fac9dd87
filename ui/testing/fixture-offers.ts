// SPDX-License-Identifier: EUPL-1.2
export type FixtureOffer = { id: string; name: string; stratum: string; unit: string; since: string; cents: number };

const SERVICES = [
  'Sauvegarde externalisée',
  'Messagerie et agendas',
  'Parapheur électronique',
  'Supervision des serveurs',
  'Délégué à la protection des données',
  'Télétransmission des actes',
  'Assistance aux utilisateurs',
  'Système d’information géographique',
];
export const fixtureStrata = ['moins de 500 habitants', '500 à 1 999 habitants', '2 000 à 9 999 habitants', '10 000 habitants et plus'];

/** Invented lines of a tariff. */
export const fixtureOffers: readonly FixtureOffer[] = SERVICES.flatMap((name, service) =>
  fixtureStrata.map((stratum, index) => ({
    id: `offer-${service}-${index}`,
    name,
    stratum,
    unit: service % 2 === 0 ? 'par an' : 'par poste et par an',
    since: `2026-0${(service % 8) + 1}-01`,
    cents: 12_500 * (service + 1) * (index + 1) + service * 35,
  })),
);
