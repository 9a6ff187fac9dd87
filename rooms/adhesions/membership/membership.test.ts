// SPDX-License-Identifier: EUPL-1.2
/** What a commune and its EPCI read of their own adhesion. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import { makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { acceptQuote, bodiesWhere, communesOf, COTEAUX, leadToSignature, openAdhesionHouse, post, read, sirenOf } from '../testing.ts';
import { renewalWords } from './renewal-words.ts';

type Mine = {
  memberships: {
    what: string;
    since: string;
    status: string;
    payer: { name: string };
    isPayer: boolean;
    yearlyCents: number | null;
    counting: { isCounted: boolean | null; why: string } | null;
    services: { service: string; says: string[] }[];
    renewal: { on: string | null; decideBefore: string | null; says: string };
    convention: { id: string; number: string };
    edition: { label: string };
  }[];
  territories: {
    counted: number;
    yearlyCents: number;
    volume: string;
    bodies: { name: string; since: string; isCounted: boolean | null }[];
    missing: { name: string }[];
  }[];
  dossiers: { id: string; awaitsMe: boolean; stepLabel: string }[];
};

let it: TestHouse;
let gironde: TestOperator;
let epci: TestBody;
let commune: TestBody;
let dgs: Caller;
let elected: Caller;
let started: { dossierId: string; linked: { dossierId: string; body: string }[] };
before(async () => {
  it = await openAdhesionHouse();
  gironde = await makeOperator(it, 'gironde-numerique');
  epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
  commune = (await communesOf(it, epci))[0] ?? assert.fail();
  dgs = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  elected = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['elected'] }]));
  const request = {
    edition: 'gironde-numerique-courante',
    for: { siren: COTEAUX },
    volume: { value: 1, unit: 'To' },
    items: [{ offer: 'adhesion-mutualisee' }],
  };
  const quoteId = await acceptQuote(gironde, request);
  const answer = await post(gironde.manager, gironde.body, '/adhesions', { quoteId, startsOn: '2027-01-01', endsOn: '2029-12-31' });
  started = answer.json();
});
after(() => it.close());

const mine = (caller: Caller, body: TestBody) => read<Mine>(caller, body, '/adhesions/mine');

test('before anything is concluded, shows the dossiers under way and which of them awaits the body', async () => {
  const { memberships, dossiers } = await mine(dgs, epci);
  assert.deepEqual(memberships, []);
  // The EPCI takes part in each tripartite, which awaits its commune.
  assert.equal(dossiers.length, 9);
  assert.deepEqual(dossiers.filter(({ awaitsMe }) => awaitsMe).map(({ stepLabel }) => stepLabel), ['Commission']); // prettier-ignore
  assert.deepEqual((await mine(elected, commune)).dossiers.map(({ awaitsMe }) => awaitsMe), [true]); // prettier-ignore
});

test('a commune reads that its EPCI pays, whether it is counted and why, what is included and when it ends', async () => {
  await leadToSignature(gironde, started.dossierId, COTEAUX);
  const own = started.linked.find(({ body }) => body === commune.name) ?? assert.fail();
  await leadToSignature(gironde, own.dossierId, await sirenOf(it, commune));
  const [membership, ...others] = (await mine(elected, commune)).memberships;
  assert.ok(membership);
  assert.deepEqual(others, []);
  assert.equal(membership.status, 'to-come');
  assert.deepEqual([membership.isPayer, membership.yearlyCents], [false, null]);
  assert.equal(membership.payer.name, epci.name);
  assert.equal(membership.counting?.isCounted, true);
  assert.match(membership.counting?.why ?? '', /Compte : commune/i);
  assert.ok(membership.services.some(({ service }) => service === 'parapheur'));
  assert.deepEqual([membership.renewal.on, membership.renewal.decideBefore], ['2030-01-01', '2029-09-30']);
  assert.match(membership.renewal.says, new RegExp(`l’assemblée de ${epci.name}`));
});

test('the EPCI reads what it pays, who joined since when, and who has not', async () => {
  const { memberships, territories } = await read<Mine>(dgs, epci, '/adhesions/mine?on=2027-01-02');
  assert.equal(memberships[0]?.yearlyCents, 1_398_800);
  assert.equal(memberships[0]?.counting?.isCounted, null);
  const [territory] = territories;
  assert.deepEqual([territory?.counted, territory?.yearlyCents, territory?.volume], [1, 1_398_800, '1 To']);
  assert.deepEqual(territory?.bodies.map(({ name, since, isCounted }) => [name, since, isCounted]), [[commune.name, '2027-01-01', true]]); // prettier-ignore
  assert.equal(territory?.missing.length, 7);
});

test('a convention is read by its parties with its proofs and its quote, and by nobody else', async () => {
  const { convention } = (await mine(dgs, epci)).memberships[0] ?? assert.fail();
  const shown = await read<{
    proofs: { label: string; value: string }[];
    quote: { documentId: string };
    under: { beneficiary: string }[];
    lines: unknown[];
  }>(dgs, epci, `/adhesions/mine/conventions/${convention.id}`);
  assert.ok(shown.proofs.some(({ value }) => value === `033-${COTEAUX}-20261121-D2026-37-DE`));
  assert.ok(shown.quote.documentId);
  assert.deepEqual(shown.under.map(({ beneficiary }) => beneficiary), [commune.name]); // prettier-ignore
  assert.equal(shown.lines.length, 1);
  const stranger = await elected({ url: `/api/o/${commune.slug}/adhesions/mine/conventions/${convention.id}` });
  assert.equal(stranger.json().code, 'adhesions.not-yours');
});

test('says what happens at the end, in each case', () => {
  const base = { endsOn: '2028-02-29', renewal: 'none', noticeMonths: 3, isEnded: false, isPayer: true, payer: 'Créon' } as const;
  assert.deepEqual(renewalWords(base).on, '2028-03-01');
  assert.match(renewalWords(base).says, /s’arrête le 29 février 2028 et ne se renouvelle pas d’elle-même : pour continuer, votre assemblée/);
  assert.match(
    renewalWords({ ...base, renewal: 'tacit' }).says,
    /se renouvelle d’elle-même le 1er mars 2028, sauf si une partie y met fin avant le 29 novembre 2027/,
  );
  assert.match(renewalWords({ ...base, endsOn: null }).says, /n’a pas de terme .* avec un préavis de 3 mois/);
  assert.match(renewalWords({ ...base, isEnded: true }).says, /a pris fin/);
});
