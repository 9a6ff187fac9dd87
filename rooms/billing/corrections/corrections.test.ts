// SPDX-License-Identifier: EUPL-1.2
/** A year already billed that the register no longer says: what is listed, and what is decided of it. Through HTTP on a real database. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { inContext } from '#platform/make-context.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { asOwner } from '#rooms/people/testing.ts';
import type { BillingSettings } from '../contract/settings.ts';
import { siretOf } from '../payers/siret.ts';
import type { Tables } from '../tables.ts';
import {
  ask,
  billYear,
  makeBillingOperator,
  makeConvention,
  makePayer,
  openBillingHouse,
  prepare,
  refusal,
  type BillingOperator,
} from '../testing.ts';
import { correctionsAmong, findCorrections } from './find-corrections.ts';
import type { Correction } from './correction.ts';
import { listCorrections } from './list-corrections.ts';

type Row = {
  key: string;
  payer: { name: string };
  nature: string;
  act: string;
  label: string;
  says: string;
  billedCents: number;
  owedCents: number;
  amountCents: number;
  document: { id: string; number: string } | null;
};
type Listed = { year: number; years: number[]; complementCents: number; creditCents: number; rows: Row[]; total: number };

let it: TestHouse;
before(async () => {
  it = await openBillingHouse();
});
after(() => it.close());

const listed = (operator: BillingOperator, query = '?year=2026'): Promise<Listed> =>
  ask(operator.accountant, operator.body, 'GET', `/billing/corrections${query}`);
const owner = (sql: string, values: unknown[]) => asOwner(it, (client) => client.query(sql, values));
const decide = (operator: BillingOperator, rows: readonly Row[], decision: string, reason = '') => ({
  year: 2026,
  keys: rows.map(({ key }) => key),
  decision,
  reason,
  operator,
});
const decided = ({ operator, ...body }: ReturnType<typeof decide>) =>
  ask<{ decided: number; amountCents: number; documents: { number: string }[] }>(
    operator.accountant,
    operator.body,
    'POST',
    '/billing/corrections/decisions',
    body,
  );
async function setProrata(operator: BillingOperator, prorata: BillingSettings['prorata']): Promise<void> {
  const settings = await ask<BillingSettings>(operator.accountant, operator.body, 'GET', '/billing/settings');
  await ask(operator.accountant, operator.body, 'PUT', '/billing/settings', { ...settings, prorata });
}

test('finds nothing to correct in a year that was billed as the register says, nor in one that was not billed', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, lines: [{ cents: 120_000 }] });
  assert.deepEqual(await listed(operator), { year: 2026, years: [], keptSince: null, complementCents: 0, creditCents: 0, rows: [], total: 0 });
  await billYear(operator, 2026);
  assert.deepEqual(await listed(operator), { year: 2026, years: [2026], keptSince: null, complementCents: 0, creditCents: 0, rows: [], total: 0 });
});

test('a body that leaves in June keeps owing its year without prorata; by month, six months of it are an avoir that another person issues', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator, { name: 'CC qui s’en va' });
  const convention = await makeConvention(it, operator, { payer, lines: [{ cents: 120_000 }] });
  await billYear(operator, 2026);
  await owner(`update adhesions.convention set ends_on = '2026-06-30' where id = $1`, [convention]);
  const kept = await listed(operator);
  assert.deepEqual(
    kept.rows.map(({ nature, act, amountCents }) => [nature, act, amountCents]),
    [['leave', 'none', 0]],
  );
  assert.match(kept.rows[0]?.says ?? '', /30\/06\/2026.*reste due/);
  const own = await makeBillingOperator(it, 'Au mois');
  await setProrata(own, 'month');
  const other = await makePayer(it, own, { name: 'Commune qui part' });
  const left = await makeConvention(it, own, { payer: other, lines: [{ cents: 120_000 }] });
  await billYear(own, 2026);
  await owner(`update adhesions.convention set ends_on = '2026-06-30' where id = $1`, [left]);
  const found = await listed(own);
  assert.deepEqual(
    found.rows.map(({ nature, act, billedCents, owedCents, amountCents }) => [nature, act, billedCents, owedCents, amountCents]),
    [['leave', 'credit', 120_000, 60_000, -60_000]],
  );
  assert.equal(found.creditCents, 60_000);
  assert.deepEqual(
    (await decided(decide(own, found.rows, 'credit'))).documents.map(({ number }) => number),
    ['AP-2026-0001'],
  );
  assert.equal((await listed(own)).total, 0, 'what is prepared is no longer to be decided');
  const document = await ask<{ credit: { id: string; netCents: number; reason: string } }>(
    own.accountant,
    own.body,
    'GET',
    `/billing/documents/${found.rows[0]?.document?.id}`,
  );
  assert.equal(document.credit.netCents, 60_000);
  assert.match(document.credit.reason, /30\/06\/2026/);
  assert.equal(await refusal(own.accountant, own.body, 'POST', `/billing/credits/${document.credit.id}/issue`), '403 billing.own-credit');
  await ask(own.second, own.body, 'POST', `/billing/credits/${document.credit.id}/issue`);
  assert.equal((await listed(own)).total, 0);
});

test('an avoir given up brings its difference back', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  const convention = await makeConvention(it, operator, { payer, lines: [{ cents: 90_000 }] });
  await billYear(operator, 2026);
  await owner('delete from adhesions.line where convention_id = $1', [convention]);
  await owner(`update adhesions.convention set ends_on = '2025-12-31' where id = $1`, [convention]);
  const { rows } = await listed(operator);
  assert.deepEqual([rows[0]?.act, rows[0]?.amountCents], ['credit', -90_000]);
  assert.match(rows[0]?.says ?? '', /annulée/);
  await decided(decide(operator, rows, 'credit', 'Convention annulée par la préfecture'));
  const document = await ask<{ credit: { id: string } }>(operator.accountant, operator.body, 'GET', `/billing/documents/${rows[0]?.document?.id}`);
  await ask(operator.accountant, operator.body, 'POST', `/billing/credits/${document.credit.id}/drop`);
  assert.equal((await listed(operator)).total, 1);
  const decisions = await ask<{ rows: { state: string; decision: string; reason: string }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    '/billing/corrections/decisions',
  );
  assert.deepEqual(
    decisions.rows.map(({ state, decision, reason }) => [state, decision, reason]),
    [['dropped', 'credit', 'Convention annulée par la préfecture']],
  );
});

test('a recount that reaches back is a complement, which the next run bills once and next year does not take for a rise', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator, { name: 'CC recomptée', kind: 'cc' });
  const cadre = await makeConvention(it, operator, { payer, lines: [{ cents: 1_793_800 }] });
  await billYear(operator, 2026);
  const joined = await makePayer(it, operator, { name: 'Commune qui rejoint' });
  await makeConvention(it, operator, {
    payer,
    beneficiary: joined,
    kind: 'tripartite',
    beginsOn: '2026-01-01',
    cadreId: cadre,
    recount: { effectiveOn: '2026-01-01', yearlyCents: 2_050_000 },
  });
  const { rows, complementCents } = await listed(operator);
  assert.deepEqual(
    rows.map(({ nature, act, billedCents, owedCents }) => [nature, act, billedCents, owedCents]),
    [['recount', 'complement', 1_793_800, 2_050_000]],
  );
  assert.equal(complementCents, 256_200);
  assert.match(rows[0]?.says ?? '', /Recomptage par la convention/);
  assert.equal(
    await refusal(operator.accountant, operator.body, 'POST', '/billing/corrections/decisions', {
      year: 2026,
      keys: [rows[0]?.key],
      decision: 'credit',
    }),
    '422 billing.correction-other-act',
  );
  await decided(decide(operator, rows, 'complement'));
  assert.equal(
    await refusal(operator.accountant, operator.body, 'POST', '/billing/corrections/decisions', {
      year: 2026,
      keys: [rows[0]?.key],
      decision: 'complement',
    }),
    '409 billing.correction-moved',
    'decided once',
  );
  await billYear(operator, 2026);
  const documents = await ask<{ rows: { number: string; netCents: number }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    '/billing/documents?sort=number&order=asc',
  );
  assert.deepEqual(
    documents.rows.map(({ number, netCents }) => [number, netCents]),
    [
      ['AP-2026-0001', 1_793_800],
      ['AP-2026-0002', 256_200],
    ],
  );
  assert.equal((await listed(operator)).total, 0);
  const again = await prepare(operator, 2026);
  assert.equal((await ask<{ payers: number }>(operator.accountant, operator.body, 'GET', `/billing/runs/${again}`)).payers, 0, 'billed once');
  const next = await prepare(operator, 2027);
  const liquidations = await ask<{ rows: { previousCents: number; netCents: number }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/runs/${next}/documents`,
  );
  assert.deepEqual([liquidations.rows[0]?.previousCents, liquidations.rows[0]?.netCents], [2_050_000, 2_050_000]);
  const decisions = await ask<{ rows: { id: string; state: string; document: { number: string } }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    '/billing/corrections/decisions',
  );
  assert.deepEqual([decisions.rows[0]?.state, decisions.rows[0]?.document.number], ['done', 'AP-2026-0002']);
  assert.equal(
    await refusal(operator.accountant, operator.body, 'POST', `/billing/corrections/decisions/${decisions.rows[0]?.id}/withdrawal`),
    '409 billing.correction-billed',
  );
});

test('a change of edition under way gives back the rest of the first line and lets the next run bill the second', async () => {
  const operator = await makeBillingOperator(it);
  await setProrata(operator, 'month');
  const payer = await makePayer(it, operator, { name: 'Commune qui change' });
  const convention = await makeConvention(it, operator, { payer, lines: [{ cents: 120_000 }] });
  await billYear(operator, 2026);
  await owner(`update adhesions.line set ends_on = '2026-08-31' where convention_id = $1`, [convention]);
  await owner(
    `insert into adhesions.line (organisation_id, id, convention_id, beneficiary_id, offer, label, edition, inputs, yearly_cents, begins_on, proof)
     select organisation_id, gen_random_uuid(), convention_id, beneficiary_id, offer, 'Nouvelle adhésion', 'edition-2027', '{}', 150000, '2026-09-01', proof
     from adhesions.line where convention_id = $1`,
    [convention],
  );
  const { rows } = await listed(operator, '?year=2026&sort=amountCents');
  assert.deepEqual(
    rows.map(({ nature, act, amountCents }) => [nature, act, amountCents]),
    [
      ['edition', 'credit', -40_000],
      ['edition', 'next-run', 50_000],
    ],
  );
  assert.match(rows[0]?.says ?? '', /edition-2027/);
  const left = await listed(operator, '?year=2026&act=next-run&q=commune');
  assert.equal(left.total, 1);
  await decided(decide(operator, left.rows, 'none', 'Geste décidé par le bureau'));
  const again = await prepare(operator, 2026);
  assert.equal((await ask<{ payers: number }>(operator.accountant, operator.body, 'GET', `/billing/runs/${again}`)).payers, 0, 'left out of runs');
  const decisions = await ask<{ rows: { id: string }[] }>(operator.accountant, operator.body, 'GET', '/billing/corrections/decisions?decision=none');
  await ask(operator.accountant, operator.body, 'POST', `/billing/corrections/decisions/${decisions.rows[0]?.id}/withdrawal`);
  const back = await prepare(operator, 2026);
  assert.equal((await ask<{ netCents: number }>(operator.accountant, operator.body, 'GET', `/billing/runs/${back}`)).netCents, 50_000);
});

test('sans suite asks for a reason, and a difference that moves since comes back', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  const convention = await makeConvention(it, operator, { payer, lines: [{ cents: 50_000 }] });
  await billYear(operator, 2026);
  await owner('update adhesions.line set yearly_cents = 40000 where convention_id = $1', [convention]);
  const { rows } = await listed(operator);
  assert.equal(rows[0]?.amountCents, -10_000);
  assert.equal(
    await refusal(operator.accountant, operator.body, 'POST', '/billing/corrections/decisions', {
      year: 2026,
      keys: [rows[0]?.key],
      decision: 'none',
    }),
    '422 billing.correction-needs-reason',
  );
  await decided(decide(operator, rows, 'none', 'Accord écrit du payeur'));
  assert.equal((await listed(operator)).total, 0);
  await owner('update adhesions.line set yearly_cents = 30000 where convention_id = $1', [convention]);
  assert.equal((await listed(operator)).rows[0]?.amountCents, -20_000);
});

test('an avoir that somebody decided by itself is not billed again, and counts in what a departure gives back', async () => {
  const operator = await makeBillingOperator(it);
  await setProrata(operator, 'month');
  const payer = await makePayer(it, operator);
  const convention = await makeConvention(it, operator, { payer, lines: [{ cents: 120_000 }] });
  await billYear(operator, 2026);
  const { rows: documents } = await ask<{ rows: { id: string }[] }>(operator.accountant, operator.body, 'GET', '/billing/documents');
  const credit = await ask<{ id: string }>(operator.accountant, operator.body, 'POST', `/billing/documents/${documents[0]?.id}/credit`, {
    reason: 'Service interrompu deux semaines',
    lines: [{ rank: 1, netCents: 20_000, isBilledAnew: false }],
  });
  await ask(operator.second, operator.body, 'POST', `/billing/credits/${credit.id}/issue`);
  assert.equal((await listed(operator)).total, 0);
  await owner(`update adhesions.convention set ends_on = '2026-06-30' where id = $1`, [convention]);
  const { rows } = await listed(operator);
  assert.deepEqual([rows[0]?.billedCents, rows[0]?.owedCents, rows[0]?.amountCents], [100_000, 60_000, -40_000]);
  await decided(decide(operator, rows, 'credit'));
  await owner(`update adhesions.convention set ends_on = null where id = $1`, [convention]);
  assert.deepEqual(
    (await listed(operator)).rows.map(({ act, amountCents }) => [act, amountCents]),
    [['complement', 40_000]],
    'who comes back after all',
  );
});

test('a recount that lowers a year shared by month lowers its line, in a first run as after it', async () => {
  const operator = await makeBillingOperator(it);
  await setProrata(operator, 'month');
  const make = async (name: string) => {
    const payer = await makePayer(it, operator, { name, kind: 'cc' });
    const cadre = await makeConvention(it, operator, { payer, lines: [{ cents: 120_000 }] });
    const lower = async () =>
      makeConvention(it, operator, {
        payer,
        beneficiary: await makePayer(it, operator),
        kind: 'tripartite',
        beginsOn: '2026-07-01',
        cadreId: cadre,
        recount: { effectiveOn: '2026-07-01', yearlyCents: 96_000 },
      });
    return { payer, lower };
  };
  const [early, late] = [await make('Baissée avant'), await make('Baissée après')];
  await early.lower();
  await billYear(operator, 2026);
  await late.lower();
  const { rows } = await listed(operator);
  assert.deepEqual(
    rows.map(({ payer, act, billedCents, owedCents }) => [payer.name, act, billedCents, owedCents]),
    [['Baissée après', 'credit', 120_000, 108_000]],
  );
  const documents = await ask<{ rows: { payer: { name: string }; netCents: number }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    '/billing/documents?sort=payer&order=asc',
  );
  assert.deepEqual(
    documents.rows.map(({ payer, netCents }) => [payer.name, netCents]),
    [
      ['Baissée après', 120_000],
      ['Baissée avant', 108_000],
    ],
  );
});

test('a line that another now pays goes back to the first payer, and the next run bills the other', async () => {
  const operator = await makeBillingOperator(it);
  const [first, other] = [await makePayer(it, operator, { name: 'Ancien payeur' }), await makePayer(it, operator, { name: 'Nouveau payeur' })];
  const convention = await makeConvention(it, operator, { payer: first, lines: [{ cents: 70_000 }] });
  await billYear(operator, 2026);
  await owner('update adhesions.convention set payer_id = $2, beneficiary_id = $2 where id = $1', [convention, other.id]);
  const { rows } = await listed(operator);
  assert.deepEqual([rows[0]?.nature, rows[0]?.act, rows[0]?.payer.name, rows[0]?.amountCents], ['payer', 'credit', 'Ancien payeur', -70_000]);
  await decided(decide(operator, rows, 'credit'));
  const document = await ask<{ credit: { id: string } }>(operator.accountant, operator.body, 'GET', `/billing/documents/${rows[0]?.document?.id}`);
  await ask(operator.second, operator.body, 'POST', `/billing/credits/${document.credit.id}/issue`);
  const run = await prepare(operator, 2026);
  const liquidations = await ask<{ rows: { payer: string; netCents: number }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/runs/${run}/documents`,
  );
  assert.deepEqual(
    liquidations.rows.map(({ payer, netCents }) => [payer, netCents]),
    [['Nouveau payeur', 70_000]],
  );
});

test('a large year is not worked out again for each page: what billing does is seen at once, the register within five minutes, and whoever decides reads it anew', async () => {
  const operator = await makeBillingOperator(it);
  const payers = [await makePayer(it, operator), await makePayer(it, operator)];
  for (const payer of payers) await makeConvention(it, operator, { payer, lines: [{ cents: 10_000 }] });
  await billYear(operator, 2026);
  const raise = (payer: string, cents: number) =>
    owner(`update adhesions.line set yearly_cents = $3 where organisation_id = $1 and beneficiary_id = $2`, [operator.body.id, payer, cents]);
  const actor = { kind: 'person', personId: uuidV7(), name: 'Essai', sessionId: uuidV7() } as const;
  const large = (page = 1) =>
    inContext<Tables, Awaited<ReturnType<typeof listCorrections>>>(it.house, { actor, organisation: operator.body.id, may: () => true }, (ctx) =>
      listCorrections(ctx, { year: 2026, page, size: 1 }, 1),
    );
  const [one, two] = payers.map(({ id }) => id);
  await raise(one ?? '', 10_700);
  assert.deepEqual([(await large()).total, (await large()).keptSince], [1, it.clock.now().toString()]);
  await raise(two ?? '', 10_300);
  const kept = await large();
  assert.deepEqual([kept.total, kept.complementCents], [1, 700]);
  const { rows } = await listed(operator);
  assert.equal(rows.length, 2, 'a small year is worked out each time');
  assert.equal(
    (
      await decided(
        decide(
          operator,
          rows.filter(({ amountCents }) => amountCents === 300),
          'complement',
        ),
      )
    ).amountCents,
    300,
  );
  const after = await large();
  assert.deepEqual([after.total, after.complementCents, after.keptSince], [1, 700, null]);
  await raise(one ?? '', 10_000);
  assert.equal((await large()).total, 1);
  assert.equal(
    await refusal(operator.accountant, operator.body, 'POST', '/billing/corrections/decisions', {
      year: 2026,
      keys: after.rows.map(({ key }) => key),
      decision: 'complement',
    }),
    '409 billing.correction-moved',
  );
  it.clock.advance({ minutes: 5 });
  assert.deepEqual([(await large()).total, (await large(2)).rows], [0, []]);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('a year read some payers at a time, or for whom a decision concerns alone, says the same as read whole', async () => {
  const operator = await makeBillingOperator(it);
  await setProrata(operator, 'month');
  const names = ['Reste', 'Monte', 'Part', 'Cède', 'Reprend', 'Change', 'Paie pour une autre', 'Payée par une autre'];
  const [, raised, leaving, giving, taking, changing, paying, paid] = await Promise.all(names.map((name) => makePayer(it, operator, { name })));
  if (!raised || !leaving || !giving || !taking || !changing || !paying || !paid) throw new Error('eight payers');
  const cents = 120_000;
  const conventions = new Map<string, string>();
  for (const payer of [raised, leaving, giving, taking, changing, paying])
    conventions.set(payer.id, await makeConvention(it, operator, { payer, lines: [{ cents }] }));
  conventions.set(
    paid.id,
    await makeConvention(it, operator, { payer: paid, kind: 'package', lines: [{ cents, treatment: 'taxed', vatBps: 2000 }] }),
  );
  await billYear(operator, 2026);
  await owner('update adhesions.line set yearly_cents = 130000 where convention_id = $1', [conventions.get(raised.id)]);
  await owner(`update adhesions.convention set ends_on = '2026-06-30' where id = $1`, [conventions.get(leaving.id)]);
  await owner('update adhesions.convention set payer_id = $2, beneficiary_id = $2 where id = $1', [conventions.get(giving.id), taking.id]);
  // What takes the place of the line of a body is paid by another.
  await owner(`update adhesions.line set ends_on = '2026-08-31' where convention_id = $1`, [conventions.get(changing.id)]);
  await makeConvention(it, operator, {
    payer: taking,
    kind: 'package',
    beginsOn: '2026-09-01',
    lines: [{ cents, beneficiary: changing }],
  });
  const details = { engagement: null, serviceCode: null, address: null, email: null };
  await ask(operator.accountant, operator.body, 'PUT', `/billing/payers/${paid.id}`, {
    siret: siretOf(paid.siren, '0001'),
    ...details,
    billToId: paying.id,
    billToReason: 'Groupement de commandes',
  });
  const inside = <Result>(work: (ctx: Context<Tables>) => Promise<Result>) =>
    inContext<Tables, Result>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: operator.body.id, may: () => true }, work);
  const sorted = (found: readonly Correction[]) => found.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const whole = sorted(await inside((ctx) => findCorrections(ctx, 2026)));
  assert.deepEqual(
    new Set(whole.map(({ nature, act }) => `${nature} ${act}`)),
    new Set(['amount complement', 'leave credit', 'payer credit', 'edition credit', 'edition next-run']),
  );
  assert.deepEqual(sorted(await inside((ctx) => findCorrections(ctx, 2026, 1))), whole, 'one payer at a time');
  for (const one of whole)
    assert.deepEqual(
      await inside(async (ctx) => (await correctionsAmong(ctx, 2026, [one.key])).filter(({ key }) => key === one.key)),
      [one],
      one.says,
    );
});
