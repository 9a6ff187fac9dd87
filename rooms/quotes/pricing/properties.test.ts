// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readEditions } from '#rooms/catalogue/api.ts';
import { findEdition } from './find-edition.ts';
import { priceRequest } from './price-request.ts';
import type { PricedQuote } from './priced-quote.ts';
import { readQuoteRequest } from './request-schema.ts';

const editions = [...readEditions().values()];
const gironde = { operator: 'gironde-numerique', edition: 'gironde-numerique-courante' };
const cdg = { operator: 'cdg-47', edition: 'cdg47-deux-forfaits' };

const population = fc.integer({ min: 0, max: 60_000 });
const bodies = fc
  .array(fc.record({ kind: fc.constantFrom('commune', 'ccas', 'sirp'), population }), { maxLength: 46 })
  .map((list) => list.map((body, at) => ({ ...body, id: `b-${at}`, name: `B ${at}` })));
const go = fc.integer({ min: 1, max: 5500 });
/** Anything that Annexe 2 sells, for a commune with a population and a budget. */
const items = fc.subarray([
  { offer: 'rgpd' },
  { offer: 'securisation-des-donnees', inputs: { volume: 120 } },
  { offer: 'antivirus', inputs: { solution: 'edr', postes: 7 } },
  { offer: 'filtrage-mail', inputs: { boites: 13 } },
  { offer: 'nom-de-domaine', inputs: { duree: 'trois-ans', domaines: 2 } },
  { offer: 'outil-conges' },
  { offer: 'opendemande', inputs: { utilisateurs: 3 } },
  { offer: 'logilibre', inputs: { installation: 'presentiel', agents: 3 } },
  { offer: 'logilibre-newapp', inputs: { agents: 3 } },
  { offer: 'numerisation-etat-civil', inputs: { lieu: 'mairie', actes: 1801 } },
  { offer: 'informaticien-mutualise', inputs: { rythme: 'mois' } },
  { offer: 'certificat-electronique', inputs: { certificats: 3 } },
  { offer: 'participation-citoyenne' },
], { minLength: 1 }); // prettier-ignore

test('a little more data never makes the adhesion cheaper', () => {
  fc.assert(
    fc.property(
      bodies,
      go,
      go,
      (roster, one, other) => amount(adhesion(roster, Math.min(one, other))) <= amount(adhesion(roster, Math.max(one, other))),
    ),
  );
});

test('one more body never makes the adhesion cheaper', () => {
  fc.assert(fc.property(bodies, population, go, (roster, newcomer, volume) => {
    const more = [...roster, { id: 'entrante', kind: 'commune', name: 'Entrante', population: newcomer }];
    return amount(adhesion(roster, volume)) <= amount(adhesion(more, volume));
  })); // prettier-ignore
});

test('a larger commune never pays less for a package, nor a larger CCAS', () => {
  fc.assert(fc.property(population, population, (a, b) => pack({ kind: 'commune', population: Math.min(a, b) }) <= pack({ kind: 'commune', population: Math.max(a, b) }))); // prettier-ignore
  const agents = fc.integer({ min: 0, max: 300 });
  fc.assert(fc.property(agents, agents, (a, b) => pack({ kind: 'ccas', agents: Math.min(a, b) }) <= pack({ kind: 'ccas', agents: Math.max(a, b) })));
});

test('a larger budget never pays less for data protection', () => {
  const budget = fc.integer({ min: 0, max: 1_000_000_000 });
  fc.assert(fc.property(budget, budget, (a, b) => rgpd(Math.min(a, b)) <= rgpd(Math.max(a, b))));
});

test('the fee on grouped orders does fall at each threshold: whole-order rates, as printed', () => {
  assert.ok(fee(9_999_999) > fee(10_000_000));
  assert.ok(fee(100_000_000) > fee(100_000_001));
  fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_998 }), (cents) => fee(cents) <= fee(cents + 1)));
});

test('the total of each year is the sum of its lines, and the overall total the sum of the years', () => {
  fc.assert(fc.property(items, population, fc.integer({ min: 1, max: 10 }), (list, size, years) => {
    const { lines, totals } = price({ ...gironde, for: commune(size), items: list, years });
    for (const [at, year] of totals.years.entries()) {
      const sum = lines.reduce((total, line) => total + (line.yearsCents[at] ?? 0), 0);
      assert.equal(year.exemptCents + year.unqualifiedCents + year.taxedCents, sum);
      assert.equal(year.payableCents, sum + year.vatCents);
    }
    assert.equal(totals.overall.payableCents, totals.years.reduce((total, year) => total + year.payableCents, 0));
  })); // prettier-ignore
});

test('VAT is computed once per rate, half-up, on the net total of the year', () => {
  fc.assert(fc.property(items, population, (list, size) => {
    const { totals } = price({ ...gironde, for: commune(size), items: list });
    for (const year of totals.years) {
      assert.ok(year.vat.length <= 1);
      assert.equal(year.vatCents, Number((BigInt(year.taxedCents) * 2000n * 2n + 10_000n) / 20_000n));
    }
  })); // prettier-ignore
});

test('three lines of 16,67 bear 10,00 of VAT, not three times 3,33', () => {
  const roster = [1, 2, 3].map((n) => ({ ...commune(4000), id: `c-${n}`, name: `C ${n}` }));
  const quote = price({
    ...gironde,
    for: { id: 'cdc', kind: 'cc', name: 'CC' },
    bodies: roster,
    items: [{ offer: 'logilibre-newapp', inputs: { agents: 1 }, for: 'roster' }],
  });
  assert.equal(quote.totals.years[1]?.taxedCents, 5001);
  assert.equal(quote.totals.years[1]?.vatCents, 1000);
});

test('the order of bodies changes neither count nor price', () => {
  fc.assert(fc.property(bodies.chain((roster) => fc.tuple(fc.constant(roster), fc.shuffledSubarray(roster, { minLength: roster.length }))), go, ([roster, shuffled], volume) => {
    const [one, other] = [adhesion(roster, volume), adhesion(shuffled, volume)];
    assert.equal(one.counting?.counted, other.counting?.counted);
    assert.deepEqual(one.totals, other.totals);
    assert.deepEqual(one.sensitivity, other.sensitivity);
  })); // prettier-ignore
});

test('the order of items changes no total and no line', () => {
  fc.assert(fc.property(items.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), population, ([list, shuffled], size) => {
    const [one, other] = [list, shuffled].map((order) => price({ ...gironde, for: commune(size), items: order }));
    assert.deepEqual(one?.totals, other?.totals);
    assert.deepEqual(sorted(one), sorted(other));
  })); // prettier-ignore
});

test('the same request always gives the same quote, and it survives JSON', () => {
  fc.assert(fc.property(bodies, go, (roster, volume) => {
    const quote = adhesion(roster, volume);
    assert.deepEqual(JSON.parse(JSON.stringify(quote)), JSON.parse(JSON.stringify(adhesion(roster, volume))));
    assert.deepEqual(JSON.parse(JSON.stringify(quote)), structuredClone(quote));
  }), { numRuns: 30 }); // prettier-ignore
});

function adhesion(roster: readonly object[], volume: number): PricedQuote {
  return price({
    ...gironde,
    for: { id: 'cdc', kind: 'cc', name: 'CC' },
    bodies: roster,
    volume: { value: volume, unit: 'Go' },
    items: [{ offer: 'adhesion-mutualisee' }],
  });
}

function pack(body: object): number {
  return amount(price({ ...cdg, for: { id: 'c', name: 'C', ...body }, items: [{ offer: 'forfait-technologie' }] }));
}

function rgpd(budgetCents: number): number {
  return amount(price({ ...gironde, for: { id: 'c', kind: 'commune', name: 'C', budgetCents }, items: [{ offer: 'rgpd' }] }));
}

function commune(size: number) {
  return { id: 'commune', kind: 'commune', name: 'Commune', population: size, budgetCents: size * 100_000 };
}

function fee(commandeCents: number): number {
  return amount(price({ ...gironde, for: commune(1000), items: [{ offer: 'ecoles-numeriques', inputs: { commandeCents } }] }));
}

/** The first year; beyond the grid is dearer than anything. */
function amount(quote: PricedQuote): number {
  return quote.isComplete ? quote.lines.reduce((sum, line) => sum + (line.yearsCents[0] ?? 0), 0) : Infinity;
}

function sorted(quote: PricedQuote | undefined): string[] {
  return (quote?.lines ?? []).map((line) => JSON.stringify(line)).sort();
}

function price(input: unknown): PricedQuote {
  const request = readQuoteRequest(input);
  return priceRequest(findEdition(editions, request), request, { named: [], members: [] });
}
