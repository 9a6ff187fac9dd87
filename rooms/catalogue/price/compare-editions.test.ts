// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edition } from '../edition-schema.ts';
import { compareEditions } from './compare-editions.ts';
import { readEditions } from './read-editions.ts';

const editions = readEditions();

test('an edition compared with itself changes nothing', () => {
  for (const edition of editions.values()) {
    const { services, prices, quotas, rules } = compareEditions(edition, edition);
    assert.deepEqual(
      [services.added, services.removed, services.moved, prices.added, prices.removed, prices.changed, quotas, rules],
      [[], [], [], [], [], [], [], []],
    );
  }
});

test('from five packages to two: three leave, backup goes from 7 to 10 €, quotas rise, the workshop is no longer included', () => {
  const { services, prices, quotas } = compareEditions(named('cdg47-cinq-forfaits'), named('cdg47-deux-forfaits'));
  assert.deepEqual([...new Set(prices.removed.map((price) => price.offer))].filter((offer) => offer.startsWith('forfait-')), ['forfait-metiers-et-communication', 'forfait-heberge', 'forfait-technologie-plus']); // prettier-ignore
  const backup = prices.changed.find((change) => change.after.offer === 'sauvegarde-externalisee');
  assert.deepEqual([backup?.before.cents, backup?.after.cents, backup?.changeBps], [700, 1000, 4286]);
  assert.equal(quotas.find((quota) => quota.quota === 'sauvegarde-go' && quota.where.startsWith('Communes de 1 000'))?.after, 15);
  assert.deepEqual(services.moved.find((pair) => pair.after.key === 'atelier-pratique')?.after.status, 'CPL');
});

test('from 2017 to today: the counting rule, the tax and the grid are other', () => {
  const { services, prices, rules } = compareEditions(named('gironde-numerique-2017'), named('gironde-numerique-courante'));
  assert.match(rules.join(' '), /Règle de décompte/);
  assert.ok(services.added.some((service) => service.key === 'open-data'));
  const alone = prices.changed.find((change) => change.after.key.endsWith('1000|0'));
  assert.deepEqual([alone?.before.cents, alone?.after.cents], [1_025_000, 615_500], 'one To for the EPCI alone');
});

function named(key: string): Edition {
  const edition = editions.get(key);
  assert.ok(edition, key);
  return edition;
}
