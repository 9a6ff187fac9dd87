// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { compileEdition, readEditions, type BodyFacts } from '#rooms/catalogue/api.ts';
import catalogue from '#rooms/catalogue/room.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type TestBody } from '#rooms/people/testing.ts';
import { closeRights, consume, giveBack, openRights, release, report, reserve, rightsOfOffers, settle, type OpenedAllowance } from './api.ts';
import room from './room.ts';
import { liftSuspension, suspendRights } from './suspend-rights.ts';
import type { Tables } from './tables.ts';

const evidence = { room: 'essai', id: 'x', says: 'Compte rendu d’essai' };
const on = (day: string) => Temporal.PlainDate.from(day);

let it: TestHouse;
let operator: TestBody;
before(async () => {
  it = await openTestHouse([organisations, people, catalogue, room]);
  operator = await makeBody(it, { name: 'Opérateur', kind: 'syndicat' });
});
after(() => it.close());

const within = <Result>(body: TestBody, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
  inContext<Tables, Result>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: body.id }, work);

const allowance = (over: Partial<OpenedAllowance> = {}): OpenedAllowance => ({
  service: 'conges',
  key: 'droit',
  label: 'Droit d’essai',
  unit: 'envoi',
  kind: 'count',
  per: 'term',
  amount: 10_000,
  isHard: true,
  source: {},
  ...over,
});

async function opened(allowances: OpenedAllowance[], dates: { from?: string; until?: string } = {}): Promise<TestBody> {
  const body = await makeBody(it);
  await within(operator, (ctx) =>
    openRights(ctx, [
      {
        beneficiaryId: body.id,
        openingKey: 'convention',
        beginsOn: on(dates.from ?? '2024-01-01'),
        ...(dates.until && { endsOn: on(dates.until) }),
        services: [...new Set(allowances.map(({ service }) => service))].map((service) => ({ service, label: service, source: {} })),
        allowances,
      },
    ]),
  );
  return body;
}

/** What the packages of an edition open for a commune of so many inhabitants. */
async function openedBy(edition: string, offers: string[], population: number): Promise<TestBody> {
  const source = [...readEditions().values()].find(({ key }) => key === edition);
  assert.ok(source);
  const facts = { id: 'commune', name: 'Commune d’essai', kind: 'commune' } as BodyFacts;
  const subject = {
    body: facts,
    population: { value: population },
    isMember: false,
    holds: offers,
    held: {},
    matches: new Map(),
  } as unknown as Parameters<typeof rightsOfOffers>[2];
  const body = await makeBody(it);
  await within(operator, (ctx) =>
    openRights(ctx, [
      { beneficiaryId: body.id, openingKey: 'convention', beginsOn: on('2024-01-01'), ...rightsOfOffers(compileEdition(source), offers, subject) },
    ]),
  );
  return body;
}

const use = (body: TestBody, asked: Partial<Parameters<typeof consume>[1]> & { amount: number; key: string }) =>
  within(body, (ctx) => consume(ctx, { allowance: 'droit', evidence, on: on('2026-11-21'), ...asked }));

const refusedAs = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

test('opens once, whatever is replayed, and tells the body', async () => {
  const body = await opened([allowance()]);
  const again = await within(operator, (ctx) =>
    openRights(ctx, [
      {
        beneficiaryId: body.id,
        openingKey: 'convention',
        beginsOn: on('2024-01-01'),
        services: [{ service: 'conges', label: 'conges', source: {} }],
        allowances: [allowance()],
      },
    ]),
  );
  assert.equal(again.opened, 0);
  assert.equal(await rightsOf(it.house).holds(it.house, body.id, 'conges'), true);
  assert.equal(await rightsOf(it.house).holds(it.house, body.id, 'parapheur'), false);
  assert.equal(await rightsOf(it.house).holds(it.house, operator.id, 'conges'), false);
});

test('gives a hundred consumers at once exactly what there is', async () => {
  const body = await opened([allowance()]);
  const tries = await Promise.allSettled(Array.from({ length: 100 }, (_, at) => use(body, { amount: 1_000, key: `essai ${at}` })));
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 10);
  for (const one of tries) if (one.status === 'rejected') assert.ok(refusedAs('rights.exhausted')(one.reason));
});

test('changes nothing when an act is played again, at once or later', async () => {
  const body = await opened([allowance()]);
  const all = await Promise.all(Array.from({ length: 8 }, () => use(body, { amount: 4_000, key: 'une fois' })));
  assert.equal(all.filter(({ isReplayed }) => !isReplayed).length, 1);
  await use(body, { amount: 6_000, key: 'le reste' });
  await assert.rejects(use(body, { amount: 1, key: 'trop' }), refusedAs('rights.exhausted'));
});

test('keeps what is reserved, settles more or less of it, frees the rest', async () => {
  const body = await opened([allowance()]);
  const act = (what: typeof settle, key: string, amount?: number) =>
    within(body, (ctx) =>
      what(ctx, { allowance: 'droit', key: `${what.name} ${key}`, answers: key, evidence, ...(amount !== undefined && { amount }) }),
    );
  const keep = (key: string, amount: number) => within(body, (ctx) => reserve(ctx, { allowance: 'droit', key, amount, evidence }));
  await keep('a', 6_000);
  await assert.rejects(keep('b', 5_000), refusedAs('rights.exhausted'));
  await act(settle, 'a', 4_000);
  await keep('c', 6_000);
  await within(body, (ctx) => release(ctx, { allowance: 'droit', key: 'fin c', answers: 'c', evidence }));
  await keep('d', 1_000);
  await act(settle, 'd', 5_500);
  await assert.rejects(use(body, { amount: 501, key: 'e' }), refusedAs('rights.exhausted'));
  await act(giveBack, 'd', 500);
  await use(body, { amount: 1_000, key: 'f' });
  await assert.rejects(act(settle, 'jamais'), refusedAs('rights.unknown-use'));
});

test('says why nothing can be used: not open, not yet, no longer, suspended', async () => {
  const later = await opened([allowance()], { from: '2027-01-01' });
  const past = await opened([allowance()], { until: '2025-12-31' });
  const none = await makeBody(it);
  await assert.rejects(use(none, { amount: 1, key: 'x' }), refusedAs('rights.not-open'));
  await assert.rejects(use(later, { amount: 1, key: 'x' }), refusedAs('rights.not-yet-open'));
  await assert.rejects(use(past, { amount: 1, key: 'x' }), refusedAs('rights.ended'));
  const body = await opened([allowance()]);
  const { id } = await within(operator, (ctx) => suspendRights(ctx, { beneficiaryId: body.id, beginsOn: '2026-11-01', reason: 'Impayé constaté' }));
  await assert.rejects(use(body, { amount: 1, key: 'x' }), refusedAs('rights.suspended'));
  assert.equal(await rightsOf(it.house).holds(it.house, body.id, 'conges'), false);
  await within(operator, (ctx) => liftSuspension(ctx, { id }));
  await use(body, { amount: 1, key: 'x' });
});

test('closes on its last day, never before it opened', async () => {
  const body = await opened([allowance()], { from: '2026-01-01' });
  const close = (day: string) =>
    within(operator, (ctx) => closeRights(ctx, { beneficiaryId: body.id, openingKey: 'convention', lastOn: on(day), reason: 'Départ' }));
  await assert.rejects(close('2025-06-30'), refusedAs('rights.closes-before-it-opens'));
  await close('2026-11-21');
  await use(body, { amount: 1, key: 'dernier jour' });
  await assert.rejects(use(body, { amount: 1, key: 'lendemain', on: on('2026-11-22') }), refusedAs('rights.ended'));
});

test('draws on what the EPCI holds for its territory, and on no other', async () => {
  const epci = await opened([allowance({ isPooled: true })]);
  const [member, stranger] = [await makeBody(it), await makeBody(it)];
  await asOwner(it, (client) =>
    client.query(`insert into rights.pool_member select $1, gen_random_uuid(), $2, $3, '2024-01-01', null, 'tripartite'`, [
      operator.id,
      epci.id,
      member.id,
    ]),
  );
  await use(member, { amount: 7_000, key: 'membre' });
  await assert.rejects(use(epci, { amount: 4_000, key: 'epci' }), refusedAs('rights.exhausted'));
  await use(epci, { amount: 3_000, key: 'epci' });
  await assert.rejects(use(stranger, { amount: 1, key: 'x' }), refusedAs('rights.not-open'));
});

test('a body writes no movement on another’s allowance', async () => {
  const body = await opened([allowance()]);
  const thief = await makeBody(it);
  const { rows } = await asOwner(it, (client) => client.query('select id from rights.allowance where beneficiary_id = $1', [body.id]));
  const { sql } = await import('kysely');
  const lines = JSON.stringify([
    {
      id: crypto.randomUUID(),
      balance_id: crypto.randomUUID(),
      operator: operator.id,
      allowance: rows[0].id,
      kind: 'consume',
      period: '',
      used: 1,
      reserved: 0,
      beyond: 0,
      beyond_cents: null,
      on_day: '2026-11-21',
      key: 'vol',
      answers: null,
      evidence,
    },
  ]);
  await assert.rejects(
    within(thief, (ctx) => sql`select rights.write_movements(${lines}::jsonb, now())`.execute(ctx.tx)),
    /may not draw/,
  );
});

test('P-091, P-092: the package opens what the stratum says', async () => {
  const held = async (population: number) => {
    const body = await openedBy('cdg47-deux-forfaits', ['forfait-technologie'], population);
    const call = await signedIn(it.app, await makePerson(it, [{ in: body, roles: ['secretary'] }]));
    const { allowances } = (await call({ url: `/api/o/${body.slug}/rights` })).json();
    return ['licences-securite', 'sauvegarde-go', 'certificats'].map((key) => allowances.find((one: { key: string }) => one.key === key).amount);
  };
  assert.deepEqual(await held(80), [1, 4, 1]);
  assert.deepEqual(await held(100), [1, 6, 1]);
});

test('P-095, P-096: each started Go beyond the stratum has the price of its edition', async () => {
  const beyond = async (edition: string, offers: string[]) => {
    const body = await openedBy(edition, offers, 1_200);
    return within(body, (ctx) => report(ctx, { allowance: 'sauvegarde-go', amount: 18_200, key: 'relevé', evidence }));
  };
  assert.equal((await beyond('cdg47-deux-forfaits', ['forfait-technologie'])).beyondCents, 4_000);
  assert.equal((await beyond('cdg47-cinq-forfaits', ['forfait-technologie'])).beyondCents, 9_800);
});

test('P-097: stations beyond the licences of the stratum', async () => {
  const body = await openedBy('cdg47-deux-forfaits', ['forfait-technologie'], 700);
  const { beyond, beyondCents } = await within(body, (ctx) => report(ctx, { allowance: 'licences-securite', amount: 5_000, key: 'parc', evidence }));
  assert.deepEqual([beyond, beyondCents], [3_000, 7_500]);
});

test('P-100: an audit comes back three years after the last, and is priced before', async () => {
  const audit = (body: TestBody, day: string) => use(body, { allowance: 'audit-securite--three-years', amount: 1_000, key: day, on: on(day) });
  const body = await openedBy('cdg47-deux-forfaits', ['forfait-technologie'], 700);
  assert.equal((await audit(body, '2024-03-15')).beyond, 0);
  assert.equal((await audit(body, '2027-01-10')).beyondCents, 40_000);
  const other = await openedBy('cdg47-deux-forfaits', ['forfait-technologie'], 700);
  await audit(other, '2024-03-15');
  assert.equal((await audit(other, '2027-03-14')).beyondCents, 40_000);
  const third = await openedBy('cdg47-deux-forfaits', ['forfait-technologie'], 700);
  await audit(third, '2024-03-15');
  assert.equal((await audit(third, '2027-03-15')).beyond, 0);
});

test('P-101: a first commissioning of a day and a half bills the half-day', async () => {
  const body = await openedBy('cdg47-deux-forfaits', ['forfait-metiers'], 700);
  assert.equal((await use(body, { allowance: 'mise-en-service', amount: 1_500, key: 'compte rendu' })).beyondCents, 20_000);
});

test('P-098, P-099: a mailbox or a Go beyond those of the package is refused until it is bought', async () => {
  const body = await openedBy('cdg47-deux-forfaits', ['forfait-technologie'], 1_200);
  for (const key of ['messagerie-comptes-inclus', 'stockage-go']) {
    await use(body, { allowance: key, amount: 1_000, key: 'inclus' });
    await assert.rejects(use(body, { allowance: key, amount: 1_000, key: 'de plus' }), refusedAs('rights.exhausted'));
  }
});

test('P-102, P-103: an intervention and an atelier that no package brings are used by nobody until a quote has bought them', async () => {
  const body = await openedBy('cdg47-deux-forfaits', ['forfait-metiers', 'forfait-technologie'], 700);
  for (const allowance of ['intervention-technique', 'atelier-journees', 'atelier-pratique'])
    await assert.rejects(use(body, { allowance, amount: 1_000, key: `${allowance} 1` }), refusedAs('rights.not-open'));
  const bought = await openedBy('cdg47-deux-forfaits', ['forfait-metiers', 'atelier'], 700);
  const { rows } = await asOwner(it, (client) =>
    client.query<{ service: string }>('select service from rights.opening where beneficiary_id = $1', [bought.id]),
  );
  assert.ok(rows.some(({ service }) => service === 'atelier-pratique'));
});

test('P-104: the first day of atelier of the year is included, the second has its price', async () => {
  const body = await openedBy('cdg47-cinq-forfaits', ['forfait-metiers'], 700);
  const attend = (day: string) => use(body, { allowance: 'atelier-journees', amount: 1_000, key: day, on: on(day) });
  assert.deepEqual(
    [(await attend('2026-02-10')).beyond, (await attend('2026-06-10')).beyondCents, (await attend('2027-02-10')).beyond],
    [0, 15_000, 0],
  );
});

test('P-105: the third agent of a body at a session is refused, and welcome at another', async () => {
  const body = await openedBy('cdg47-cinq-forfaits', ['forfait-metiers'], 700);
  const come = (agent: string, session: string) =>
    use(body, { allowance: 'formation-de-groupe--session', amount: 1_000, key: `${session} ${agent}`, session });
  await come('a', 'matin');
  await come('b', 'matin');
  await assert.rejects(come('c', 'matin'), refusedAs('rights.exhausted'));
  await come('c', 'soir');
});

test('P-106: the third half-day of the year has the price of half a day; a new year brings two more', async () => {
  const body = await openedBy('cdg47-deux-forfaits', ['forfait-metiers'], 700);
  const follow = (day: string) => use(body, { allowance: 'formation-demi-journees', amount: 1_000, key: day, on: on(day) });
  assert.equal((await follow('2026-03-03')).beyond, 0);
  assert.equal((await follow('2026-06-03')).beyond, 0);
  assert.equal((await follow('2026-12-31')).beyondCents, 20_000);
  assert.equal((await follow('2027-01-01')).beyond, 0);
});

test('P-108: the eleventh letter of the year is refused, and says when the next can go', async () => {
  const body = await openedBy('cdg47-deux-forfaits', ['forfait-metiers'], 700);
  const send = (at: number) => use(body, { allowance: 'lettres-metiers', amount: 1_000, key: `lettre ${at}` });
  for (let at = 1; at <= 10; at++) await send(at);
  await assert.rejects(send(11), (error: unknown) => {
    const { code, details } = error as { code: string; details: { nextOn: string } };
    return code === 'rights.exhausted-until' && details.nextOn === '1er janvier 2027';
  });
});

test('what a service elsewhere measures arrives by CloudEvents, once', async () => {
  const body = await openedBy('cdg47-deux-forfaits', ['forfait-technologie'], 1_200);
  const call = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['technician'] }]));
  const payload = {
    specversion: '1.0',
    id: '1',
    source: '/sauvegarde',
    type: 'beffroi.usage.report',
    subject: body.slug,
    data: { allowance: 'sauvegarde-go', amount: 18.2 },
  };
  const send = (over: object = {}) => call({ method: 'POST', url: `/api/o/${operator.slug}/rights/usage`, payload: { ...payload, ...over } });
  assert.deepEqual((await send()).json(), { beyond: 3.2, beyondCents: 4_000, isReplayed: false, isOutdated: false });
  assert.equal((await send()).json().isReplayed, true);
  const stranger = await makeBody(it);
  assert.equal((await send({ subject: stranger.slug, id: '2' })).json().code, 'rights.not-served');
});

test('a convention that follows another leaves no hole at midnight, begins its term afresh and remembers an audit', async () => {
  const rights = [
    allowance({ key: 'demi-journees', per: 'term', amount: 2_000 }),
    allowance({ key: 'audit', per: 'rolling', rollingYears: 3, amount: 1_000 }),
    allowance({ key: 'stockage', kind: 'level', amount: 100_000, isHard: false }),
    allowance({ key: 'lettres', per: 'civil-year', amount: 10_000 }),
  ];
  const body = await opened(rights, { from: '2026-07-01', until: '2027-06-30' });
  const follow = (openingKey: string, from: string, until: string, former: string, keepsTerm: boolean) =>
    within(operator, (ctx) =>
      openRights(ctx, [
        {
          beneficiaryId: body.id,
          openingKey,
          beginsOn: on(from),
          endsOn: on(until),
          services: [{ service: 'conges', label: 'conges', source: {} }],
          allowances: rights,
          continues: { openingKey: former, beneficiaryId: body.id, keepsTerm },
        },
      ]),
    );
  const use = (key: string, day: string, amount: number) =>
    within(body, (ctx) => consume(ctx, { allowance: key, amount, key: `${key} ${day} ${amount}`, evidence, on: on(day) }));
  await use('demi-journees', '2027-03-01', 2_000);
  await use('audit', '2027-03-01', 1_000);
  await use('lettres', '2027-03-01', 7_000);
  await within(body, (ctx) => report(ctx, { allowance: 'stockage', amount: 60_000, key: 'mesure 1', evidence, on: on('2027-03-01') }));
  await follow('suivante', '2027-07-01', '2028-06-30', 'convention', false);
  await follow('suivante', '2027-07-01', '2028-06-30', 'convention', false);

  it.clock.set('2027-06-30T21:59:59Z');
  assert.equal(await rightsOf(it.house).holds(it.house, body.id, 'conges'), true);
  it.clock.set('2027-06-30T22:00:00Z');
  assert.equal(await rightsOf(it.house).holds(it.house, body.id, 'conges'), true);
  it.clock.set('2026-11-21T09:00:00Z');
  await use('demi-journees', '2027-07-01', 2_000);
  await assert.rejects(use('audit', '2027-09-01', 1_000), { code: 'rights.exhausted' });
  await use('lettres', '2027-10-01', 3_000);
  await assert.rejects(use('lettres', '2027-10-02', 1_000), { code: 'rights.exhausted-until' });
  // What is stored is stored: lowering it under the new convention lowers what the former one had counted.
  await within(body, (ctx) => report(ctx, { allowance: 'stockage', amount: 20_000, key: 'mesure 2', evidence, on: on('2027-07-02') }));
  await within(body, (ctx) => report(ctx, { allowance: 'stockage', amount: 120_000, key: 'mesure 3', evidence, on: on('2027-07-03') }));

  await follow('avenant', '2028-01-01', '2028-06-30', 'suivante', true);
  await assert.rejects(use('demi-journees', '2028-02-01', 1_000), { code: 'rights.exhausted' });
});
