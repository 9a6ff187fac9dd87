// SPDX-License-Identifier: EUPL-1.2
/** From conventions to documents: runs, series, avoirs, what became of each, through HTTP on a real database. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, makePerson, signedIn, type Caller } from '#rooms/people/testing.ts';
import {
  ask,
  billYear,
  makeBillingOperator,
  makeConvention,
  makePayer,
  openBillingHouse,
  prepare,
  refusal,
  send,
  type BillingOperator,
} from './testing.ts';
import { issueRun } from './runs/issue-run.ts';
import type { BillingSettings } from './contract/settings.ts';
import type { Tables } from './tables.ts';

type Row = {
  id: string;
  kind: string;
  number: string;
  payer: { id: string; name: string };
  netCents: number;
  vatCents: number;
  grossCents: number;
  state: string;
  restCents: number;
};
type List<Shape> = { rows: Shape[]; total: number };

let it: TestHouse;
before(async () => {
  it = await openBillingHouse();
});
after(() => it.close());

const documents = async (operator: BillingOperator, query = ''): Promise<Row[]> =>
  (await ask<List<Row>>(operator.accountant, operator.body, 'GET', `/billing/documents?size=100&sort=number&order=asc${query}`)).rows;
const counts = (sql: string, values: unknown[] = []): Promise<Record<string, number>> =>
  asOwner(it, async (client) => (await client.query(sql, values)).rows[0]);

test('prepares, shows, locks and issues: 16 638,00 € exempt for the EPCI, 213,34 € and 42,67 € of VAT for a commune', async () => {
  const operator = await makeBillingOperator(it);
  const epci = await makePayer(it, operator, { name: 'CC des Coteaux', kind: 'cc' });
  const commune = await makePayer(it, operator, { name: 'Ambarès' });
  await makeConvention(it, operator, {
    payer: epci,
    lines: [{ cents: 1_398_800 }, { offer: 'informaticien-mutualise', label: '1 journée / mois', cents: 265_000 }],
  });
  await makeConvention(it, operator, {
    payer: commune,
    kind: 'package',
    lines: [
      { offer: 'newapp', label: 'Installation', cents: 18_000, treatment: 'taxed', vatBps: 2000, due: { firstYear: 1, everyYears: null } },
      { offer: 'newapp', label: 'Maintenance', cents: 3_334, quantity: 2, treatment: 'taxed', vatBps: 2000 },
    ],
  });
  const id = await prepare(operator, 2026);
  const run = await ask<{ grossCents: number; payers: number; status: string; byKind: { kind: string; netCents: number }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/runs/${id}`,
  );
  assert.equal(run.status, 'prepared');
  assert.equal(run.grossCents, 1_663_800 + 25_601);
  assert.equal((await documents(operator)).length, 0, 'nothing is issued by preparing');
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
  assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/computation`), '409 billing.run-locked');
  assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/issue`), '403 billing.own-run');
  assert.deepEqual(await ask(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`), { documents: 2, status: 'issued' });
  const issued = await documents(operator);
  assert.deepEqual(
    issued.map(({ number, netCents, vatCents, grossCents, state }) => [number, netCents, vatCents, grossCents, state]),
    [
      ['AP-2026-0001', 1_663_800, 0, 1_663_800, 'issued'],
      ['FA-2026-0001', 21_334, 4_267, 25_601, 'issued'],
    ],
  );
  const read = await ask<{ isIntact: boolean; content: { mentions: string[]; lines: { act: { says: string } }[] } }>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/documents/${issued[0]?.id}`,
  );
  assert.equal(read.isIntact, true);
  assert.match(read.content.mentions.join(' '), /261 B/);
  assert.match(read.content.lines[0]?.act.says ?? '', /^Convention /);
  const pdf = await send(operator.accountant, operator.body, 'GET', `/billing/documents/${issued[0]?.id}/pdf`);
  assert.equal(pdf.statusCode, 200, pdf.body.slice(0, 300));
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-');
  const balance = await counts(
    `select sum(amount_cents)::int as all, sum(amount_cents) filter (where account = 'receivable')::int as owed from billing.posting where organisation_id = $1`,
    [operator.body.id],
  );
  assert.deepEqual(balance, { all: 0, owed: 1_663_800 + 25_601 }, 'postings balance, and are the documents');
});

test('bills nothing twice, explains what changed, and bills what is new alone', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator, { name: 'CC du Fronsadais' });
  const cadre = await makeConvention(it, operator, { payer, lines: [{ cents: 1_793_800 }] });
  await billYear(operator, 2026);
  const again = await prepare(operator, 2026);
  assert.equal((await ask<{ payers: number }>(operator.accountant, operator.body, 'GET', `/billing/runs/${again}`)).payers, 0);
  assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${again}/lock`), '422 billing.run-empty');
  const joined = await makePayer(it, operator, { name: 'Commune qui rejoint' });
  await makeConvention(it, operator, {
    payer,
    beneficiary: joined,
    kind: 'tripartite',
    beginsOn: '2026-06-01',
    cadreId: cadre,
    recount: { effectiveOn: '2026-06-01', yearlyCents: 2_050_000 },
  });
  const next = await prepare(operator, 2027);
  const { rows } = await ask<List<{ id: string; previousCents: number; netCents: number }>>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/runs/${next}/documents`,
  );
  assert.deepEqual([rows[0]?.previousCents, rows[0]?.netCents], [1_793_800, 2_050_000]);
  const one = await ask<{ differences: { nature: string; says: string }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/runs/${next}/documents/${rows[0]?.id}`,
  );
  assert.equal(one.differences[0]?.nature, 'more');
  assert.match(one.differences[0]?.says ?? '', /Recomptage/);
});

test('refuses to lock a document that cannot be issued, lets it be left out with a reason, and takes it in the next run', async () => {
  const operator = await makeBillingOperator(it);
  const known = await makePayer(it, operator, { name: 'Cestas' });
  const unknown = await makePayer(it, operator, { name: 'Sans SIRET', hasSiret: false });
  for (const payer of [known, unknown]) await makeConvention(it, operator, { payer, lines: [{ cents: 100_000 }] });
  const id = await prepare(operator, 2026);
  assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`), '422 billing.run-has-faults');
  const { rows } = await ask<List<{ id: string; payer: string; faults: string[] }>>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/runs/${id}/documents?state=fault`,
  );
  assert.deepEqual(
    rows.map(({ payer, faults }) => [payer, faults]),
    [['Sans SIRET', ['Le SIRET du payeur manque.']]],
  );
  await ask(operator.accountant, operator.body, 'PUT', `/billing/runs/${id}/documents/${rows[0]?.id}/exclusion`, {
    reason: 'SIRET demandé à la mairie',
  });
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
  await asOwner(it, (client) => client.query(`update organisations.body set ended_on = '2026-10-01' where id = $1`, [known.id]));
  assert.equal(
    await refusal(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`),
    '422 billing.run-has-faults',
    'a payer that closed meanwhile',
  );
  assert.equal((await documents(operator)).length, 0);
  await asOwner(it, (client) => client.query('update organisations.body set ended_on = null where id = $1', [known.id]));
  assert.deepEqual(await ask(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`), { documents: 1, status: 'issued' });
  const other = await prepare(operator, 2026);
  const left = await ask<List<{ payer: string }>>(operator.accountant, operator.body, 'GET', `/billing/runs/${other}/documents`);
  assert.deepEqual(
    left.rows.map(({ payer }) => payer),
    ['Sans SIRET'],
  );
});

test('sur devis lines keep a document from being locked', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, yearlyCents: 0, lines: [{ cents: null, label: 'Service sur mesure' }] });
  const id = await prepare(operator, 2026);
  const { rows } = await ask<List<{ faults: string[] }>>(operator.accountant, operator.body, 'GET', `/billing/runs/${id}/documents`);
  assert.match(rows[0]?.faults.join() ?? '', /sur devis/);
});

test('two runs issued at once, and one that fails, leave a series without gap or double', async () => {
  const operator = await makeBillingOperator(it);
  const runs: string[] = [];
  for (let at = 0; at < 4; at++) {
    const payer = await makePayer(it, operator);
    await makeConvention(it, operator, { payer, lines: [{ cents: 10_000 + at }] });
    const id = await prepare(operator, 2026, { payerIds: [payer.id] });
    await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
    runs.push(id);
  }
  const [doomed, ...good] = runs;
  await asOwner(it, (client) =>
    client.query(`update organisations.body set ended_on = '2026-01-01' where id = (select payer_id from billing.liquidation where run_id = $1)`, [
      doomed,
    ]),
  );
  const answers = await Promise.all(runs.map((id) => send(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`)));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 200, 200, 422]);
  assert.equal(good.length, 3);
  assert.deepEqual(
    (await documents(operator)).map(({ number }) => number),
    ['AP-2026-0001', 'AP-2026-0002', 'AP-2026-0003'],
  );
});

test('a server that dies as it issues leaves nothing, and the number it drew is drawn again', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, lines: [{ cents: 50_000 }] });
  const id = await prepare(operator, 2026);
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
  const actor = { kind: 'person', personId: '00000000-0000-7000-8000-0000000000ff', name: 'Émet', sessionId: 'essai' } as const;
  await assert.rejects(
    inContext<Tables, void>(it.house, { actor, organisation: operator.body.id, may: () => true }, async (ctx) => {
      assert.deepEqual(await issueRun(ctx, { id }), { documents: 1, status: 'issued' });
      // What a kill leaves of the transaction: all is written, nothing is committed.
      throw new Error('killed before the commit');
    }),
    /killed/,
  );
  assert.equal((await documents(operator)).length, 0);
  const left = await counts(
    `select (select count(*) from billing.posting where organisation_id = $1)::int + (select count(*) from billing.billed where organisation_id = $1)::int as left`,
    [operator.body.id],
  );
  assert.equal(left['left'], 0);
  await ask(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`);
  assert.deepEqual(
    (await documents(operator)).map(({ number }) => number),
    ['AP-2026-0001'],
  );
});

test('the same line in two locked runs is issued once', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, lines: [{ cents: 50_000 }] });
  const ids = [await prepare(operator, 2026), await prepare(operator, 2026)];
  for (const id of ids) await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
  const answers = await Promise.all(ids.map((id) => send(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`)));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
  assert.equal((await documents(operator)).length, 1);
});

test('an issued document, its postings and a locked run are kept by the database itself', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, lines: [{ cents: 50_000 }] });
  const run = await billYear(operator, 2026);
  const refused = (sql: string, wanted: RegExp) =>
    assert.rejects(
      asOwner(it, (client) => client.query(sql, [operator.body.id])),
      wanted,
    );
  await refused(`update billing.document set payer_name = 'autre' where organisation_id = $1`, /never changes/);
  await refused('delete from billing.document where organisation_id = $1', /never changes|violates foreign key/);
  await refused('update billing.posting set amount_cents = 1 where organisation_id = $1', /never changes/);
  await refused('update billing.liquidation_line set net_cents = 1 where organisation_id = $1', /never computed again/);
  await assert.rejects(
    asOwner(it, (client) =>
      client.query(
        `insert into billing.document select organisation_id, gen_random_uuid(), kind, year, sequence + 2, number || 'x', payer_id, payer_name, run_id, original_id,
           issued_on, due_on, net_cents, vat_cents, gross_cents, content, digest, issued_by, issued_at from billing.document where run_id = $1`,
        [run],
      ),
    ),
    /would have a gap/,
  );
});

test('a locked run that was altered behind the server is not issued', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, lines: [{ cents: 50_000 }] });
  const id = await prepare(operator, 2026);
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
  await asOwner(it, async (client) => {
    await client.query(`begin; set local billing.erasing = 'on'`);
    await client.query(`update billing.liquidation_line set content = jsonb_set(content, '{label}', '"autre"') where run_id = $1`, [id]);
    await client.query('commit');
  });
  assert.equal(await refusal(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`), '409 billing.totals-differ');
});

test('totals that do not agree are not locked', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, lines: [{ cents: 50_000 }] });
  const id = await prepare(operator, 2026);
  await asOwner(it, (client) => client.query('update billing.liquidation_line set net_cents = net_cents - 1 where run_id = $1', [id]));
  assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`), '409 billing.totals-differ');
});

test('an avoir is prepared by one and issued by another, gives back to the cent, and lets a line be billed anew', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, {
    payer,
    kind: 'package',
    lines: [1, 2, 3].map((at) => ({ offer: `o${at}`, label: `Ligne ${at}`, cents: 1_667, treatment: 'taxed', vatBps: 2000 })),
  });
  const run = await prepare(operator, 2026);
  const { missingMentions } = await ask<{ missingMentions: string[] }>(operator.accountant, operator.body, 'GET', `/billing/runs/${run}`);
  assert.equal(missingMentions.length, 4, 'neither address, nor SIRET, nor VAT number was set');
  await billYear(operator, 2026);
  const [facture] = await documents(operator);
  assert.deepEqual([facture?.netCents, facture?.vatCents, facture?.grossCents], [5_001, 1_000, 6_001]);
  const credit = (lines: object[]) =>
    send(operator.accountant, operator.body, 'POST', `/billing/documents/${facture?.id}/credit`, { reason: 'Quantité fausse', lines });
  assert.equal((await credit([{ rank: 1, netCents: 1_668, isBilledAnew: false }])).json<{ code: string }>().code, 'billing.credit-too-large');
  assert.equal((await credit([{ rank: 9, netCents: 1, isBilledAnew: false }])).json<{ code: string }>().code, 'billing.credit-line-unknown');
  assert.equal((await credit([])).json<{ code: string }>().code, 'billing.credit-empty');
  for (const rank of [1, 2, 3]) {
    const { id } = (await credit([{ rank, netCents: 1_667, isBilledAnew: rank === 1 }])).json<{ id: string }>();
    assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/credits/${id}/issue`), '403 billing.own-credit');
    await ask(operator.second, operator.body, 'POST', `/billing/credits/${id}/issue`);
    assert.equal(await refusal(operator.second, operator.body, 'POST', `/billing/credits/${id}/issue`), '409 billing.credit-settled');
  }
  const rows = await documents(operator);
  assert.deepEqual(
    rows.filter(({ kind }) => kind === 'avoir').map(({ number }) => number),
    ['AV-2026-0001', 'AV-2026-0002', 'AV-2026-0003'],
  );
  assert.equal(
    rows.reduce((sum, { vatCents }) => sum + vatCents, 0),
    0,
    'VAT given back in three parts is the VAT of the whole',
  );
  assert.equal(
    rows.reduce((sum, { grossCents }) => sum + grossCents, 0),
    0,
  );
  assert.equal(rows.find(({ kind }) => kind === 'facture')?.state, 'credited');
  const again = await prepare(operator, 2026);
  const { rows: anew } = await ask<List<{ netCents: number }>>(operator.accountant, operator.body, 'GET', `/billing/runs/${again}/documents`);
  assert.deepEqual(
    anew.map(({ netCents }) => netCents),
    [1_667],
    'only the line to bill anew',
  );
});

test('an avoir is issued by its preparer neither through the server nor behind it', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, lines: [{ cents: 50_000 }] });
  await billYear(operator, 2026);
  const [call] = await documents(operator);
  const { id } = await ask<{ id: string }>(operator.accountant, operator.body, 'POST', `/billing/documents/${call?.id}/credit`, {
    reason: 'Montant faux',
    lines: [{ rank: 1, netCents: 100, isBilledAnew: false }],
  });
  const behind = (issuer: string) =>
    asOwner(it, (client) =>
      client.query(`update billing.credit set status = 'issued', avoir_id = document_id, issued_by = ${issuer} where id = $1`, [id]),
    );
  await assert.rejects(behind('prepared_by'), /credit_issued_by_another/);
  await assert.rejects(behind('null'), /credit_says_who_issued/);
  await ask(operator.second, operator.body, 'POST', `/billing/credits/${id}/issue`);
  const stands = await counts('select count(*)::int as other from billing.credit where id = $1 and issued_by <> prepared_by', [id]);
  assert.equal(stands['other'], 1);
});

test('a series begun in another software goes on from its number, and keeps it once a document is issued', async () => {
  const operator = await makeBillingOperator(it);
  const settings = await ask<BillingSettings>(operator.accountant, operator.body, 'GET', '/billing/settings');
  const starting = (...starts: BillingSettings['series']['starts']) =>
    refusal(operator.accountant, operator.body, 'PUT', '/billing/settings', { ...settings, series: { ...settings.series, starts } });
  const appel = { kind: 'appel', year: 2026, first: 41 } as const;
  assert.equal(await starting(appel, { ...appel, first: 42 }), '422 billing.series-twice');
  assert.equal(await starting(appel), '200 ');
  for (const cents of [50_000, 60_000]) {
    const payer = await makePayer(it, operator);
    await makeConvention(it, operator, { payer, lines: [{ cents }] });
    await billYear(operator, 2026);
  }
  assert.deepEqual(
    (await documents(operator)).map(({ number }) => number),
    ['AP-2026-0041', 'AP-2026-0042'],
  );
  assert.equal(await starting(), '409 billing.series-begun');
  assert.equal(await starting({ ...appel, first: 12 }), '409 billing.series-begun');
  assert.equal(await starting(appel, { kind: 'facture', year: 2026, first: 7 }), '200 ', 'no facture is issued yet');
  await assert.rejects(
    asOwner(it, (client) => client.query('update billing.counter set first_number = 1 where organisation_id = $1', [operator.body.id])),
    /keeps its first number/,
  );
});

test('titre, payments, contests and letters: each state, and nothing twice', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator, { name: 'Payeur en retard' });
  await makeConvention(it, operator, { payer, lines: [{ cents: 100_000 }] });
  await billYear(operator, 2026);
  const [call] = await documents(operator);
  const path = `/billing/documents/${call?.id}`;
  const state = async () => (await documents(operator))[0]?.state;
  await ask(operator.accountant, operator.body, 'POST', `${path}/titre`, { titre: '412', bordereau: '31', exercice: 2026, on: '2026-11-25' });
  assert.equal(await state(), 'titred');
  assert.equal(
    await refusal(operator.accountant, operator.body, 'POST', `${path}/titre`, { titre: '413', bordereau: '31', exercice: 2026, on: '2026-11-25' }),
    '409 billing.already-titred',
  );
  assert.equal(await refusal(operator.accountant, operator.body, 'POST', '/billing/late/' + payer.id + '/reminder'), '422 billing.nothing-late');
  it.clock.set('2027-01-20T09:00:00Z');
  const operatorThen = { ...operator, ...(await reSigned(operator)) };
  assert.equal((await documents(operatorThen))[0]?.state, 'late');
  const { rows: late } = await ask<{ rows: { isToRemind: boolean; restCents: number; days: number }[] }>(
    operatorThen.accountant,
    operator.body,
    'GET',
    '/billing/late',
  );
  assert.deepEqual([late[0]?.isToRemind, late[0]?.restCents, late[0]?.days], [true, 100_000, 30]);
  const found = async (query: string) => (await ask<List<object>>(operatorThen.accountant, operator.body, 'GET', `/billing/late?${query}`)).total;
  assert.deepEqual(
    await Promise.all([`payer=${payer.id}`, `payer=${operator.body.id}`, 'q=introuvable', 'sort=restCents&order=desc'].map(found)),
    [1, 0, 0, 1],
  );
  const letter = await send(operatorThen.accountant, operator.body, 'GET', `/billing/late/${payer.id}/letter`);
  assert.equal(letter.statusCode, 200, letter.body.slice(0, 300));
  assert.deepEqual(await ask(operatorThen.accountant, operator.body, 'POST', `/billing/late/${payer.id}/reminder`), { documents: 1 });
  assert.equal(
    (await ask<{ rows: { isToRemind: boolean }[] }>(operatorThen.accountant, operator.body, 'GET', '/billing/late')).rows[0]?.isToRemind,
    false,
  );
  const pay = (amountCents: number, reference: string) =>
    refusal(operatorThen.accountant, operator.body, 'POST', `${path}/payments`, { amountCents, on: '2027-01-20', reference });
  assert.equal(await pay(40_000, 'P503-1'), '200 ');
  assert.equal(await pay(40_000, 'P503-1'), '409 billing.payment-known');
  assert.equal(await pay(60_001, 'P503-2'), '422 billing.payment-too-large');
  await ask(operatorThen.accountant, operator.body, 'POST', `${path}/contest`, { on: '2027-01-20', reason: 'Deux communes comptées à tort' });
  assert.equal((await documents(operatorThen))[0]?.state, 'contested');
  assert.equal(
    (await ask<{ rows: unknown[] }>(operatorThen.accountant, operator.body, 'GET', '/billing/late')).rows.length,
    0,
    'what is contested is not reminded of',
  );
  await ask(operatorThen.accountant, operator.body, 'POST', `${path}/contest-settled`, {
    on: '2027-01-21',
    verdict: 'rejected',
    reason: 'Compte vérifié ensemble',
  });
  assert.equal(await pay(60_000, 'P503-2'), '200 ');
  assert.equal((await documents(operatorThen))[0]?.state, 'paid');
  const remaining = await ask<{ restCents: number }>(operatorThen.accountant, operator.body, 'GET', '/billing/remaining?on=2026-12-31');
  assert.equal(remaining.restCents, 100_000, 'at the end of 2026 nothing was paid');
  it.clock.set('2026-11-21T09:00:00Z');
});

test('a payer contests on its own page, the accountant is told and answers, and the payer hears of it', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator, { name: 'Contestataire' });
  const other = await makePayer(it, operator, { name: 'Voisine' });
  for (const one of [payer, other]) await makeConvention(it, operator, { payer: one, lines: [{ cents: 60_000 }] });
  await billYear(operator, 2026);
  const accountant = await makePerson(it, [{ in: operator.body, roles: ['accountant'] }]);
  const told = await signedIn(it.app, accountant);
  const director = await makePerson(it, [{ in: payer, roles: ['dgs'] }]);
  const dgs = await signedIn(it.app, director);
  const agent = await signedIn(it.app, await makePerson(it, [{ in: payer, roles: ['agent'] }]));
  const neighbour = await signedIn(it.app, await makePerson(it, [{ in: other, roles: ['president'] }]));
  const mine = (await documents(operator)).find(({ payer: one }) => one.id === payer.id);
  const path = `/billing/received/${mine?.id}/contest`;
  const reason = 'Une commune est comptée deux fois';
  assert.equal(await refusal(agent, payer, 'POST', path, { reason }), '403 platform.not-permitted');
  assert.equal(await refusal(neighbour, other, 'POST', path, { reason }), '404 billing.document-not-found');
  assert.equal((await ask<Row>(dgs, payer, 'POST', path, { reason })).state, 'contested');
  assert.equal(await refusal(dgs, payer, 'POST', path, { reason }), '409 billing.already-contested');
  await it.settle();
  assert.ok((await noticesOf(told)).includes(`Contestataire conteste le document ${mine?.number} et attend votre réponse.`));
  assert.ok((await mailsTo(accountant.email)).includes(`Contestataire conteste le document ${mine?.number} et attend votre réponse.`));
  for (const [caller, body, list] of [
    [operator.accountant, operator.body, '/billing/documents?state=contested'],
    [dgs, payer, '/billing/received?state=contested'],
  ] as const)
    assert.deepEqual(
      (await ask<List<Row>>(caller, body, 'GET', list)).rows.map(({ id }) => id),
      [mine?.id],
    );

  await ask(dgs, payer, 'POST', `${path}-withdrawn`, { reason: 'Nous avions mal lu' });
  assert.equal(await refusal(dgs, payer, 'POST', `${path}-withdrawn`, { reason: 'Encore' }), '409 billing.not-contested');
  await ask(dgs, payer, 'POST', path, { reason });
  const answer = (verdict: string) =>
    refusal(operator.accountant, operator.body, 'POST', `/billing/documents/${mine?.id}/contest-settled`, {
      on: '2026-11-21',
      verdict,
      reason: 'Compte refait avec vous',
    });
  assert.equal(await answer('upheld'), '200 ');
  assert.equal(await answer('upheld'), '409 billing.contest-answered');
  assert.equal(await refusal(dgs, payer, 'POST', `${path}-withdrawn`, { reason: 'Trop tard' }), '409 billing.contest-answered');
  await it.settle();
  assert.ok((await noticesOf(told)).includes(`Contestataire retire sa contestation du document ${mine?.number}.`));
  const upheld = `${operator.body.name} reconnaît fondée la contestation du document ${mine?.number} : un avoir doit le corriger.`;
  assert.ok((await noticesOf(dgs)).includes(upheld));
  assert.ok((await mailsTo(director.email)).includes(upheld));
  assert.equal((await documents(operator, '&state=contested')).length, 1, 'it stands until an avoir corrects the document');
});

test('an avoir closes the contest that was upheld, and a rejected one is claimed again', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator, { name: 'Corrigée' });
  await makeConvention(it, operator, { payer, lines: [{ cents: 60_000 }] });
  await billYear(operator, 2026);
  const president = await signedIn(it.app, await makePerson(it, [{ in: payer, roles: ['president'] }]));
  const [call] = await documents(operator);
  const contest = () => ask(president, payer, 'POST', `/billing/received/${call?.id}/contest`, { reason: 'Montant trop élevé' });
  const answer = (verdict: string) =>
    ask(operator.accountant, operator.body, 'POST', `/billing/documents/${call?.id}/contest-settled`, {
      on: '2026-11-21',
      verdict,
      reason: 'Vérifié',
    });
  await contest();
  await answer('rejected');
  assert.equal((await documents(operator))[0]?.state, 'issued');
  await contest();
  await answer('upheld');
  const { id } = await ask<{ id: string }>(operator.accountant, operator.body, 'POST', `/billing/documents/${call?.id}/credit`, {
    reason: 'Contestation fondée',
    lines: [{ rank: 1, netCents: 10_000, isBilledAnew: false }],
  });
  await ask(operator.second, operator.body, 'POST', `/billing/credits/${id}/issue`);
  const received = await ask<Row & { contests: { verdict: string; isClosed: boolean; isByPayer: boolean }[] }>(
    president,
    payer,
    'GET',
    `/billing/received/${call?.id}`,
  );
  assert.deepEqual([received.state, received.restCents], ['issued', 50_000]);
  assert.deepEqual(received.contests.map(({ verdict, isClosed, isByPayer }) => [verdict, isClosed, isByPayer]).toSorted(), [
    ['rejected', true, true],
    ['upheld', true, true],
  ]);
  await it.settle();
  assert.ok((await noticesOf(president)).includes(`Un avoir de ${operator.body.name} corrige le document ${call?.number}, qui était contesté.`));
});

const noticesOf = async (caller: Caller): Promise<string[]> =>
  (await caller({ url: '/api/me/notices' })).json<{ rows: { title: string }[] }>().rows.map(({ title }) => title);
const mailsTo = async (address: string): Promise<string[]> =>
  asOwner(it, async (client) =>
    (await client.query('select subject from platform.outbox_message where recipient_address = $1', [address])).rows.map(
      ({ subject }: { subject: string }) => subject,
    ),
  );

async function reSigned(operator: BillingOperator): Promise<Pick<BillingOperator, 'accountant' | 'second'>> {
  const accountant = await signedIn(it.app, await makePerson(it, [{ in: operator.body, roles: ['accountant'] }]));
  return { accountant, second: operator.second };
}

test('orders, school fees, volumes: once, to the cent, with the hint of a dearer order that costs less', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator, { name: 'Commune qui commande' });
  const charge = (more: object) =>
    send(operator.accountant, operator.body, 'POST', '/billing/charges', {
      family: 'volume',
      payerId: payer.id,
      label: 'Alertes SMS',
      quantity: 1,
      unit: 'sms',
      unitPriceTenThousandths: 600,
      vatCode: 'S',
      rateBasisPoints: 2000,
      happenedOn: '2026-05-31',
      ...more,
    });
  assert.equal((await charge({ quantity: 2_400, reference: 'sms-2026-05' })).json<{ netCents: number }>().netCents, 14_400);
  assert.equal((await charge({ reference: 'sms-2026-05' })).json<{ code: string }>().code, 'billing.charge-known');
  assert.equal((await charge({ quantity: -1 })).statusCode, 400, 'a negative order is refused');
  assert.equal((await charge({ rateBasisPoints: 1960 })).json<{ code: string }>().code, 'billing.charge-rate-unknown');
  assert.equal(
    (await charge({ label: 'Numérisation', quantity: 1_800, unit: 'acte', unitPriceTenThousandths: 4_600 })).json<{ netCents: number }>().netCents,
    82_800,
  );
  const fee = (await charge({ family: 'school-fee', label: 'Frais de gestion', quantity: 99_999.99, unit: 'commande' })).json<{
    netCents: number;
    cheaperFromCents: number;
  }>();
  assert.deepEqual([fee.netCents, fee.cheaperFromCents], [800_000, 10_000_000]);
  const gone = (await charge({ label: 'Saisie par erreur', quantity: 3, reference: 'x' })).json<{ id: string }>();
  await ask(operator.accountant, operator.body, 'POST', `/billing/charges/${gone.id}/withdrawal`, { reason: 'Doublon' });
  await billYear(operator, 2026);
  const [facture] = await documents(operator);
  assert.deepEqual([facture?.netCents, facture?.vatCents], [14_400 + 82_800 + 800_000, 179_440]);
  const { rows } = await ask<List<{ state: string; id: string }>>(operator.accountant, operator.body, 'GET', '/billing/charges?state=billed');
  assert.equal(rows.length, 3);
  assert.equal(
    await refusal(operator.accountant, operator.body, 'POST', `/billing/charges/${rows[0]?.id}/withdrawal`, { reason: 'trop tard' }),
    '409 billing.charge-billed',
  );
});

test('a payer reads its own documents and what each body costs it, and nobody else’s', async () => {
  const operator = await makeBillingOperator(it);
  const [mine, other] = [await makePayer(it, operator, { name: 'Mienne' }), await makePayer(it, operator, { name: 'Autre' })];
  for (const payer of [mine, other]) await makeConvention(it, operator, { payer, lines: [{ cents: 70_000 }] });
  await billYear(operator, 2026);
  const mayor = await signedIn(it.app, await makePerson(it, [{ in: mine, roles: ['president'] }]));
  const { rows } = await ask<List<Row>>(mayor, mine, 'GET', '/billing/received');
  assert.deepEqual(
    rows.map(({ payer }) => payer.name),
    ['Mienne'],
  );
  const foreign = (await documents(operator)).find(({ payer }) => payer.name === 'Autre');
  assert.equal(await refusal(mayor, mine, 'GET', `/billing/received/${foreign?.id}`), '404 billing.document-not-found');
  const costs = await ask<{ bodies: { body: string; netCents: number }[] }>(mayor, mine, 'GET', '/billing/my-costs');
  assert.deepEqual(
    costs.bodies.map(({ body, netCents }) => [body, netCents]),
    [['Mienne', 70_000]],
  );
  const forecast = await ask<{ year: number; netCents: number }>(mayor, mine, 'GET', '/billing/forecast');
  assert.deepEqual([forecast.year, forecast.netCents], [2027, 70_000]);
  assert.equal((await send(mayor, mine, 'GET', `/billing/received/${rows[0]?.id}/pdf`)).statusCode, 200);
  assert.equal(await refusal(mayor, mine, 'GET', `/billing/received/${rows[0]?.id}/factur-x`), '422 billing.no-factur-x');
  assert.equal((await send(mayor, operator.body, 'GET', '/billing/documents')).statusCode, 403);
});

test('shares common costs exactly, and watches 20 % and 50 %', async () => {
  const operator = await makeBillingOperator(it);
  const [one, two, outside] = [
    await makePayer(it, operator, { name: 'Un' }),
    await makePayer(it, operator, { name: 'Deux' }),
    await makePayer(it, operator, { name: 'Tiers' }),
  ];
  for (const [payer, cents] of [
    [one, 300_000],
    [two, 100_000],
  ] as const)
    await makeConvention(it, operator, { payer, lines: [{ cents }] });
  await makeConvention(it, operator, {
    payer: outside,
    kind: 'package',
    lines: [{ cents: 600_000, offer: 'rgpd', treatment: 'taxed', vatBps: 2000 }],
  });
  await billYear(operator, 2026);
  const cost = (more: object) =>
    send(operator.accountant, operator.body, 'POST', '/billing/costs', {
      year: 2026,
      service: 'adhesion-mutualisee',
      label: 'Salaires',
      amountCents: 400_001,
      isCommon: true,
      sharing: 'participation',
      source: 'Compte administratif',
      ...more,
    });
  assert.equal((await cost({})).statusCode, 200);
  assert.equal((await cost({ sharing: 'equal' })).json<{ code: string }>().code, 'billing.two-keys');
  await ask(operator.accountant, operator.body, 'PUT', '/billing/member-receipts', {
    year: 2026,
    payerId: one.id,
    taxedBasisPoints: 2100,
    evidence: 'Attestation du 3 mars',
  });
  const shares = await ask<{
    members: { payer: string; exactCents: number; isOverTwenty: boolean }[];
    outsideBasisPoints: number;
    isOverFifty: boolean;
  }>(operator.accountant, operator.body, 'GET', '/billing/shares?year=2026');
  assert.deepEqual(
    shares.members.map(({ payer, exactCents, isOverTwenty }) => [payer, exactCents, isOverTwenty]),
    [
      ['Deux', 100_000, false],
      ['Un', 300_001, true],
    ],
  );
  assert.deepEqual([shares.outsideBasisPoints, shares.isOverFifty], [6000, true]);
  const csv = Buffer.from(
    'Service;Libellé;Montant;Commun;Clé\nadhesion-mutualisee;Locaux;1 200,50;oui;participation\nx;y;abc;oui;population\n',
  ).toString('base64');
  const imported = await ask<{ added: number; faults: { line: number }[] }>(operator.accountant, operator.body, 'POST', '/billing/costs/import', {
    year: 2026,
    name: 'couts.csv',
    content: csv,
  });
  assert.deepEqual([imported.added, imported.faults.map(({ line }) => line)], [1, [3]]);
  assert.equal((await send(operator.accountant, operator.body, 'GET', '/billing/shares/pdf?year=2026')).statusCode, 200);
});

test('a run names the payers of last year that it leaves out, and those alone', async () => {
  const operator = await makeBillingOperator(it);
  const [stays, leaves] = [await makePayer(it, operator, { name: 'Reste' }), await makePayer(it, operator, { name: 'Part' })];
  await makeConvention(it, operator, { payer: stays, lines: [{ cents: 50_000 }] });
  await makeConvention(it, operator, { payer: leaves, endsOn: '2026-12-31', lines: [{ cents: 70_000 }] });
  await billYear(operator, 2026);
  const absentOf = async (id: string) =>
    (
      await ask<{ rows: { payer: string; previousCents: number; until: string }[] }>(
        operator.accountant,
        operator.body,
        'GET',
        `/billing/runs/${id}/absent`,
      )
    ).rows.map(({ payer, previousCents, until }) => [payer, previousCents, until]);
  assert.deepEqual(await absentOf(await prepare(operator, 2027)), [['Part', 70_000, '2026-12-31']]);
  assert.deepEqual(await absentOf(await prepare(operator, 2027, { payerIds: [stays.id] })), []);
  // What was given back whole was billed in neither year.
  const giveBackLast = async (payer: string) => {
    const { rows } = await ask<List<{ id: string; number: string; netCents: number }>>(
      operator.accountant,
      operator.body,
      'GET',
      `/billing/documents?q=${payer}&kind=appel&sort=number&order=desc`,
    );
    const [billed] = rows;
    const { id } = await ask<{ id: string }>(operator.accountant, operator.body, 'POST', `/billing/documents/${billed?.id}/credit`, {
      reason: 'Émis à tort',
      lines: [{ rank: 1, netCents: billed?.netCents, isBilledAnew: false }],
    });
    await ask(operator.second, operator.body, 'POST', `/billing/credits/${id}/issue`);
  };
  await billYear(operator, 2027);
  await giveBackLast('Reste');
  assert.deepEqual(
    await absentOf(await prepare(operator, 2027)),
    [
      ['Part', 70_000, '2026-12-31'],
      ['Reste', 50_000, '2026-12-31'],
    ],
    'billed last year, and given back this year',
  );
  await giveBackLast('Part');
  assert.deepEqual(await absentOf(await prepare(operator, 2027)), [['Reste', 50_000, '2026-12-31']], 'given back last year');
});

test('a run of some families is compared with what those families were billed, avoirs taken away', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, {
    payer,
    kind: 'package',
    lines: [
      { offer: 'sauvegarde', label: 'Sauvegarde', cents: 40_000, treatment: 'taxed' },
      { offer: 'conseil', label: 'Conseil', cents: 90_000, treatment: 'taxed', due: { firstYear: 1, everyYears: 3 } },
    ],
  });
  await billYear(operator, 2026);
  const { rows: documents } = await ask<List<{ id: string }>>(operator.accountant, operator.body, 'GET', '/billing/documents');
  const document = await ask<{ content: { lines: { rank: number; family: string }[] } }>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/documents/${documents[0]?.id}`,
  );
  const yearly = document.content.lines.find(({ family }) => family === 'subscription');
  const credit = { reason: 'Remise', lines: [{ rank: yearly?.rank, netCents: 5_000, isBilledAnew: false }] };
  const { id: prepared } = await ask<{ id: string }>(
    operator.accountant,
    operator.body,
    'POST',
    `/billing/documents/${documents[0]?.id}/credit`,
    credit,
  );
  await ask(operator.second, operator.body, 'POST', `/billing/credits/${prepared}/issue`);
  const run = await prepare(operator, 2027, { families: ['subscription'] });
  const { rows } = await ask<List<{ id: string; previousCents: number; netCents: number }>>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/runs/${run}/documents`,
  );
  assert.deepEqual(
    rows.map(({ previousCents, netCents }) => [previousCents, netCents]),
    [[35_000, 40_000]],
  );
  const { differences } = await ask<{ differences: { label: string; nature: string; beforeCents: number }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    `/billing/runs/${run}/documents/${rows[0]?.id}`,
  );
  assert.deepEqual(
    differences.map(({ nature, beforeCents }) => [nature, beforeCents]),
    [['more', 35_000]],
  );
});

test('what is left to collect has the age of its instalments, the oldest paid first', async () => {
  const operator = await makeBillingOperator(it);
  const settings = await ask<BillingSettings>(operator.accountant, operator.body, 'GET', '/billing/settings');
  const instalments = [
    { dueOn: '03-31', percent: 50 },
    { dueOn: '11-30', percent: 50 },
  ];
  await ask(operator.accountant, operator.body, 'PUT', '/billing/settings', { ...settings, instalments });
  const payer = await makePayer(it, operator, { name: 'Payeur' });
  await makeConvention(it, operator, { payer, beginsOn: '2027-01-01', lines: [{ cents: 100_000 }] });
  await billYear(operator, 2027);
  const [call] = await documents(operator);
  const pay = (amountCents: number, on: string, reference: string) =>
    ask(operator.accountant, operator.body, 'POST', `/billing/documents/${call?.id}/payments`, { amountCents, on, reference });
  const nextDueOn = async () =>
    (await ask<List<{ nextDueOn: string | null }>>(operator.accountant, operator.body, 'GET', '/billing/documents')).rows[0]?.nextDueOn;
  await pay(20_000, '2027-04-15', 'P503');
  assert.equal(await nextDueOn(), '2027-03-31', 'paid in part only');
  const ages = async (on: string) => {
    type Ages = { notDueCents: number; to30Cents: number; to90Cents: number; beyondCents: number; restCents: number };
    const { rows } = await ask<{ rows: Ages[] }>(operator.accountant, operator.body, 'GET', `/billing/remaining?on=${on}`);
    return rows.map((row) => [row.notDueCents, row.to30Cents, row.to90Cents, row.beyondCents, row.restCents]);
  };
  assert.deepEqual(await ages('2027-03-31'), [[100_000, 0, 0, 0, 100_000]]);
  assert.deepEqual(await ages('2027-04-20'), [[50_000, 30_000, 0, 0, 80_000]]);
  assert.deepEqual(await ages('2027-12-10'), [[0, 50_000, 0, 30_000, 80_000]]);
  await pay(30_000, '2027-05-02', 'P504');
  assert.equal(await nextDueOn(), '2027-11-30');
  await pay(50_000, '2027-11-20', 'P505');
  assert.equal(await nextDueOn(), null);
});

test('the year at a glance, the VAT statement and the accruals say the same as the documents', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator, { name: 'Payeur' });
  await makeConvention(it, operator, {
    payer,
    beginsOn: '2026-07-01',
    endsOn: '2029-06-30',
    lines: [
      { cents: 120_000 },
      { cents: 9_000, offer: 'mail', label: 'Filtrage, 3 ans', treatment: 'taxed', vatBps: 2000, due: { firstYear: 1, everyYears: 3 } },
    ],
  });
  await billYear(operator, 2026);
  const year = await ask<{
    netCents: number;
    vatCents: number;
    byService: { key: string; netCents: number }[];
    byPayer: { label: string; netCents: number }[];
  }>(operator.accountant, operator.body, 'GET', '/billing/year?year=2026');
  assert.deepEqual([year.netCents, year.vatCents], [129_000, 1_800]);
  assert.deepEqual(
    year.byPayer.map(({ label, netCents }) => [label, netCents]),
    [['Payeur', 129_000]],
  );
  const vat = await ask<{ totals: { code: string; baseCents: number; vatCents: number }[] }>(
    operator.accountant,
    operator.body,
    'GET',
    '/billing/vat?year=2026',
  );
  assert.deepEqual(
    vat.totals.map(({ code, baseCents, vatCents }) => [code, baseCents, vatCents]),
    [
      ['E', 120_000, 0],
      ['S', 9_000, 1_800],
    ],
  );
  const accruals = await ask<{ deferred: { label: string; deferredCents: number }[]; deferredCount: number }>(
    operator.accountant,
    operator.body,
    'GET',
    '/billing/accruals?year=2026',
  );
  assert.equal(accruals.deferred.find(({ label }) => label.includes('Adh'))?.deferredCents, Math.round((120_000 * 181) / 365));
  assert.equal(accruals.deferredCount, accruals.deferred.length);
  const file = await send(operator.accountant, operator.body, 'GET', '/billing/accruals.csv?year=2026');
  for (const { label, deferredCents } of accruals.deferred)
    assert.ok(
      file.body.split('\r\n').some((line) => line.includes(label) && line.includes(`;${(deferredCents / 100).toFixed(2).replace('.', ',')};`)),
      `${label} in ${file.body}`,
    );
  const lines = await send(operator.accountant, operator.body, 'GET', '/billing/lines.csv?year=2026');
  assert.match(lines.body, /Convention C-/);
});

test('an operator takes all it billed away, and leaves nothing', async () => {
  const operator = await makeBillingOperator(it);
  const payer = await makePayer(it, operator);
  await makeConvention(it, operator, { payer, lines: [{ cents: 50_000 }] });
  await billYear(operator, 2026);
  const { bodyData } = await import('./body-data.ts');
  await inContext(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: operator.body.id }, (ctx) => bodyData.erase(ctx));
  const left = await counts(
    'select (select count(*) from billing.document where organisation_id = $1)::int + (select count(*) from billing.run where organisation_id = $1)::int as left',
    [operator.body.id],
  );
  assert.equal(left['left'], 0);
});
