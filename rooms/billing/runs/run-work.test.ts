// SPDX-License-Identifier: EUPL-1.2
/** Runs too large for a request: prepared and issued by a job that may be refused, fail, or be killed at any moment. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import { makeLog } from '#platform/log.ts';
import { openHouse } from '#platform/open-house.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import type { Context } from '#platform/context.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { asOwner, makePerson } from '#rooms/people/testing.ts';
import { familyNames } from '../contract/settings.ts';
import { siretOf } from '../payers/siret.ts';
import billing from '../room.ts';
import type { Tables } from '../tables.ts';
import {
  ask,
  billingRooms,
  makeBillingOperator,
  makeConvention,
  makePayer,
  openBillingHouse,
  prepare,
  refusal,
  sirenAt,
  type BillingOperator,
} from '../testing.ts';
import { WORK_ON_RUN } from './ask-work.ts';
import { billingCommand } from './command-line.ts';
import { issueRun } from './issue-run.ts';
import { lockRun } from './lock-run.ts';
import { prepareRun, recomputeRun } from './prepare-run.ts';
import { takeUpRuns } from './take-up-runs.ts';
import { workOnRun } from './work-on-run.ts';
import type { Doomed } from './work-until-killed.ts';

let it: TestHouse;
before(async () => {
  it = await openBillingHouse();
});
after(() => it.close());

type Work = { status: string; act: string | null; isWaiting: boolean; done: number; total: number; attempts: number; failure: string | null };
const MANY = 230;
const job = { kind: 'job', name: WORK_ON_RUN } as const;
const other = { kind: 'person', personId: uuidV7(), name: 'Une autre personne', sessionId: uuidV7() } as const;

const at = <Shape>(operator: BillingOperator, path: string): Promise<Shape> => ask(operator.accountant, operator.body, 'GET', path);
const workOf = (operator: BillingOperator, id: string): Promise<Work> => at(operator, `/billing/runs/${id}/work`);
const failureOf = async (operator: BillingOperator, id: string) => (await at<{ failure: string | null }>(operator, `/billing/runs/${id}`)).failure;
/** Issues two documents at a time: three make two parts. */
const work = (operator: BillingOperator, runId: string, house = it.house): Promise<void> =>
  workOnRun(contextWithoutTransaction<Tables>(house, { actor: job, organisation: operator.body.id }), { runId }, { atOnce: 2 });
const inside = <Result>(operator: BillingOperator, act: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
  inContext<Tables, Result>(it.house, { actor: other, organisation: operator.body.id, may: () => true }, act);
const asSql = (statement: string, values: unknown[] = []): Promise<unknown> => asOwner(it, (client) => client.query(statement, values));

/** What stands of a series, and whether documents, postings and what is billed agree. */
async function ledger(operator: BillingOperator): Promise<{ sequences: number[]; drawn: number; balance: number; owed: boolean; billed: number }> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query(
      `select (select coalesce(array_agg(sequence order by sequence), '{}') from billing.document where organisation_id = $1) as sequences,
         (select coalesce(max(last_number), 0) from billing.counter where organisation_id = $1 and series = 'appel') as drawn,
         (select coalesce(sum(amount_cents), 0)::int from billing.posting where organisation_id = $1) as balance,
         (select coalesce(sum(amount_cents), 0) from billing.posting where organisation_id = $1 and account = 'receivable')
           = (select coalesce(sum(gross_cents), 0) from billing.document where organisation_id = $1) as owed,
         (select count(*)::int from billing.billed where organisation_id = $1) as billed`,
      [operator.body.id],
    );
    return rows[0];
  });
}

const whole = (count: number) => ({ sequences: Array.from({ length: count }, (_, n) => n + 1), drawn: count, balance: 0, owed: true, billed: count });

/** So many payers with one line each, in a few statements. */
async function makeMany(operator: BillingOperator, count: number): Promise<string[]> {
  const payers = Array.from({ length: count }, (_, n) => {
    const siren = sirenAt(700_000 + (made += 1));
    return { id: uuidV7(), line: uuidV7(), convention: uuidV7(), siren, siret: siretOf(siren, '0001'), cents: 10_000 + n };
  });
  await asOwner(it, async (client) => {
    const rows = JSON.stringify(payers);
    await client.query(
      `insert into organisations.body (id, slug, name, kind, siren)
       select id, 'grand-' || siren, 'Payeur ' || siren, 'commune', siren from jsonb_to_recordset($1::jsonb) as r (id uuid, siren text)`,
      [rows],
    );
    await client.query(
      `insert into billing.payer (organisation_id, id, payer_id, siret, changed_by, changed_at)
       select $1, gen_random_uuid(), id, siret, 'essai', now() from jsonb_to_recordset($2::jsonb) as r (id uuid, siret text)`,
      [operator.body.id, rows],
    );
    await client.query(
      `insert into adhesions.convention (organisation_id, id, kind, number, payer_id, beneficiary_id, edition, yearly_cents, begins_on, renewal, notice_months,
         proofs, concluded_at, concluded_by)
       select $1, convention, 'cadre', 'G-' || siren, id, id, 'essai', cents, '2026-01-01', 'none', 3, '{}', now(), 'essai'
       from jsonb_to_recordset($2::jsonb) as r (id uuid, convention uuid, siren text, cents bigint)`,
      [operator.body.id, rows],
    );
    await client.query(
      `insert into adhesions.line (organisation_id, id, convention_id, beneficiary_id, offer, label, edition, inputs, yearly_cents, begins_on, proof)
       select $1, line, convention, id, 'adhesion-mutualisee', 'Adhésion', 'essai', '{"quantity":1}', cents, '2026-01-01',
         '{"due":{"firstYear":1,"everyYears":1},"treatment":"exempt","vatBps":0,"why":[]}'
       from jsonb_to_recordset($2::jsonb) as r (id uuid, line uuid, convention uuid, cents bigint)`,
      [operator.body.id, rows],
    );
  });
  return payers.map(({ id }) => id);
}
let made = 0;

/** A locked run of a few payers that somebody asked to issue, by a job. */
async function makeIssuing(operator: BillingOperator, count = 3): Promise<string> {
  const payerIds: string[] = [];
  for (let n = 0; n < count; n++) {
    const payer = await makePayer(it, operator);
    await makeConvention(it, operator, { payer, lines: [{ cents: 10_000 + n }] });
    payerIds.push(payer.id);
  }
  const id = await prepare(operator, 2026, { payerIds });
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
  await inside(operator, (ctx) => issueRun(ctx, { id }, 0));
  return id;
}

test('a large run is prepared, locked, then issued, by a job that says how far it has come; nobody may touch it meanwhile', async () => {
  const operator = await makeBillingOperator(it);
  await makeMany(operator, MANY);
  const id = await prepare(operator, 2026);
  assert.deepEqual(await workOf(operator, id), {
    status: 'preparing',
    act: 'prepare',
    isWaiting: true,
    done: 0,
    total: 0,
    attempts: 0,
    failure: null,
  });
  for (const act of ['lock', 'computation', 'issue'])
    assert.equal(
      await refusal(act === 'issue' ? operator.second : operator.accountant, operator.body, 'POST', `/billing/runs/${id}/${act}`),
      '409 billing.run-wrong-status',
    );
  await it.settle();
  const prepared = await workOf(operator, id);
  assert.deepEqual([prepared.status, prepared.done, prepared.total, prepared.attempts], ['prepared', MANY, MANY, 1]);
  const run = await at<{ payers: number; grossCents: number }>(operator, `/billing/runs/${id}`);
  assert.deepEqual([run.payers, run.grossCents], [MANY, MANY * 10_000 + (MANY * (MANY - 1)) / 2]);
  assert.equal((await ask<{ status: string }>(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`)).status, 'locking');
  assert.equal((await workOf(operator, id)).act, 'lock');
  for (const act of ['lock', 'computation'])
    assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/${act}`), '409 billing.run-locked');
  assert.equal(await refusal(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`), '409 billing.run-wrong-status');
  await assert.rejects(asSql('update billing.liquidation_line set net_cents = 1 where run_id = $1', [id]), /never computed again/);
  await it.settle();
  const locked = await workOf(operator, id);
  assert.deepEqual([locked.status, locked.done, locked.total], ['locked', MANY, MANY]);
  assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/issue`), '403 billing.own-run');
  assert.deepEqual(await ask(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`), { documents: MANY, status: 'issuing' });
  assert.equal(await refusal(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`), '409 billing.run-wrong-status');
  assert.equal(await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/computation`), '409 billing.run-locked');
  assert.equal(
    await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/abandon`, { reason: 'trop tard' }),
    '409 billing.run-wrong-status',
  );
  await assert.rejects(asSql('update billing.liquidation_line set net_cents = 1 where run_id = $1', [id]), /never computed again/);
  await it.settle();
  assert.deepEqual([(await workOf(operator, id)).status, await ledger(operator)], ['issued', whole(MANY)]);
  await work(operator, id);
  assert.deepEqual(await ledger(operator), whole(MANY), 'a second delivery of the job changes nothing');
  await asOwner(it, async (client) => {
    const { rows } = await client.query<{ title: string }>(`select title from platform.notice where organisation_id = $1 order by created_at, id`, [
      operator.body.id,
    ]);
    assert.equal(rows.length, 3, 'who asked is told, once each');
    for (const says of ['est prête à vérifier', 'est verrouillée', 'est émise'])
      assert.ok(
        rows.some(({ title }) => title.endsWith(says)),
        says,
      );
  });
});

test('bodies that accepted a quote, and those for whom a payer pays, count among the payers of a run; what was entered long ago counts too', async () => {
  const operator = await makeBillingOperator(it);
  const wanted = { title: 'Essai', year: 2026, fromOn: '2026-06-01', untilOn: null, families: familyNames, payerIds: null };
  const statusOf = async (most: number, more: object = {}) => (await inside(operator, (ctx) => prepareRun(ctx, { ...wanted, ...more }, most))).status;
  const payers = [];
  for (let n = 0; n < 3; n++) payers.push(await makePayer(it, operator));
  const [first, second, third] = payers.map(({ id }) => id);
  await makeConvention(it, operator, { payer: payers[0] ?? assert.fail(), lines: [{ cents: 1_000 }] });
  assert.equal(await statusOf(1), 'prepared');
  for (const [n, payer] of [second, third].entries())
    await asSql(
      `insert into quotes.quote (organisation_id, id, year, sequence, number, title, payer_id, payer_name, status, author_name, changed_by, created_at, changed_at,
         first_year_cents, three_years_cents, has_on_quote, edition, sent_at, valid_until)
       values ($1, gen_random_uuid(), 2026, $2::int, 'D-' || $2, 'Devis', $3, 'Essai', 'accepted', 'Essai', 'Essai', '2026-02-01', '2026-02-01', 0, 0, false, 'essai', '2026-01-15', '2026-03-15')`,
      [operator.body.id, n + 1, payer],
    );
  assert.deepEqual([await statusOf(2), await statusOf(3)], ['preparing', 'prepared']);
  assert.equal(await statusOf(1, { payerIds: [first] }), 'prepared');
  await asSql(`update billing.payer set bill_to_id = $2, bill_to_reason = 'convention' where organisation_id = $1 and payer_id = any ($3::uuid[])`, [
    operator.body.id,
    first,
    [second, third],
  ]);
  assert.deepEqual([await statusOf(2, { payerIds: [first] }), await statusOf(3, { payerIds: [first] })], ['preparing', 'prepared']);
  await asSql(
    `insert into billing.charge (organisation_id, id, payer_id, beneficiary_id, family, label, quantity_thousandths, unit, unit_price_ten_thousandths, net_cents,
       vat_code, rate_basis_points, happened_on, source_key, entered_by, entered_at)
     select $1, gen_random_uuid(), $2, $2, 'manual', 'Saisie ' || n, 1000, 'unité', 10000, 100, 'E', 0, '2025-03-01', 'essai ' || n, 'Essai', now()
     from generate_series(1, 16) n`,
    [operator.body.id, first],
  );
  assert.deepEqual([await statusOf(3), await statusOf(4)], ['preparing', 'prepared']);
});

test('what is refused meanwhile is shown on the run, which is locked again with nothing issued', async () => {
  const operator = await makeBillingOperator(it);
  const id = await makeIssuing(operator);
  await asSql(
    `update organisations.body set ended_on = '2026-01-01' where id = (select payer_id from billing.liquidation where run_id = $1 limit 1)`,
    [id],
  );
  await it.settle();
  assert.equal((await workOf(operator, id)).status, 'locked');
  assert.match((await failureOf(operator, id)) ?? '', /ne peuvent pas être émis.*a cessé d’exister/);
  assert.deepEqual(await ledger(operator), whole(0));
  await asSql(`update organisations.body set ended_on = null where id in (select payer_id from billing.liquidation where run_id = $1)`, [id]);
  await ask(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`);
  assert.deepEqual([await failureOf(operator, id), await ledger(operator)], [null, whole(3)]);
});

test('an error that nobody expected is tried again, then shown with its reference; a run that kills each server is given up', async () => {
  const operator = await makeBillingOperator(it);
  const id = await makeIssuing(operator);
  await asSql(`alter table billing.posting add constraint broken_for_a_test check (account <> 'receivable') not valid`);
  for (let attempt = 1; attempt < 5; attempt++) await assert.rejects(work(operator, id), /broken_for_a_test/);
  assert.deepEqual([(await workOf(operator, id)).status, await failureOf(operator, id)], ['issuing', null]);
  await work(operator, id);
  assert.match((await failureOf(operator, id)) ?? '', /^Une erreur inattendue a interrompu l’émission\. .*référence/);
  await asSql('alter table billing.posting drop constraint broken_for_a_test');
  await inside(operator, (ctx) => issueRun(ctx, { id }, 0));
  await asSql('update billing.run_work set attempts = 5 where id = $1', [id]);
  await work(operator, id);
  assert.match((await failureOf(operator, id)) ?? '', /s’est interrompue 5 fois/);
  assert.deepEqual([(await workOf(operator, id)).status, await ledger(operator)], ['locked', whole(0)]);
});

test('a preparation that failed may be asked again, or abandoned', async () => {
  const operator = await makeBillingOperator(it);
  const id = await prepare(operator, 2026);
  await inside(operator, (ctx) => recomputeRun(ctx, { id }, -1));
  await asSql(`update billing.run_work set attempts = 5 where id = $1`, [id]);
  await work(operator, id);
  assert.match((await failureOf(operator, id)) ?? '', /^La préparation s’est interrompue/);
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/computation`);
  assert.deepEqual([(await workOf(operator, id)).status, await failureOf(operator, id)], ['prepared', null]);
  await inside(operator, (ctx) => recomputeRun(ctx, { id }, -1));
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/abandon`, { reason: 'Erreur de saisie' });
  await it.settle();
  assert.equal((await workOf(operator, id)).status, 'abandoned', 'a job that waited finds nothing to do');
});

test('a lock whose totals differ by then is shown on the run, which may be computed again and locked', async () => {
  const operator = await makeBillingOperator(it);
  await makeConvention(it, operator, { payer: await makePayer(it, operator), lines: [{ cents: 5_000 }] });
  const id = await prepare(operator, 2026);
  await inside(operator, (ctx) => lockRun(ctx, { id }, 0));
  await asSql('update billing.run set gross_cents = 1 where id = $1', [id]);
  await it.settle();
  assert.deepEqual([(await workOf(operator, id)).status, (await workOf(operator, id)).act], ['prepared', 'lock']);
  assert.match((await failureOf(operator, id)) ?? '', /ne se recoupent pas/);
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/computation`);
  assert.deepEqual([(await workOf(operator, id)).status, await failureOf(operator, id)], ['prepared', null]);
  await inside(operator, (ctx) => lockRun(ctx, { id }, 0));
  await loseJobs();
  it.clock.advance({ minutes: 1 });
  await takeUpRuns(contextWithoutTransaction<Tables>(it.house, { actor: job, organisation: null }));
  await it.settle();
  assert.equal((await workOf(operator, id)).status, 'locked', 'a lock whose job was lost is taken up');
  it.clock.set('2026-11-21T09:00:00Z');
});

test('the digest of a run is that of its lines, worked out in parts or at once', async () => {
  const operator = await makeBillingOperator(it);
  for (let n = 0; n < 3; n++)
    await makeConvention(it, operator, { payer: await makePayer(it, operator), lines: [{ cents: 1_000 + n }, { cents: 7 }] });
  const id = await prepare(operator, 2026);
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
  await asOwner(it, async (client) => {
    const { rows } = await client.query(
      `select r.digest, encode(sha256(string_agg(d.digest, ''::bytea order by d.liquidation_id)), 'hex') as worked
       from billing.run r, (
         select liquidation_id, sha256(convert_to(string_agg(content::text, E'\\n' order by rank), 'UTF8')) as digest
         from billing.liquidation_line where run_id = $1 group by 1) d
       where r.id = $1 group by 1`,
      [id],
    );
    assert.equal(rows[0].digest, rows[0].worked);
  });
  await asSql('alter table billing.liquidation_line disable trigger user');
  await asSql(`update billing.liquidation_line set content = content || '{"detail":"autre"}' where run_id = $1 and rank = 2`, [id]);
  await asSql('alter table billing.liquidation_line enable trigger user');
  assert.equal(await refusal(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`), '409 billing.totals-differ');
});

test('work that was lost is taken up again, unless somebody holds the run', async () => {
  const operator = await makeBillingOperator(it);
  const id = await makeIssuing(operator);
  await loseJobs();
  const takeUp = () => takeUpRuns(contextWithoutTransaction<Tables>(it.house, { actor: job, organisation: null }));
  assert.deepEqual(await takeUp(), { taken: 0 }, 'asked a moment ago');
  it.clock.advance({ minutes: 1 });
  await inside(operator, async (ctx) => {
    await ctx.tx.selectFrom('billing.run').select('id').where('id', '=', id).forUpdate().execute();
    assert.deepEqual(await takeUp(), { taken: 0 }, 'somebody works on it');
    assert.equal(
      await refusal(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/abandon`, { reason: 'pendant ce temps' }),
      '409 billing.run-wrong-status',
    );
  });
  assert.deepEqual(await takeUp(), { taken: 1 });
  assert.deepEqual(await takeUp(), { taken: 0 }, 'asked again a moment ago');
  await it.settle();
  assert.deepEqual(await ledger(operator), whole(3));
  it.clock.set('2026-11-21T09:00:00Z');
});

// Asked for each document, by a plan kept from when the table was empty, it read all documents for each number: a country's never ended.
test('whether a series has a gap is asked once for all documents of a statement', async () => {
  const { rows } = await asOwner(it, (client) =>
    client.query(`select (tgtype & 1) = 1 as "forEachRow" from pg_trigger where tgname = 'follow_series' and tgrelid = 'billing.document'::regclass`),
  );
  assert.deepEqual(rows, [{ forEachRow: false }]);
});

test('cut at any of its statements, an issue leaves nothing and its numbers are drawn again', async () => {
  const operator = await makeBillingOperator(it);
  const id = await makeIssuing(operator);
  const cuts = await cutEverywhere(operator, id, async (status, cut) => {
    // The last statement is the commit: what is cut after it stands whole.
    assert.deepEqual(await ledger(operator), whole(status === 'issued' ? 3 : 0), cut);
  });
  assert.ok(cuts > 15, `${cuts} statements`);
  assert.deepEqual([(await workOf(operator, id)).status, await ledger(operator)], ['issued', whole(3)]);
});

test('cut at any of its statements, a preparation that reads one part as it writes another leaves what stood before', async () => {
  const operator = await makeBillingOperator(it);
  const id = await makeTwoParts(operator);
  const stood = await owedBy(operator, id);
  await inside(operator, (ctx) => recomputeRun(ctx, { id }, -1));
  await asSql(`update adhesions.line set yearly_cents = yearly_cents + 1 where organisation_id = $1`, [operator.body.id]);
  const raised = stood.map(({ payer, cents }) => ({ payer, cents: cents + (payer === stood[0]?.payer ? 2 : 1) }));
  const cuts = await cutEverywhere(operator, id, async (status, cut) => {
    assert.deepEqual(await owedBy(operator, id), status === 'prepared' ? raised : stood, cut);
  });
  assert.ok(cuts > 25, `${cuts} statements`);
  assert.deepEqual([(await workOf(operator, id)).status, await owedBy(operator, id)], ['prepared', raised]);
});

test('killed (SIGKILL) anywhere while another run of the series is issued: all of its documents or none, no gap, no double; begun again, it ends', async () => {
  const operator = await makeBillingOperator(it);
  let issued = 0;
  const probe = await makeIssuing(operator);
  const { answered } = await inChild(operator, probe, 0);
  issued += 3;
  assert.ok(answered !== null && answered > 15);
  for (const statements of [randomInt(2, answered - 2), answered - 1, answered]) {
    const [doomed, neighbour] = [await makeIssuing(operator), await makeIssuing(operator, 2)];
    const [killed] = await Promise.all([inChild(operator, doomed, statements), work(operator, neighbour)]);
    assert.equal(killed.signal, 'SIGKILL', `killed at statement ${statements} of ${answered}`);
    const { status } = await workOf(operator, doomed);
    // Its last statement answered, only the commit is left: the kill may come before it or after.
    assert.ok(status === 'issuing' || (status === 'issued' && statements >= answered - 1), status);
    issued += 2;
    assert.deepEqual(await ledger(operator), whole(issued + (status === 'issued' ? 3 : 0)), `killed at statement ${statements}`);
    await loseJobs();
    it.clock.advance({ minutes: 1 });
    await takeUpRuns(contextWithoutTransaction<Tables>(it.house, { actor: job, organisation: null }));
    await it.settle();
    issued += 3;
    assert.deepEqual([(await workOf(operator, doomed)).status, await ledger(operator)], ['issued', whole(issued)]);
    it.clock.set('2026-11-21T09:00:00Z');
  }
});

test('killed (SIGKILL) anywhere as it prepares, in any second of a minute, a run is begun again from nothing within two minutes', async () => {
  it.clock.advance({ seconds: randomInt(60) });
  const operator = await makeBillingOperator(it);
  const id = await makeTwoParts(operator);
  const stood = await owedBy(operator, id);
  await inside(operator, (ctx) => recomputeRun(ctx, { id }, -1));
  const statements = randomInt(10, 25);
  const { signal } = await inChild(operator, id, statements);
  assert.equal(signal, 'SIGKILL', `killed at statement ${statements}`);
  assert.equal((await workOf(operator, id)).status, 'preparing');
  await loseJobs();
  const killedAt = it.clock.now();
  await lookUntilTaken(operator, id);
  assert.ok(it.clock.now().since(killedAt).total('seconds') <= 120, `killed at ${killedAt.toString()}, taken up at ${it.clock.now().toString()}`);
  await it.settle();
  assert.deepEqual([await owedBy(operator, id), (await workOf(operator, id)).attempts], [stood, 2], `killed at statement ${statements}`);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('two runs of one series issued at once by two jobs follow each other', async () => {
  const operator = await makeBillingOperator(it);
  const runs = [await makeIssuing(operator), await makeIssuing(operator), await makeIssuing(operator)];
  await Promise.all([...runs, ...runs].map((id) => work(operator, id)));
  assert.deepEqual(await ledger(operator), whole(9));
});

test('a scheduler prepares, follows, locks and issues by the command, in the name of two accounts that hold the permissions', async () => {
  const operator = await makeBillingOperator(it);
  await makeMany(operator, MANY);
  const [one, second, reader] = [
    await makePerson(it, [{ in: operator.body, roles: ['accountant'] }]),
    await makePerson(it, [{ in: operator.body, roles: ['accountant'] }]),
    await makePerson(it, [{ in: operator.body, roles: ['account-manager'] }]),
  ];
  const command = async (...words: string[]) => {
    const [printed, complained]: [string[], string[]] = [[], []];
    const code = await billingCommand(it.house, [...words, '--operator', operator.body.slug], {
      print: (line) => printed.push(line),
      complain: (line) => complained.push(line),
    });
    return { code, printed: printed.join('\n'), complained: complained.join('\n') };
  };
  assert.match((await command('prepare', '--year', '2026', '--as', reader.email)).complained, /n’a pas le droit/);
  assert.match((await command('prepare', '--as', one.email)).complained, /^Usage/);
  const prepared = await command('prepare', '--year', '2026', '--as', one.email, '--json');
  assert.equal(prepared.code, 0, prepared.complained);
  const { number, status, payers } = JSON.parse(prepared.printed);
  assert.deepEqual([prepared.code, status, payers], [0, 'prepared', MANY]);
  assert.match((await command('status')).printed, new RegExp(`${number} +à vérifier`));
  assert.match((await command('issue', '--run', number, '--as', second.email)).complained, /est à vérifier/);
  assert.match((await command('lock', '--run', number, '--as', one.email)).printed, /: verrouillée\./);
  assert.match((await command('issue', '--run', number, '--as', one.email)).complained, /une autre personne doit l’émettre/);
  const issued = await command('issue', '--run', number, '--as', second.email);
  assert.match(issued.printed, /: émise\./);
  await it.settle();
  assert.deepEqual(await ledger(operator), whole(MANY), 'the job that was queued too finds nothing to do');
  assert.match((await command('status', '--run', 'CF-2026-999')).complained, /n’existe pas/);
});

/** A prepared run of two parts: a payer with the body for whom it pays, and two that stand alone. */
async function makeTwoParts(operator: BillingOperator): Promise<string> {
  const payers = [];
  for (let n = 0; n < 4; n++) {
    const payer = await makePayer(it, operator);
    payers.push(payer.id);
    await makeConvention(it, operator, { payer, kind: 'package', lines: [{ cents: 1_000 * (n + 1), treatment: 'taxed' }] });
  }
  await asSql(`update billing.payer set bill_to_id = $2, bill_to_reason = 'convention' where organisation_id = $1 and payer_id = $3`, [
    operator.body.id,
    payers[0],
    payers[1],
  ]);
  return prepare(operator, 2026);
}

/** What a run says that each payer owes, whatever was written before. */
async function owedBy(operator: BillingOperator, id: string): Promise<{ payer: string; cents: number }[]> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ payer: string; cents: number }>(
      `select h.payer_id as payer, sum(l.net_cents)::int as cents
       from billing.liquidation h
       join billing.liquidation_line l on l.organisation_id = h.organisation_id and l.liquidation_id = h.id
       where h.organisation_id = $1 and h.run_id = $2
       group by 1, h.lines having count(*) = h.lines order by min(l.net_cents), 1`,
      [operator.body.id, id],
    );
    return rows;
  });
}

/** Works on a run again and again, cut after its first statement, then its second, until it ends; gives how many cuts there were. */
async function cutEverywhere(operator: BillingOperator, id: string, afterCut: (status: string, cut: string) => Promise<void>): Promise<number> {
  let left = 0;
  const { house, close } = await openHouse({
    settings: it.house.settings,
    rooms: billingRooms,
    serverUrl: it.serverUrl,
    log: makeLog('silent'),
    works: false,
    clock: it.clock,
    connections: 3,
    onQuery: () => {
      if (left > 0 && --left === 0) throw new Error('cut here');
    },
  });
  try {
    for (let cuts = 0; ; cuts++) {
      left = cuts + 1;
      await asSql('update billing.run_work set attempts = 0 where id = $1', [id]);
      const isCut = await work(operator, id, house).then(
        () => false,
        (error: Error) => /cut here/.test(error.message) || Promise.reject(error),
      );
      if (!isCut) return cuts;
      await afterCut((await workOf(operator, id)).status, `cut after statement ${cuts + 1}`);
    }
  } finally {
    left = 0;
    await close();
  }
}

async function loseJobs(): Promise<void> {
  const lost = await it.house.queue.boss.fetch(WORK_ON_RUN, { batchSize: 100 });
  for (const { id } of lost) await it.house.queue.boss.complete(WORK_ON_RUN, id);
}

/** Looks as the schedule does, at each full minute, until a look takes up the work or five did not. */
async function lookUntilTaken(operator: BillingOperator, id: string): Promise<void> {
  assert.equal(billing.jobs?.find(({ name }) => name === 'billing.take-up-runs')?.cron, '* * * * *');
  // The database may need a moment to see that whoever held the run is gone.
  await inside(operator, ({ tx }) => tx.selectFrom('billing.run').select('id').where('id', '=', id).forUpdate().execute());
  for (let taken = 0, looks = 0; taken === 0 && looks < 5; looks++) {
    const { epochMilliseconds } = it.clock.now();
    it.clock.set(Temporal.Instant.fromEpochMilliseconds((Math.floor(epochMilliseconds / 60_000) + 1) * 60_000).toString());
    ({ taken } = await takeUpRuns(contextWithoutTransaction<Tables>(it.house, { actor: job, organisation: null })));
  }
}

/** Works on a run in another process, killed after so many statements; 0 lets it end, and says how many there were. */
function inChild(operator: BillingOperator, runId: string, statements: number): Promise<{ signal: string | null; answered: number | null }> {
  const child = fork(join(import.meta.dirname, 'work-until-killed.ts'), {
    serialization: 'advanced',
    execArgv: [],
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const now = it.clock.now().toString();
  const doomed: Doomed = { settings: it.house.settings, serverUrl: it.serverUrl, organisation: operator.body.id, runId, statements, now };
  return new Promise((resolve, reject) => {
    let answered: number | null = null;
    child.on('message', (said: { answered: number }) => (answered = said.answered));
    child.on('error', reject);
    child.on('exit', (code, signal) => (code ? reject(new Error(`the child ended with ${code}`)) : resolve({ signal, answered })));
    child.send(doomed);
  });
}
