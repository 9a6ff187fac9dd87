// SPDX-License-Identifier: EUPL-1.2
/** An invented catalogue for tests: one grid, one scheme of strata, one option. */
import type { TestHouse } from '#platform/testing/house.ts';
import type { TestBody, TestPerson } from '#rooms/people/testing.ts';
import { editionSchema, type Edition } from './edition-schema.ts';
import { loadEditions, type Person } from './load-editions.ts';

const cite = (line: number, label: string, figure?: string) => ({ document: 'T0', line, label, ...(figure !== undefined && { figure }) });

/** A valid edition that prices a grid of two rows and three columns. `days` of its validity, `key` and prices can be changed. */
export function smallEdition(options: { key?: string; label?: string; from?: string | null; unitCents?: number } = {}): Edition {
  const unit = options.unitCents ?? 100_000;
  const row = (line: number, first: number) => {
    const cents = [0, 1, 2].map((column) => unit * (first + column));
    return { line, figures: cents.map((amount) => String(amount / 100)), cents };
  };
  return editionSchema.parse({
    format: 1,
    operator: { key: 'operateur-d-essai', label: 'Opérateur d’essai' },
    key: options.key ?? 'essai-2026',
    label: options.label ?? 'Catalogue d’essai 2026',
    status: 'in-force',
    validity: {
      from: { day: options.from === undefined ? '2026-01-01' : options.from, basis: 'recorded', says: 'Jour de l’essai.' },
      to: { day: null, basis: 'not-communicated', says: 'Aucune fin.' },
    },
    act: { known: false, says: 'non communiqué' },
    documents: [{ key: 'T0', label: 'Catalogue d’essai', date: null }],
    headings: [{ key: 'services', label: 'Services', citation: cite(1, 'Services') }],
    services: [
      { key: 'sauvegarde', label: 'Sauvegarde externalisée', heading: 'services', status: 'INC', citations: [cite(2, 'Sauvegarde externalisée')] },
      { key: 'antivirus', label: 'Antivirus', heading: 'services', status: 'HM', citations: [cite(3, 'Antivirus')] },
    ],
    schemes: [
      {
        key: 'taille',
        label: 'Taille de la commune',
        purpose: 'price',
        strata: [
          { key: 'petite', label: 'moins de 500', when: [{ population: { below: 500 } }], citation: cite(4, 'Petites', 'moins de 500') },
          { key: 'grande', label: '500 et plus', when: [{}], citation: cite(5, 'Grandes', '500 et plus') },
        ],
      },
    ],
    counting: {
      says: 'Comptent les collectivités d’au moins 300 habitants.',
      leavesOut: [{ when: { population: { below: 300 } }, says: 'moins de 300 habitants', citation: cite(6, 'moins de 300 habitants') }],
      citations: [cite(6, 'moins de 300 habitants')],
    },
    taxRegimes: [
      { key: 'exonere', label: 'Exonéré', treatment: 'exempt', mention: 'Exonéré de TVA.', citations: [] },
      { key: 'taxe', label: 'Hors mutualisation', treatment: 'taxed', vatBps: 2000, mention: 'TVA en sus.', citations: [] },
    ],
    offers: [
      {
        key: 'adhesion',
        label: 'Adhésion du territoire',
        kind: 'adhesion',
        services: ['sauvegarde'],
        inputs: [{ key: 'volume', label: 'Volume de données', kind: 'volume', unit: 'Go', indivisible: false }],
        variants: [
          {
            regime: 'exonere',
            payer: 'epci',
            charges: [
              {
                key: 'participation',
                label: 'Participation annuelle',
                unit: 'an',
                due: { firstYear: 1, everyYears: 1 },
                price: {
                  kind: 'grid',
                  document: 'T0',
                  rows: { input: 'volume', steps: [step(500, '500 Go', 7), step(1000, '1 To', 8)] },
                  columns: { input: 'counted', steps: [step(0, 'Seul', 9), step(5, '+5', 9), step(10, '+10', 9)] },
                  cells: [row(10, 2), row(11, 3)],
                  generator: { unitCents: unit, coefficientTenths: [20, 30, 40, 50], rounding: 'half-even' },
                },
              },
            ],
          },
        ],
        citations: [cite(7, 'Adhésion du territoire')],
      },
      {
        key: 'antivirus',
        label: 'Antivirus',
        kind: 'option',
        services: ['antivirus'],
        inputs: [{ key: 'postes', label: 'Postes', kind: 'quantity' }],
        variants: [
          {
            regime: 'taxe',
            charges: [
              {
                key: 'licence',
                label: 'Licence par poste',
                unit: 'poste',
                due: { firstYear: 1, everyYears: 1 },
                quantity: { inputs: ['postes'] },
                price: {
                  kind: 'per-stratum',
                  scheme: 'taille',
                  prices: [
                    { stratum: 'petite', cents: 1667, citation: cite(12, 'Licence', '16,67') },
                    { stratum: 'grande', cents: 2500, citation: cite(12, 'Licence', '25,00') },
                  ],
                },
              },
            ],
          },
        ],
        citations: [cite(12, 'Antivirus')],
      },
    ],
    settings: [{ key: 'population', label: 'Population qui compte', value: 'totale' }],
    readings: [],
  });
}

function step(upTo: number, label: string, line: number) {
  return { upTo, label, citation: cite(line, label, label) };
}

/** Loads editions for a body, voted and put in force by these two persons. */
export function loadTestEditions(
  test: TestHouse,
  body: TestBody,
  editions: readonly Edition[],
  by: { proposer: TestPerson; second: TestPerson },
): Promise<void> {
  return loadEditions(test.house, body.id, editions, { proposer: asActor(by.proposer), second: asActor(by.second) });
}

function asActor({ id }: TestPerson): Person {
  return { kind: 'person', personId: id, name: 'Camille Essai', sessionId: 'essai' };
}
