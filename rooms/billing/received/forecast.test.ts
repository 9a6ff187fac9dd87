// SPDX-License-Identifier: EUPL-1.2
/** What next year should cost a payer: it knows what ends, what renews itself, what was recounted, and what is not billed yet. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, makePerson, signedIn, type TestBody } from '#rooms/people/testing.ts';
import { ask, billYear, makeBillingOperator, makeConvention, makePayer, openBillingHouse, type BillingOperator } from '../testing.ts';

type Line = { operator: string; label: string; netCents: number | null; act: string; says: string };
type Forecast = { year: number; method: string; lines: Line[]; netCents: number; thisYearCents: number; remaining: Line[]; remainingCents: number };

let it: TestHouse;
before(async () => {
  it = await openBillingHouse();
});
after(() => it.close());

async function forecastOf(payer: TestBody): Promise<Forecast> {
  const mayor = await signedIn(it.app, await makePerson(it, [{ in: payer, roles: ['president'] }]));
  return ask<Forecast>(mayor, payer, 'GET', '/billing/forecast');
}
const billed = async (convention: Partial<Parameters<typeof makeConvention>[2]> = {}): Promise<[BillingOperator, TestBody, string]> => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  const id = await makeConvention(it, operator, { payer, lines: [{ cents: 70_000 }], number: `C-${payer.slug}`, ...convention });
  await billYear(operator, 2026);
  return [operator, payer, id];
};
const owner = (sql: string, values: unknown[]) => asOwner(it, (client) => client.query(sql, values));

test('a convention that goes on costs the same, and the line says by which act', async () => {
  const [, payer] = await billed();
  const forecast = await forecastOf(payer);
  assert.deepEqual([forecast.year, forecast.netCents, forecast.thisYearCents], [2027, 70_000, 70_000]);
  assert.deepEqual(
    forecast.lines.map(({ netCents, act, says }) => [netCents, act, says]),
    [[70_000, `Convention C-${payer.slug}`, 'Inchangé.']],
  );
  assert.deepEqual(forecast.remaining, []);
});

test('a convention that ends this year is no longer counted, and the line says since when; one that renews itself is', async () => {
  const [, payer, id] = await billed({ endsOn: '2026-12-31' });
  const ended = await forecastOf(payer);
  assert.equal(ended.netCents, 0);
  assert.match(ended.lines[0]?.says ?? '', /Prend fin le 31\/12\/2026, sans reconduction/);
  await owner(`update adhesions.convention set renewal = 'tacit' where id = $1`, [id]);
  const renewed = await forecastOf(payer);
  assert.equal(renewed.netCents, 70_000);
  assert.match(renewed.lines[0]?.says ?? '', /se reconduit tacitement : même montant, sauf dénonciation/);
});

test('a convention that ends in the course of next year says so beside its amount', async () => {
  const [, payer] = await billed({ endsOn: '2027-06-30' });
  const forecast = await forecastOf(payer);
  assert.equal(forecast.netCents, 70_000, 'without prorata a year begun is owed whole');
  assert.match(forecast.lines[0]?.says ?? '', /prend fin le 30\/06\/2027, sans reconduction/);
});

test('a recount that is concluded already raises next year, and is told', async () => {
  const [operator, payer, cadre] = await billed();
  await makeConvention(it, operator, {
    payer,
    beneficiary: await makePayer(it, operator),
    kind: 'tripartite',
    number: `T-${payer.slug}`,
    beginsOn: '2026-09-01',
    cadreId: cadre,
    recount: { effectiveOn: '2026-09-01', yearlyCents: 82_000 },
  });
  const forecast = await forecastOf(payer);
  assert.equal(forecast.netCents, 82_000);
  assert.match(forecast.lines[0]?.says ?? '', new RegExp(`En hausse de 120,00\\s€ : .*Recomptage par la convention T-${payer.slug}`));
});

test('what was entered and is not billed is left to be billed of this year, and is not repeated next year', async () => {
  const [operator, payer] = await billed();
  const other = await makePayer(it, operator);
  for (const payerId of [payer.id, other.id])
    await ask(operator.accountant, operator.body, 'POST', '/billing/charges', {
      family: 'order',
      payerId,
      label: 'Formation des agents',
      quantity: 1,
      unit: 'journée',
      unitPriceTenThousandths: 4_000_000,
      vatCode: 'S',
      rateBasisPoints: 2000,
      happenedOn: '2026-11-02',
    });
  const forecast = await forecastOf(payer);
  assert.deepEqual([forecast.netCents, forecast.remainingCents], [70_000, 48_000]);
  assert.deepEqual(
    forecast.remaining.map(({ label, netCents }) => [label, netCents]),
    [['Formation des agents', 40_000]],
  );
});

test('a body that another pays for has nothing to pay, and the other has', async () => {
  const operator = await makeBillingOperator(it);
  const [orders, pays] = [await makePayer(it, operator, { name: 'Qui commande' }), await makePayer(it, operator, { name: 'Qui paie' })];
  await makeConvention(it, operator, { payer: orders, kind: 'package', lines: [{ cents: 30_000, treatment: 'taxed', vatBps: 2000 }] });
  await owner('update billing.payer set bill_to_id = $2, bill_to_reason = $3 where payer_id = $1', [
    orders.id,
    pays.id,
    'Convention de service commun',
  ]);
  await billYear(operator, 2026);
  assert.equal((await forecastOf(pays)).netCents, 30_000);
  assert.deepEqual((await forecastOf(orders)).lines, []);
});
