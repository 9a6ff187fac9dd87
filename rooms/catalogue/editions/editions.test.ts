// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editionSchema, type Edition } from '../edition-schema.ts';
import { brokenReferences } from '../price/broken-references.ts';
import { readEditions } from '../price/read-editions.ts';

const editions = readEditions();

test('the catalogue ships with the two editions of each operator', () => {
  assert.deepEqual([...editions.values()].map((edition) => [edition.key, edition.status]), [
    ['cdg47-cinq-forfaits', 'archived'],
    ['cdg47-deux-forfaits', 'in-force'],
    ['gironde-numerique-2017', 'archived'],
    ['gironde-numerique-courante', 'in-force'],
  ]); // prettier-ignore
});

test('an act that the documents do not give is not communicated, never invented', () => {
  for (const edition of editions.values()) assert.deepEqual(edition.act, { known: false, says: 'non communiqué' });
});

test('the current Gironde catalogue has its 35 services and the 105 cells of its grid', () => {
  const edition = named('gironde-numerique-courante');
  assert.equal(edition.services.length, 35);
  assert.equal(edition.services.filter((service) => service.status === 'INC').length, 24);
  const grid = edition.offers.find((offer) => offer.kind === 'adhesion')?.variants[0]?.charges[0]?.price;
  assert.equal(grid?.kind === 'grid' && grid.cells.flatMap((row) => row.cents).length, 105);
});

test('the five packages share 21 lines and the two packages have 7 and 23', () => {
  assert.deepEqual(packageSizes('cdg47-cinq-forfaits'), [21, 21, 21, 21, 21]);
  assert.deepEqual(packageSizes('cdg47-deux-forfaits'), [7, 23]);
});

test('each service can be bought, is included somewhere, or is said to be out of reach', () => {
  for (const edition of editions.values()) {
    const reached = new Set(edition.offers.flatMap((offer) => [...offer.services, ...offer.content.map((line) => line.service)]));
    assert.deepEqual(edition.services.filter((service) => !reached.has(service.key)).map((service) => service.key), [], edition.key); // prettier-ignore
  }
});

test('an edition that names what it does not have is refused, with a sentence for each fault', () => {
  const edition = structuredClone(named('cdg47-deux-forfaits'));
  const first = edition.offers[0];
  assert.ok(first);
  first.services = ['inconnu'];
  edition.readings = edition.readings.filter((reading) => reading.id !== 'A-26');
  assert.match(brokenReferences(edition).join('\n'), /« inconnu » \(service\) n’existe pas[\s\S]*A-26 n’est pas expliquée/);
  assert.equal(editionSchema.safeParse(edition).success, false);
});

test('an edition with a field of its own invention is refused', () => {
  assert.equal(editionSchema.safeParse({ ...structuredClone(named('cdg47-deux-forfaits')), discount: 10 }).success, false);
});

function named(key: string): Edition {
  const edition = editions.get(key);
  assert.ok(edition, key);
  return edition;
}

function packageSizes(key: string): number[] {
  return named(key).offers.flatMap((offer) => (offer.kind === 'package' ? [offer.content.length] : []));
}
