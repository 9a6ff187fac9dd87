// SPDX-License-Identifier: EUPL-1.2
/** A body of Lot-et-Garonne subscribes by itself: the exact price, its own person, its council, then riders during the term. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import type { TestOperator } from '#rooms/quotes/testing.ts';
import { bodiesWhere, leadToSignature, makeCdg, openAdhesionHouse, post, read, sirenOf } from '../testing.ts';

const DURAS = '244700449';

type Offered = {
  whyNot: string | null;
  facts: string[];
  packages: { offer: string; yearlyCents: number; why: { says: string; citation: string | null }[]; held: { number: string } | null }[];
  units: { id: string; name: string; packages: { offer: string; yearlyCents: number | null }[] }[];
  others: { name: string }[];
  convention: { id: string; number: string } | null;
};
type Priced = {
  firstYearCents: number;
  isComplete: boolean;
  endsOn: string | null;
  isRider: boolean;
  priced: { lines: { label: string; amountCents: number; why: { citation?: { line: number } }[] }[] };
};

let it: TestHouse;
let cdg: TestOperator;
let duras: TestBody;
let village: TestBody;
let mayor: Caller;
let secretary: Caller;
let camping: string;
before(async () => {
  it = await openAdhesionHouse();
  cdg = await makeCdg(it, { sirens: [DURAS] });
  duras = (await bodiesWhere(it, `insee = '47086'`))[0] ?? assert.fail();
  village = (await bodiesWhere(it, `insee = '47278'`))[0] ?? assert.fail();
  mayor = await signedIn(it.app, await makePerson(it, [{ in: duras, roles: ['president'] }]));
  secretary = await signedIn(it.app, await makePerson(it, [{ in: village, roles: ['secretary'] }]));
  const declare = async (name: string, kind: string, facts: object) => {
    const made = await post(cdg.head, cdg.body, '/organisations/bodies', { name, kind, facts: { parent: duras.id, ...facts } });
    assert.equal(made.statusCode, 200, made.body);
    return made.json<{ id: string }>().id;
  };
  camping = await declare('Budget annexe camping de Duras', 'budget-annexe', { agents: 2 });
  await declare('Budget annexe lotissement de Duras', 'budget-annexe', {});
  await declare('CCAS de Duras', 'ccas', { agents: 4 });
});
after(() => it.close());

const offered = (caller = mayor, body = duras) => read<Offered>(caller, body, '/adhesions/subscription');
const price = async (choices: object[], more: object = {}, caller = mayor, body = duras) =>
  (await post(caller, body, '/adhesions/subscription/price', { startsOn: '2026-11-21', choices, ...more })).json<Priced & { code?: string }>();
const subscribe = (choices: object[], expectedCents: number, more: object = {}, caller = mayor, body = duras) =>
  post(caller, body, '/adhesions/subscription', { startsOn: '2026-11-21', choices, expectedCents, byTitle: 'Maire', confirms: true, ...more });
const holds = (bodyId: string, service: string) => rightsOf(it.house).holds(it.house, bodyId, service);
const allowance = async (caller: Caller, body: TestBody, key: string) =>
  (await read<{ allowances: { key: string; amount: number; used: number }[] }>(caller, body, '/rights')).allowances.filter((one) => one.key === key);

test('each package stands at the price of the body’s own stratum, with the printed line that proves it', async () => {
  const { whyNot, facts, packages, units, others } = await offered();
  assert.equal(whyNot, null);
  assert.match(facts.join(), /1.230 habitants/);
  assert.deepEqual(packages.map(({ offer, yearlyCents }) => [offer, yearlyCents]), [['forfait-metiers', 272_800], ['forfait-technologie', 159_700]]); // prettier-ignore
  assert.ok(packages[1]?.why.some(({ citation }) => citation?.startsWith('S3, ligne 7')));
  // A budget annexe is a unit of its own; without agents it cannot be priced. A CCAS has its own board.
  const unit = (name: string) => units.find((one) => one.name.includes(name))?.packages.map(({ yearlyCents }) => yearlyCents);
  assert.deepEqual(unit('camping'), [111_900, 67_600]);
  assert.deepEqual(unit('lotissement'), [null, null]);
  assert.deepEqual(others.map(({ name }) => name), ['CCAS de Duras']); // prettier-ignore
});

test('the packages stand side by side, with what each service costs alone', async () => {
  const { packages, rows } = await read<{
    packages: unknown[];
    rows: { service: string; cells: { isIncluded: boolean; printed: string }[]; alone: string | null }[];
  }>(mayor, duras, '/adhesions/subscription/comparison');
  assert.equal(packages.length, 2);
  const row = (service: string) => rows.find((one) => one.service === service);
  assert.deepEqual(row('certificat-electronique')?.cells.map(({ printed }) => printed), ['Non', '1 certificat']); // prettier-ignore
  assert.match(row('certificat-electronique')?.alone ?? '', /^80,00\s€ par certificat par an$/);
  assert.match(row('parapheur')?.alone ?? '', /^276,00\s€ par an/);
  assert.equal(row('controle-de-legalite')?.alone, null);
});

test('the live price adds packages, options and budgets annexes to the cent', async () => {
  const both = await price([{ offer: 'forfait-metiers' }, { offer: 'forfait-technologie' }]);
  assert.deepEqual([both.firstYearCents, both.isComplete, both.endsOn, both.isRider], [432_500, true, '2029-11-20', false]);
  const more = await price([
    { offer: 'forfait-technologie' },
    { offer: 'forfait-technologie', unitId: camping },
    { offer: 'sauvegarde-externalisee', inputs: { volume: 18.2 } },
    { offer: 'parapheur' },
  ]);
  // 1 597 + 676 + 4 Go at 10 € + parapheur 276; the certificate of the package serves the parapheur.
  assert.equal(more.firstYearCents, 159_700 + 67_600 + 4_000 + 27_600);
  assert.ok(more.priced.lines.every(({ why }) => why.some(({ citation }) => citation !== undefined)));
});

test('refuses options without a package, a foreign budget annexe, a past day, what has no price, and who may not', async () => {
  assert.equal((await price([{ offer: 'parapheur' }])).code, 'adhesions.not-a-package');
  assert.equal((await price([{ offer: 'forfait-metiers', unitId: village.id }])).code, 'adhesions.not-a-unit');
  assert.equal((await price([{ offer: 'forfait-metiers' }], { startsOn: '2026-11-20' })).code, 'adhesions.starts-in-the-past');
  const [lotissement] = (await offered()).units.filter(({ name }) => name.includes('lotissement'));
  const unpriced = [{ offer: 'forfait-metiers' }, { offer: 'forfait-metiers', unitId: lotissement?.id }];
  assert.equal((await subscribe(unpriced, 272_800)).json().code, 'adhesions.price-unknown');
  assert.equal((await subscribe([{ offer: 'forfait-metiers' }], 100)).json().code, 'adhesions.price-changed');
  const clerk = await signedIn(it.app, await makePerson(it, [{ in: duras, roles: ['agent'] }]));
  assert.equal((await subscribe([{ offer: 'forfait-metiers' }], 272_800, {}, clerk)).json().code, 'platform.not-permitted');
});

test('the mayor subscribes: the quote is accepted with its evidence, the council’s dossier opens, and signing opens the rights', async () => {
  const choices = [
    { offer: 'forfait-technologie' },
    { offer: 'forfait-technologie', unitId: camping },
    { offer: 'certificat-electronique', inputs: { certificats: 2 } },
  ];
  const { firstYearCents } = await price(choices);
  const answer = await subscribe(choices, firstYearCents);
  assert.equal(answer.statusCode, 200, answer.body);
  const { kind, quoteNumber, dossierId } = answer.json();
  assert.equal(kind, 'convention');
  const { rows } = await read<{ rows: { id: string; number: string; status: string; firstYearCents: number }[] }>(cdg.manager, cdg.body, '/quotes');
  assert.deepEqual(rows.map((row) => [row.number, row.status, row.firstYearCents]), [[quoteNumber, 'accepted', 159_700 + 67_600 + 8_000]]); // prettier-ignore
  const quote = await read<{ decision: { byTitle: string; evidenceDigest: string } }>(cdg.manager, cdg.body, `/quotes/${rows[0]?.id}`);
  assert.equal(quote.decision.byTitle, 'Maire');
  assert.match(quote.decision.evidenceDigest, /^[0-9a-f]{64}$/);
  // A second one waits for the first.
  assert.equal((await subscribe([{ offer: 'forfait-metiers' }], 272_800)).json().code, 'adhesions.subscription-under-way');
  await it.settle();
  const notices = (await cdg.manager({ url: '/api/me/notices' })).json<{ rows: { title: string }[] }>().rows.map(({ title }) => title);
  assert.ok(notices.includes('Duras a souscrit en ligne.'), notices.join());

  await leadToSignature(cdg, dossierId, await sirenOf(it, duras));
  assert.equal(await holds(duras.id, 'controle-de-legalite'), true);
  assert.equal(await holds(camping, 'controle-de-legalite'), true);
  assert.equal(await holds(duras.id, 'assistance-logiciels'), false);
  // One certificate of the stratum, and the one bought.
  assert.deepEqual((await allowance(mayor, duras, 'certificats')).map(({ amount }) => amount), [2]); // prettier-ignore
  const { memberships, lines } = await read<{
    memberships: { what: string; yearlyCents: number; convention: { number: string } }[];
    lines: { label: string; quantity: number }[];
  }>(mayor, duras, '/adhesions/mine');
  assert.deepEqual(memberships.map(({ what, yearlyCents }) => [what, yearlyCents]), [['FORFAIT TECHNOLOGIE', 159_700 + 67_600 + 8_000]]); // prettier-ignore
  assert.deepEqual(lines.map(({ label, quantity }) => `${quantity} ${label}`).sort(), ['1 Certificat électronique', '1 FORFAIT TECHNOLOGIE']);
});

test('what is held already is refused with the convention that holds it', async () => {
  const refused = await price([{ offer: 'forfait-technologie' }]);
  assert.equal(refused.code, 'adhesions.package-held');
  assert.match((refused as unknown as { title: string }).title, /Duras a déjà « FORFAIT TECHNOLOGIE », sous la convention CF-2026-0001\./);
});

test('a package joins under way by a rider: what stands keeps its price, its rights and its counts', async () => {
  it.clock.set('2026-11-21T10:00:00Z');
  const choices = [{ offer: 'forfait-metiers' }];
  const seen = await price(choices, { startsOn: '2026-12-01' });
  assert.deepEqual([seen.firstYearCents, seen.isRider, seen.endsOn], [272_800, true, '2029-11-20']);
  const answer = await subscribe(choices, 272_800, { startsOn: '2026-12-01' });
  assert.equal(answer.json().kind, 'rider', answer.body);
  await leadToSignature(cdg, answer.json().dossierId, await sirenOf(it, duras));
  const conventions = await read<{ rows: { number: string; beginsOn: string; endsOn: string; yearlyCents: number }[] }>(
    mayor,
    duras,
    '/adhesions/conventions?sort=beginsOn',
  );
  assert.deepEqual(
    conventions.rows.map(({ number, beginsOn, endsOn, yearlyCents }) => [number, beginsOn, endsOn, yearlyCents]),
    [
      ['CF-2026-0001', '2026-11-21', '2026-11-30', 235_300],
      ['CF-2026-0001-A1', '2026-12-01', '2029-11-20', 235_300 + 272_800],
    ],
  );
  it.clock.set('2026-12-01T10:00:00Z');
  assert.equal(await holds(duras.id, 'controle-de-legalite'), true);
  assert.equal(await holds(camping, 'controle-de-legalite'), true);
  it.clock.set('2026-11-21T10:00:00Z');
});

test('a package leaves by a rider, and the last one does not', async () => {
  const { rows } = await read<{ rows: { id: string; number: string }[] }>(mayor, duras, '/adhesions/conventions?sort=beginsOn');
  const current = rows.at(-1)?.id ?? assert.fail();
  const remove = (offers: string[], lastOn = '2026-12-31') =>
    post(mayor, duras, `/adhesions/mine/conventions/${current}/removal`, { offers, lastOn, reason: 'Le logiciel métier change.' });
  assert.equal((await remove(['forfait-metiers', 'forfait-technologie'])).json().code, 'adhesions.last-package');
  assert.equal((await remove(['forfait-heberge'])).json().code, 'adhesions.not-in-convention');
  assert.equal((await remove(['forfait-metiers'], '2029-12-01')).json().code, 'adhesions.convention-over');
  const begun = await remove(['forfait-metiers']);
  assert.equal(begun.statusCode, 200, begun.body);
  await leadToSignature(cdg, begun.json().dossierId, await sirenOf(it, duras));
  const after = await read<{ memberships: { what: string; since: string; until: string }[] }>(mayor, duras, '/adhesions/mine?on=2027-01-01');
  assert.deepEqual(after.memberships.map(({ what, since, until }) => [what, since, until]), [['FORFAIT TECHNOLOGIE', '2027-01-01', '2029-11-20']]); // prettier-ignore
});

test('who may not subscribe alone reads why; another territory and a closed operator are refused', async () => {
  const settings = (change: object) =>
    cdg.head({
      method: 'PUT',
      url: `/api/o/${cdg.body.slug}/adhesions/subscription-settings`,
      payload: { isOpen: true, kinds: [], affiliatedOnly: false, termYears: 3, riderCeilingCents: null, legalNote: '', ...change },
    });
  assert.equal((await settings({ riderCeilingCents: 20_000 })).json().code, 'adhesions.legal-note-needed');
  await settings({ kinds: ['ccas'] });
  assert.match((await offered(secretary, village)).whyNot ?? '', /cette nature de collectivité \(commune\)/);
  assert.equal((await subscribe([{ offer: 'forfait-metiers' }], 146_700, {}, secretary, village)).json().code, 'adhesions.subscription-closed');
  await settings({ isOpen: false });
  assert.match((await offered(secretary, village)).whyNot ?? '', /n’ouvre pas la souscription en ligne/);
  await settings({});
  const [marmande] = await bodiesWhere(it, `insee = '47157'`);
  const stranger = await signedIn(it.app, await makePerson(it, [{ in: marmande ?? assert.fail(), roles: ['secretary'] }]));
  assert.equal((await subscribe([{ offer: 'forfait-metiers' }], 1, {}, stranger, marmande)).json().code, 'adhesions.outside-territory');
  assert.match((await offered(stranger, marmande)).whyNot ?? '', /n’est pas du territoire/);
});

test('a CCAS subscribes by its own board, and is priced in its new stratum when it subscribes again', async () => {
  const [ccas] = await bodiesWhere(it, `name = 'CCAS de Duras'`);
  assert.ok(ccas);
  const president = await signedIn(it.app, await makePerson(it, [{ in: ccas, roles: ['president'] }]));
  const metiers = [{ offer: 'forfait-metiers', inputs: {} }];
  assert.equal((await price(metiers, {}, president, ccas)).firstYearCents, 146_700);
  const begun = await subscribe(metiers, 146_700, {}, president, ccas);
  await leadToSignature(cdg, begun.json().dossierId, '264700011');
  const payload = { sinceOn: '2029-06-01', facts: { agents: 9 } };
  const entered = await cdg.head({ method: 'POST', url: `/api/o/${cdg.body.slug}/organisations/bodies/${ccas.slug}/facts`, payload });
  assert.equal(entered.statusCode, 200, entered.body);
  const again = await price(metiers, { startsOn: '2029-11-21' }, president, ccas);
  assert.deepEqual([again.firstYearCents, again.isRider], [198_400, false]);
});

test('two clicks at once are one subscription', async () => {
  const click = () => subscribe([{ offer: 'forfait-metiers' }], 146_700, {}, secretary, village);
  const both = await Promise.all([click(), click()]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 409]);
});
