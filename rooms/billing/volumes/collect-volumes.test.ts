// SPDX-License-Identifier: EUPL-1.2
/** What a room bills by the unit becomes a charge once, whatever is collected when. The room is made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defineRoom, type Volume } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { ask, billingRooms, billYear, makeBillingOperator, makePayer, prepare, type BillingOperator } from '../testing.ts';

let measured: Volume[] = [];
const messages = defineRoom({
  name: 'messages',
  floor: 'service',
  title: 'Messages d’essai',
  needs: [],
  volumes: [{ name: 'messages.sent', list: () => Promise.resolve(measured) }],
});

type Collected = { added: number; known: number; addedCents: number; refused: { key: string; says: string }[] };
let it: TestHouse;
before(async () => {
  it = await openTestHouse([...billingRooms, messages]);
});
after(() => it.close());

const sms = (beneficiaryId: string, quantity: number, changes: Partial<Volume> = {}): Volume => ({
  key: `2026-10 ${beneficiaryId}`,
  beneficiaryId,
  offer: 'sms',
  label: 'SMS d’octobre 2026',
  quantity,
  unit: 'SMS',
  unitPriceTenThousandths: 450,
  treatment: 'taxed',
  vatBps: 2000,
  act: 'Convention C-SMS',
  on: '2026-10-31',
  ...changes,
});
const collect = ({ accountant, body }: BillingOperator): Promise<Collected> =>
  ask(accountant, body, 'POST', '/billing/volumes', { from: '2026-01-01', until: '2026-12-31' });
const charges = ({ accountant, body }: BillingOperator, state = 'waiting') =>
  ask<{ rows: { netCents: number; quantity: number }[] }>(accountant, body, 'GET', `/billing/charges?state=${state}`).then(({ rows }) => rows);
const documents = ({ accountant, body }: BillingOperator) =>
  ask<{ rows: { netCents: number; vatCents: number }[] }>(accountant, body, 'GET', '/billing/documents?sort=number&order=asc').then(
    ({ rows }) => rows,
  );

test('1 234 messages at 0,045 € are 55,53 € before tax, billed once by the run that prepares, collected before or not', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  measured = [sms(payer.id, 1_234)];
  assert.deepEqual(await collect(operator), { added: 1, known: 0, addedCents: 5_553, refused: [] });
  assert.deepEqual(await collect(operator), { added: 0, known: 1, addedCents: 0, refused: [] });
  await billYear(operator, 2026);
  assert.deepEqual(
    (await documents(operator)).map(({ netCents, vatCents }) => [netCents, vatCents]),
    [[5_553, 1_111]],
  );
  const again = await prepare(operator, 2026);
  assert.equal((await ask<{ payers: number }>(operator.accountant, operator.body, 'GET', `/billing/runs/${again}`)).payers, 0);
});

test('a run that would take many measures is left to a job, one that takes none is not', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  measured = Array.from({ length: 1_001 }, (_, n) => sms(payer.id, 1, { key: `${n} ${payer.id}` }));
  const statusOf = async (families: readonly string[]) =>
    (await ask<{ status: string }>(operator.accountant, operator.body, 'POST', '/billing/runs', { title: 'Essai', year: 2026, families })).status;
  assert.deepEqual([await statusOf(['volume']), await statusOf(['subscription'])], ['preparing', 'prepared']);
  measured = [];
});

test('collected by two at once, a measure is one charge', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  measured = [sms(payer.id, 100)];
  const both = await Promise.all([collect(operator), collect(operator)]);
  assert.equal(
    both.reduce((total, { added }) => total + added, 0),
    1,
  );
  assert.equal((await charges(operator)).length, 1);
});

test('a measure that grew after it was billed adds the rest alone; one that fell takes back what no document bears, and says so of the rest', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  measured = [sms(payer.id, 1_000)];
  await billYear(operator, 2026);
  measured = [sms(payer.id, 1_200)];
  assert.deepEqual(await collect(operator), { added: 1, known: 0, addedCents: 900, refused: [] });
  assert.deepEqual(
    (await charges(operator)).map(({ quantity }) => quantity),
    [200],
  );
  measured = [sms(payer.id, 1_100)];
  await collect(operator);
  assert.deepEqual(
    (await charges(operator)).map(({ quantity }) => quantity),
    [100],
  );
  measured = [sms(payer.id, 900)];
  const { refused } = await collect(operator);
  assert.match(refused[0]?.says ?? '', /900 SMS mesurés, 1\s000 SMS déjà facturés.*avoir/);
  assert.deepEqual(await charges(operator), []);
});

test('what is not over is not billed, nor what lies outside the period; who is unknown is told, and hides no other', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  measured = [
    sms(payer.id, 10, { key: 'novembre', on: '2026-11-30' }),
    sms(payer.id, 10, { key: 'avant', on: '2025-12-31' }),
    sms('01900000-0000-7000-8000-000000000001', 10),
    sms(payer.id, 10),
  ];
  const { added, refused } = await collect(operator);
  assert.equal(added, 1);
  assert.match(refused[0]?.says ?? '', /pas dans le registre/);
});
