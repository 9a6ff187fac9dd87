// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editionSchema, type Edition } from '../edition-schema.ts';
import { compareEditions } from './compare-editions.ts';
import { generatedCell, generatedCells, type Grid } from './generate-grid.ts';
import { listPrices } from './list-prices.ts';
import { readEditions } from './read-editions.ts';
import { reviseEdition, type Change } from './revise-edition.ts';

const editions = readEditions();
const current = named('gironde-numerique-courante');
const adhesion = 'adhesion-mutualisee';

test('2 797,62 and 2 562,50 reproduce every printed cell of the two grids, half-even', () => {
  for (const key of ['gironde-numerique-courante', 'gironde-numerique-2017']) {
    const grid = gridOf(named(key));
    assert.deepEqual(
      generatedCells(grid),
      grid.cells.map((row) => row.cents),
      key,
    );
  }
  assert.equal(gridOf(current).generator?.unitCents, 279_762);
  assert.equal(gridOf(named('gironde-numerique-2017')).generator?.unitCents, 256_250);
});

test('half-up would print 12 813 where the deliberation has 12 812', () => {
  assert.equal(generatedCell(256_250, 50, 'half-up'), 1_281_300);
  assert.equal(generatedCell(256_250, 50, 'half-even'), 1_281_200);
});

test('no neighbouring unit price reproduces the current grid', () => {
  const grid = gridOf(current);
  for (const unitCents of [279_761, 279_763]) {
    const other = generatedCells({
      ...grid,
      generator: { unitCents, coefficientTenths: grid.generator?.coefficientTenths ?? [], rounding: 'half-even' },
    });
    assert.notDeepEqual(other, grid.cells.map((row) => row.cents)); // prettier-ignore
  }
});

test('a raise of 2 % goes through the unit price of the grid and cent by cent elsewhere', () => {
  const draft = revise({ kind: 'percentage', bps: 200, roundTo: 'cent' });
  assert.equal(gridOf(draft).generator?.unitCents, 285_357);
  assert.equal(gridOf(draft).cells[0]?.cents[0], generatedCell(285_357, 22, 'half-even'));
  const antivirus = listPrices(draft).find((price) => price.key === 'antivirus/0/edr/');
  assert.equal(antivirus?.cents, 3383, '33,17 × 1,02 = 33,8334');
});

test('a new unit price redraws the grid alone', () => {
  const draft = revise({ kind: 'unit-price', offer: adhesion, unitCents: 300_000 });
  assert.equal(gridOf(draft).cells[0]?.cents[1], 900_000);
  const { prices } = compareEditions(current, draft);
  assert.equal(prices.changed.length, 105);
  assert.deepEqual([prices.added.length, prices.removed.length], [0, 0]);
});

test('a revision leaves the voted edition as it was', () => {
  const before = JSON.stringify(current);
  revise({ kind: 'percentage', bps: 500, roundTo: 'euro' }, { kind: 'remove-service', service: 'antivirus' });
  assert.equal(JSON.stringify(current), before);
});

test('a draft is a whole edition: it passes the schema and its revised prices cite its own annex', () => {
  const draft = revise({ kind: 'percentage', bps: 300, roundTo: 'euro' }, { kind: 'add-column', offer: adhesion, upTo: 49, label: 'CDC + 49 EP' }, { kind: 'remove-service', service: 'police-municipale' }); // prettier-ignore
  const parsed = editionSchema.safeParse(draft);
  assert.equal(parsed.error?.message, undefined);
  assert.equal(draft.status, 'draft');
  assert.deepEqual(draft.act, { known: false, says: 'non communiqué' });
  const cited = new Set(listPrices(draft).filter((price) => price.cents !== null && price.cents > 0).map((price) => price.citation.document)); // prettier-ignore
  assert.deepEqual([...cited], ['D1']);
});

test('a column added at the end goes on by one unit; one in the middle needs its amounts', () => {
  const draft = revise({ kind: 'add-column', offer: adhesion, upTo: 49, label: 'CDC + 49 EP' });
  assert.equal(gridOf(draft).cells[0]?.cents.at(-1), generatedCell(279_762, 170, 'half-even'));
  assert.equal(gridOf(draft).cells.at(-1)?.cents.at(-1), generatedCell(279_762, 230, 'half-even'));
  const middle = { kind: 'add-column', offer: adhesion, upTo: 7, label: 'CDC + 7 EP' } as const;
  refuses('catalogue.no-generator', middle);
  refuses('catalogue.cells-count', { ...middle, cents: [1] });
  const given = revise({ ...middle, cents: Array.from({ length: 7 }, () => 1_250_000) });
  assert.deepEqual(gridOf(given).columns.steps.slice(2, 5).map((step) => step.upTo), [5, 7, 10]); // prettier-ignore
  assert.equal(gridOf(given).generator, undefined, 'a column in the middle breaks the diagonals');
});

test('rows come and go, but never the last nor twice the same', () => {
  const draft = revise({ kind: 'add-row', offer: adhesion, upTo: 6500, label: '6,5 To' });
  assert.equal(gridOf(draft).cells.length, 8);
  assert.equal(gridOf(draft).cells[7]?.cents[14], generatedCell(279_762, 230, 'half-even'));
  assert.equal(gridOf(revise({ kind: 'remove-row', offer: adhesion, upTo: 1000 })).rows.steps[0]?.upTo, 1500);
  refuses('catalogue.step-exists', { kind: 'add-row', offer: adhesion, upTo: 1500, label: '1,5 To' });
  refuses('catalogue.no-such-step', { kind: 'remove-row', offer: adhesion, upTo: 1234 });
});

test('one price can be set by its stratum, its step or alone', () => {
  const draft = revise(
    { kind: 'price', offer: 'rgpd', charge: 'acces', place: 'moins-500-k', cents: 60_000 },
    { kind: 'price', offer: 'securisation-des-donnees', charge: 'abonnement', place: '50', cents: 31_000 },
    { kind: 'price', offer: 'outil-conges', charge: 'acces', cents: 40_000 },
  );
  assert.deepEqual(compareEditions(current, draft).prices.changed.map((change) => [change.after.offer, change.differenceCents]), [['rgpd', 9000], ['securisation-des-donnees', 1000], ['outil-conges', -10_000]]); // prettier-ignore
  refuses('catalogue.no-such-price', { kind: 'price', offer: 'rgpd', charge: 'acces', place: 'nulle-part', cents: 1 });
});

test('a service leaves with the offers that sell nothing else', () => {
  const draft = revise({ kind: 'remove-service', service: 'demandes-citoyennes' });
  assert.equal(draft.offers.some((offer) => offer.key.startsWith('opendemande')), false); // prettier-ignore
  assert.deepEqual(compareEditions(current, draft).services.removed.map((service) => service.key), ['demandes-citoyennes']); // prettier-ignore
  refuses('catalogue.no-such-service', { kind: 'remove-service', service: 'inconnu' });
});

test('a cut of the whole price is refused', () => {
  refuses('catalogue.below-zero', { kind: 'percentage', bps: -10_000, roundTo: 'cent' });
});

function revise(...changes: Change[]): Edition {
  return reviseEdition(current, { key: 'projet', label: 'Projet', changes });
}

function refuses(code: string, change: Change): void {
  assert.throws(() => revise(change), { code });
}

function gridOf(edition: Edition): Grid {
  const price = edition.offers.find((offer) => offer.key === adhesion)?.variants[0]?.charges[0]?.price;
  assert.ok(price?.kind === 'grid');
  return price;
}

function named(key: string): Edition {
  const edition = editions.get(key);
  assert.ok(edition, key);
  return edition;
}
