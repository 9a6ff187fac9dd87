// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEditions, type BodyFacts } from '#rooms/catalogue/api.ts';
import { findEdition } from './find-edition.ts';
import { priceRequest } from './price-request.ts';
import type { PricedQuote } from './priced-quote.ts';
import { readQuoteRequest } from './request-schema.ts';

const editions = [...readEditions().values()];
const epci = { id: 'cdc', kind: 'cc', name: 'Communauté d’essai' };
const commune = { id: 'commune', kind: 'commune', name: 'Commune d’essai', population: 1200 };
const gironde = { operator: 'gironde-numerique', edition: 'gironde-numerique-courante' };
const cdg = { operator: 'cdg-47', edition: 'cdg47-deux-forfaits' };

test('one more commune costs nothing until the next step', () => {
  const quote = adhesion(communes(13));
  assert.equal(
    quote.sensitivity?.bodies.says,
    'Une collectivité comptée de plus : +0\u00a0€ par an ; palier suivant à 15 (+2\u202f797\u00a0€ par an).',
  );
  assert.match(adhesion(communes(14)).sensitivity?.bodies.says ?? '', /^Une collectivité comptée de plus : \+2\u202f797/);
  assert.match(adhesion(communes(46)).sensitivity?.bodies.says ?? '', /sur devis ; au-delà de 46, sur devis/);
});

test('a body without population makes the adhesion sur devis and is named, never counted as empty', () => {
  const quote = adhesion([...communes(3), { id: 'muette', kind: 'commune', name: 'Commune muette' }]);
  assert.equal(quote.status, 'on-quote');
  assert.equal(quote.isComplete, false);
  assert.equal(quote.counting?.bodies.find((body) => body.isCounted === null)?.name, 'Commune muette');
  assert.equal(quote.totals.overall.payableCents, 0);
});

test('a package for a body without population or agents is sur devis and says what is missing', () => {
  const [line] = price({ ...cdg, for: { id: 'c', kind: 'commune', name: 'Muette' }, items: [{ offer: 'forfait-metiers' }] }).lines;
  assert.equal(line?.status, 'on-quote');
  assert.match(line?.why.at(-1)?.says ?? '', /population retenu n’est pas connu pour Muette/);
  const [other] = price({ ...cdg, for: { id: 'e', kind: 'ccas', name: 'CCAS muet' }, items: [{ offer: 'forfait-metiers' }] }).lines;
  assert.match(other?.why.at(-1)?.says ?? '', /nombre d’agents de CCAS muet/);
});

test('a body that is not affiliated needs no population: the last stratum is printed for it', () => {
  const quote = price({ ...cdg, for: { id: 'c', kind: 'commune', name: 'Libre', affiliated: false }, items: [{ offer: 'forfait-metiers' }] });
  assert.equal(quote.lines[0]?.amountCents, 757_400);
});

test('a CCAS has the population of the commune that it serves', () => {
  const quote = adhesion([
    ...communes(2),
    { id: 'ccas', kind: 'ccas', name: 'CCAS', serves: ['commune-1'] },
    { id: 'sivos', kind: 'sivos', name: 'SIVOS', serves: ['commune-1', 'commune-2'] },
  ]);
  assert.deepEqual(quote.counting?.bodies.slice(2).map((body) => [body.population?.value, body.isCounted]), [[1000, false], [2000, true]]); // prettier-ignore
});

test('unticked communes leave the count and the beneficiaries, those added join', () => {
  const members: BodyFacts[] = [1, 2, 3].map((n) => ({
    id: `m${n}`,
    siren: `21000000${n}`,
    kind: 'commune',
    name: `M${n}`,
    population: { totale: { value: 900, vintage: '2022' } },
  }));
  const cc: BodyFacts = { id: '200000001', siren: '200000001', kind: 'cc', name: 'CC du registre' };
  const request = readQuoteRequest({
    ...gironde,
    for: { siren: '200000001' },
    leaveOut: ['210000002'],
    bodies: [{ ...commune, id: 'nouvelle' }],
    volume: { value: 1, unit: 'To' },
    items: [{ offer: 'adhesion-mutualisee' }],
  });
  const quote = priceRequest(findEdition(editions, request), request, { named: [cc], members });
  assert.deepEqual(quote.roster.map((body) => body.id), ['m1', 'm3', 'nouvelle']); // prettier-ignore
  assert.equal(quote.counting?.counted, 3);
});

test('an item for the whole roster is priced for each of its bodies, each paying for itself', () => {
  const quote = price({
    ...cdg,
    for: { ...epci, agents: 12 },
    bodies: communes(3),
    items: [{ offer: 'forfait-metiers', for: 'roster' }, { offer: 'forfait-technologie' }],
  });
  assert.equal(quote.lines.length, 4);
  assert.deepEqual(quote.payers.map((payer) => payer.body).sort(), ['cdc', 'commune-1', 'commune-2', 'commune-3']);
});

test('by convention the EPCI pays what a commune orders', () => {
  const [roster, item] = [communes(1), { offer: 'outil-conges', for: 'commune-1' }];
  const payers = (items: object[]) => price({ ...gironde, for: epci, bodies: roster, items }).payers.map((payer) => payer.body); // prettier-ignore
  assert.deepEqual(payers([item]), ['commune-1']);
  assert.deepEqual(payers([{ ...item, payer: 'epci' }]), ['cdc']);
});

test('adhesion stands beside à la carte, with what each is assumed to buy', () => {
  const comparison = adhesion(communes(8)).comparison;
  assert.equal(comparison?.bodies, 9);
  assert.equal(comparison?.adhesion.overall.payableCents, 3 * 1_398_800);
  assert.equal(comparison?.aLaCarte.years[0]?.taxedCents, 9 * (155_000 + 51_000 + 2100 + 30_000 + 35_000 + 50_000 + 50_000 + 60_000));
  assert.match(comparison?.says ?? '', /de moins par l’adhésion/);
});

test('a request by its day finds the edition in force, and none is guessed', () => {
  assert.equal(keyOn('gironde-numerique', '2017-10-17'), 'gironde-numerique-2017');
  assert.equal(keyOn('gironde-numerique', '2026-03-01'), 'gironde-numerique-courante');
  assert.throws(() => keyOn('gironde-numerique', '2010-01-01'), { code: 'quote.no-edition-that-day', message: /01\/01\/2010/ });
  assert.throws(() => keyOn('cdg-47', '2020-01-01'), { code: 'quote.no-edition-that-day' }); // the five packages carry no date
  assert.throws(() => keyOn('personne', '2026-01-01'), { code: 'quote.unknown-operator' });
});

const bad: readonly (readonly [string, string, unknown, string?])[] = [
  ['neither day nor edition', 'quote.edition-or-day', { operator: 'cdg-47', for: commune, items: [{ offer: 'forfait-metiers' }] }],
  ['both day and edition', 'quote.edition-or-day', { ...cdg, on: '2026-01-01', for: commune, items: [{ offer: 'forfait-metiers' }] }],
  [
    'an edition of another operator',
    'quote.unknown-edition',
    { ...cdg, edition: 'gironde-numerique-2017', for: commune, items: [{ offer: 'forfait-metiers' }] },
    'edition',
  ],
  ['an unknown SIREN', 'quote.unknown-body', { ...cdg, for: { siren: '999999999' }, items: [{ offer: 'forfait-metiers' }] }, 'for'],
  ['an unknown offer', 'quote.unknown-offer', { ...cdg, for: commune, items: [{ offer: 'lune' }] }, 'items.0.offer'],
  [
    'a negative quantity',
    'quote.negative-quantity',
    { ...gironde, for: commune, items: [{ offer: 'antivirus', inputs: { solution: 'edr', postes: -1 } }] },
    'items.0.inputs.postes',
  ],
  [
    'a fraction of a workstation',
    'quote.indivisible',
    { ...gironde, for: commune, items: [{ offer: 'antivirus', inputs: { solution: 'edr', postes: 1.5 } }] },
    'items.0.inputs.postes',
  ],
  ['a fourth decimal', 'quote.too-precise', { ...gironde, for: commune, items: [{ offer: 'securisation-des-donnees', inputs: { volume: 1.0001 } }] }],
  [
    'a million workstations',
    'quote.too-large',
    { ...gironde, for: commune, items: [{ offer: 'antivirus', inputs: { solution: 'edr', postes: 1e6 } }] },
  ],
  ['no workstation at all', 'quote.too-small', { ...gironde, for: commune, items: [{ offer: 'antivirus', inputs: { solution: 'edr', postes: 0 } }] }],
  [
    'an unknown choice',
    'quote.unknown-choice',
    { ...gironde, for: commune, items: [{ offer: 'antivirus', inputs: { solution: 'magique', postes: 1 } }] },
  ],
  [
    'a missing input',
    'quote.missing-input',
    { ...gironde, for: commune, items: [{ offer: 'antivirus', inputs: { postes: 1 } }] },
    'items.0.inputs.solution',
  ],
  ['an input that the offer does not know', 'quote.unknown-input', { ...gironde, for: commune, items: [{ offer: 'rgpd', inputs: { couleur: 1 } }] }],
  [
    'a word for a number',
    'quote.not-a-number',
    { ...gironde, for: commune, items: [{ offer: 'antivirus', inputs: { solution: 'edr', postes: 'douze' } }] },
  ],
  [
    'a number for a text',
    'quote.not-a-text',
    { ...gironde, for: commune, items: [{ offer: 'alerte-sms', inputs: { destinataires: 1, message: 12 } }] },
  ],
  ['nothing but zeros', 'quote.nothing-asked', { ...cdg, for: commune, items: [{ offer: 'atelier' }] }],
  [
    'an adhesion without volume',
    'quote.missing-input',
    { ...gironde, for: epci, items: [{ offer: 'adhesion-mutualisee' }] },
    'items.0.inputs.volume',
  ],
  [
    'a negative volume',
    'quote.negative-quantity',
    { ...gironde, for: epci, volume: { value: -1, unit: 'To' }, items: [{ offer: 'adhesion-mutualisee' }] },
    'volume.value',
  ],
  [
    'an adhesion for a commune',
    'quote.adhesion-needs-epci',
    { ...gironde, for: commune, volume: { value: 1, unit: 'To' }, items: [{ offer: 'adhesion-mutualisee' }] },
  ],
  [
    'a package held that the edition does not have',
    'quote.unknown-offer',
    { ...cdg, for: { ...commune, holds: { offers: ['forfait-or'] } }, items: [{ offer: 'edr' }] },
    'holds.offers',
  ],
  [
    'an EPCI that is not there to pay',
    'quote.no-epci-to-pay',
    { ...gironde, for: commune, items: [{ offer: 'outil-conges', payer: 'epci' }] },
    'items.0.payer',
  ],
  [
    'the same offer twice',
    'quote.same-offer-twice',
    { ...cdg, for: commune, items: [{ offer: 'forfait-metiers' }, { offer: 'forfait-metiers' }] },
    'items.1',
  ],
  [
    'the same offer by name and through the roster',
    'quote.same-offer-twice',
    {
      ...cdg,
      for: epci,
      bodies: communes(1),
      items: [
        { offer: 'forfait-metiers', for: 'commune-1' },
        { offer: 'forfait-metiers', for: 'roster' },
      ],
    },
  ],
  ['the same body twice', 'quote.same-body-twice', { ...cdg, for: commune, bodies: [commune], items: [{ offer: 'forfait-metiers' }] }],
  [
    'a body that is not in the quote',
    'quote.not-in-roster',
    { ...cdg, for: commune, items: [{ offer: 'forfait-metiers', for: 'ailleurs' }] },
    'items.0.for',
  ],
  [
    'leaving out who is not there',
    'quote.not-in-roster',
    { ...gironde, for: epci, leaveOut: ['213300001'], items: [{ offer: 'rgpd' }] },
    'leaveOut.0',
  ],
  ['10,000 members', 'quote.too-many-bodies', { ...gironde, for: epci, bodies: communes(10_000), items: [{ offer: 'rgpd' }] }, 'bodies'],
  ['300 items', 'quote.too-many-items', { ...cdg, for: commune, items: Array.from({ length: 300 }, () => ({ offer: 'edr' })) }, 'items'],
  ['no item', 'quote.malformed-request', { ...cdg, for: commune, items: [] }, 'items'],
  ['an unknown field', 'quote.malformed-request', { ...cdg, for: commune, items: [{ offer: 'edr' }], remise: 10 }, 'remise'],
  ['an unknown field deep inside', 'quote.malformed-request', { ...cdg, for: { ...commune, couleur: 'bleu' }, items: [{ offer: 'edr' }] }],
  ['a SIREN of eight digits', 'quote.malformed-request', { ...cdg, for: { siren: '12345678' }, items: [{ offer: 'edr' }] }],
  ['something that is no request', 'quote.malformed-request', 'bonjour'],
  [
    'infinity',
    'quote.malformed-request',
    { ...gironde, for: epci, volume: { value: Infinity, unit: 'To' }, items: [{ offer: 'adhesion-mutualisee' }] },
  ],
];

for (const [what, code, input, field] of bad)
  test(`refuses ${what}, in French, and names the field`, () => {
    assert.throws(
      () => price(input),
      (error: { code?: string; field?: string; message: string }) => {
        assert.equal(error.code, code, error.message);
        if (field) assert.equal(error.field, field);
        assert.doesNotMatch(error.message, /\{|undefined|Invalid|expected/);
        return true;
      },
    );
  });

test('refuses a body outside the operator’s territory', () => {
  const body: BodyFacts = { id: '210000001', siren: '210000001', kind: 'commune', name: 'Ailleurs' };
  const request = readQuoteRequest({ ...cdg, for: { siren: '210000001' }, items: [{ offer: 'edr' }] });
  assert.throws(() => priceRequest(findEdition(editions, request), request, { named: [body], members: [], outside: ['210000001'] }), {
    code: 'quote.outside-territory',
  });
});

test('what is not asked has no line, even when the package would include it', () => {
  const body = { ...commune, holds: { offers: ['forfait-metiers'] } };
  const quote = price({ ...cdg, edition: 'cdg47-cinq-forfaits', for: body, items: [{ offer: 'atelier', inputs: { demiJournees: 1 } }] });
  assert.deepEqual(quote.lines.map((line) => [line.charge, line.amountCents]), [['demi-journee', 10_000]]); // prettier-ignore
});

test('what a package covers is a line at zero that says by how much and in which stratum', () => {
  const body = { ...commune, holds: { offers: ['forfait-technologie'] } };
  const [line] = price({ ...cdg, for: body, items: [{ offer: 'logiciels-de-securite', inputs: { postes: 2 } }] }).lines;
  assert.deepEqual([line?.isIncluded, line?.amountCents], [true, 0]);
  const words = line?.why.map((step) => step.says).join(' ') ?? '';
  assert.match(words, /1\u202f200\u00a0habitants.*Communes de 1 000 à 1 999.*Demandé : 2 ; compris : 2.*Rien à payer/);
});

test('what lies above the grid is sur devis, not an error', () => {
  assert.equal(adhesion(communes(1), 9999).status, 'on-quote');
});

function adhesion(bodies: readonly object[], go = 1000): PricedQuote {
  return price({ ...gironde, for: epci, bodies, volume: { value: go, unit: 'Go' }, items: [{ offer: 'adhesion-mutualisee' }] });
}

function price(input: unknown): PricedQuote {
  const request = readQuoteRequest(input);
  return priceRequest(findEdition(editions, request), request, { named: [], members: [] });
}

function communes(n: number): { id: string; kind: string; name: string; population: number }[] {
  return Array.from({ length: n }, (_, at) => ({ id: `commune-${at + 1}`, kind: 'commune', name: `Commune ${at + 1}`, population: 1000 }));
}

function keyOn(operator: string, on: string): string {
  return findEdition(editions, { operator, on }).key;
}
