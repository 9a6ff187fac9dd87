// SPDX-License-Identifier: EUPL-1.2
/** Through HTTP: what the law wants, of two operators in one installation. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { eraseBody } from '#platform/body/erase-body.ts';
import { exportBody } from '#platform/body/export-body.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import type { LegalFacts, LegalVersion } from '../contract/legal.ts';
import { changeLegal } from './change-legal.ts';
import { demonstrateLegal } from './demonstrate-legal.ts';
import { ownerOf } from './owner-in-memory.ts';
import { openOperator } from '../operators/open-operator.ts';
import room from '../room.ts';
import type { Tables } from '../tables.ts';

type Operator = { id: string; slug: string; name: string };
type Problem = { code: string; title: string; fields?: { path: string; says: string }[] };
type Links = { links: { label: string; href: string }[] };

let it: TestHouse;
let first: Operator;
let second: Operator;
let member: TestBody;
/** Administrator of the first operator, somebody who only reads there, administrator of the second. */
let alix: Caller;
let reader: Caller;
let robin: Caller;
/** Administrator in a body that is no operator. */
let misplaced: Caller;

before(async () => {
  it = await openTestHouse([room, people]);
  first = await operator('syndicat-essai', 'Syndicat d’essai');
  member = await makeBody(it, { name: 'Commune servie' });
  alix = await signedIn(it.app, await makePerson(it, [{ in: first, roles: ['administrator'] }]));
  reader = await signedIn(it.app, await makePerson(it, [{ in: first, roles: ['technician'] }]));
  misplaced = await signedIn(it.app, await makePerson(it, [{ in: member, roles: ['administrator'] }]));
});
after(() => it.close());

async function operator(slug: string, name: string): Promise<Operator> {
  return { id: await openOperator(it.house, { slug, name, kind: 'syndicat' }), slug, name };
}

const facts: LegalFacts = {
  publisher: {
    name: 'Syndicat d’essai',
    legalForm: 'Syndicat mixte',
    address: '3 rue de l’Essai, 00000 Ville',
    phone: '05 36 49 00 09',
    email: 'contact@exemple.fr',
    directorRole: 'Présidence du syndicat',
    directorName: null,
  },
  host: { name: 'Hébergeur <d’essai>', address: null, phone: null },
  dataProtection: { officer: 'Délégué mutualisé', email: 'dpo@exemple.fr', address: null },
  accessibility: {
    status: 'not-audited',
    auditedOn: null,
    rate: null,
    auditor: null,
    declaredOn: '2026-11-20',
    contact: null,
    faults: ['Le plan du territoire'],
    planAddress: null,
  },
};
const audited = (change: Partial<LegalFacts['accessibility']>): LegalFacts => ({
  ...facts,
  accessibility: {
    ...facts.accessibility,
    status: 'partially-compliant',
    auditedOn: '2026-10-12',
    rate: 71.43,
    auditor: 'Cabinet d’essai',
    ...change,
  },
});

const versions = (where: Operator | TestBody): string => `/api/o/${where.slug}/legal/versions`;
const publish = (caller: Caller, where: Operator | TestBody, basedOn: number, what: unknown) =>
  caller({ method: 'POST', url: versions(where), payload: { basedOn, facts: what } as object });
const page = async (url: string): Promise<string> => {
  const response = await it.app.inject({ url });
  assert.equal(response.statusCode, 200, response.body);
  assert.match(response.headers['content-type']?.toString() ?? '', /text\/html/);
  // The formatter breaks lines inside tags.
  return response.body.replace(/\s+/g, ' ').replaceAll(' >', '>');
};
const links = async (url: string): Promise<Links['links']> => (await it.app.inject({ url })).json<Links>().links;

test('says what an operator has not given, and invents nothing', async () => {
  const notice = await page(`/o/${first.slug}/mentions-legales`);
  assert.match(notice, /<dt>Dénomination<\/dt> <dd>Syndicat d’essai<\/dd>/);
  assert.equal(notice.match(/non communiqué par l’opérateur/g)?.length, 8);
  assert.match(await page(`/o/${first.slug}/accessibilite`), /<strong>non conforme<\/strong>.*aucun audit n’a encore été réalisé/);
  assert.doesNotMatch(notice, /<script/);
});

test('publishes what the operator enters, escaped, on its pages and to programs', async () => {
  assert.equal((await publish(alix, first, 0, facts)).statusCode, 200);
  const notice = await page(`/o/${first.slug}/mentions-legales`);
  assert.match(notice, /Hébergeur &lt;d’essai&gt;/);
  assert.match(notice, /<dt>Direction de la publication<\/dt> <dd>Présidence du syndicat<\/dd>/);
  assert.match(notice, /mises à jour le 21 novembre 2026/);
  const statement = await page(`/o/${first.slug}/accessibilite`);
  assert.match(statement, /Le plan du territoire/);
  assert.match(statement, /établie le 20 novembre 2026/);
  assert.match(statement, /mailto:contact@exemple\.fr/);
  assert.match(await page(`/o/${first.slug}/donnees-personnelles`), /Délégué mutualisé/);
  const published = (await it.app.inject({ url: `/api/o/${first.slug}/legal` })).json<{ facts: LegalFacts; version: number }>();
  assert.deepEqual([published.version, published.facts], [1, facts]);
});

test('keeps every version with who entered it, and rewrites none', async () => {
  assert.equal((await publish(alix, first, 1, audited({}))).statusCode, 200);
  const history = (await alix({ url: versions(first) })).json<{ rows: LegalVersion[]; total: number }>();
  assert.deepEqual(
    history.rows.map(({ version, enteredBy, facts: { accessibility } }) => [version, enteredBy, accessibility.rate]),
    [
      [2, 'Camille Essai', 71.43],
      [1, 'Camille Essai', null],
    ],
  );
  assert.equal(history.total, 2);
  await assert.rejects(
    asOwner(it, (client) => client.query(`update organisations.legal_version set auditor = 'un autre'`)),
    /never rewritten/,
  );
});

test('refuses a version based on one that another has replaced', async () => {
  const late = await publish(alix, first, 1, facts);
  assert.equal(late.statusCode, 409);
  assert.equal(late.json<Problem>().code, 'organisations.legal-changed');
  assert.match(late.json<Problem>().title, /par Camille Essai/);
});

test('of two who save at once, the second is told', async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let written = (): void => undefined;
  const isWritten = new Promise<void>((resolve) => (written = resolve));
  const entry = { actor: { kind: 'job', name: 'Essai' } as const, organisation: first.id };
  const one = inContext<Tables, void>(it.house, entry, async (ctx) => {
    await changeLegal(ctx, { basedOn: 2, facts: audited({ rate: 72 }) });
    written();
    await released;
  });
  await isWritten;
  const other = publish(alix, first, 2, audited({ rate: 73 }));
  await wait(200);
  release();
  await one;
  assert.equal((await other).json<Problem>().code, 'organisations.legal-changed');
});

test('names the level that the audit found, on the page and at the foot of every page', async () => {
  const statement = await page(`/o/${first.slug}/accessibilite`);
  assert.match(statement, /<strong>partiellement conforme<\/strong>/);
  assert.match(statement, /12 octobre 2026 par Cabinet d’essai a constaté que 72 %/);
  assert.match(statement, /<footer.*Accessibilité : partiellement conforme/);
  assert.equal((await links(`/api/o/${first.slug}/legal/links`))[0]?.label, 'Accessibilité : partiellement conforme');
});

test('refuses, beside the field, what no declaration may say', async () => {
  const cases: [LegalFacts, string][] = [
    [audited({ status: 'fully-compliant', rate: 99.99 }), 'rate'],
    [audited({ status: 'partially-compliant', rate: 49 }), 'rate'],
    [audited({ status: 'non-compliant', rate: 50 }), 'rate'],
    [audited({ rate: null }), 'rate'],
    [audited({ auditor: null }), 'auditor'],
    [audited({ auditedOn: null }), 'auditedOn'],
    [audited({ status: 'not-audited', rate: null, auditor: null }), 'auditedOn'],
    [audited({ rate: 101 }), 'rate'],
    [audited({ planAddress: 'javascript:alert(1)' }), 'planAddress'],
    [audited({ auditedOn: '2026-11-22' }), 'auditedOn'],
    [audited({ declaredOn: '2027-01-01' }), 'declaredOn'],
  ];
  for (const [wrong, field] of cases) {
    const refused = (await publish(alix, first, 3, wrong)).json<Problem>();
    assert.deepEqual(
      refused.fields?.map(({ path }) => path),
      [`facts.accessibility.${field}`],
      JSON.stringify(refused),
    );
  }
  const unreachable = { ...facts, publisher: { ...facts.publisher, name: ' ', email: 'contact', phone: 'zéro cinq' } };
  const refused = (await publish(alix, first, 3, unreachable)).json<Problem>();
  assert.deepEqual(refused.fields?.map(({ path }) => path).sort(), ['facts.publisher.email', 'facts.publisher.name', 'facts.publisher.phone']);
});

test('is written by its administrator alone, and by operators alone', async () => {
  const byReader = await publish(reader, first, 3, facts);
  assert.deepEqual([byReader.statusCode, byReader.json<Problem>().code], [403, 'platform.not-permitted']);
  assert.equal((await reader({ url: versions(first) })).statusCode, 403);
  const byNobody = await it.app.inject({ method: 'POST', url: versions(first), payload: { basedOn: 3, facts } });
  assert.equal(byNobody.statusCode, 401);
  assert.equal((await publish(misplaced, member, 0, facts)).json<Problem>().code, 'organisations.not-an-operator');
});

test('alone in the installation, an operator answers for the site and for every body', async () => {
  assert.match(await page('/mentions-legales'), /Hébergeur &lt;d’essai&gt;/);
  assert.match(await page(`/o/${member.slug}/mentions-legales`), /Hébergeur &lt;d’essai&gt;/);
  assert.equal((await links('/api/legal/links'))[0]?.label, 'Accessibilité : partiellement conforme');
});

test('with several operators, the site lists them and each answers for its own', async () => {
  second = await operator('cdg-essai', 'Centre d’essai');
  robin = await signedIn(it.app, await makePerson(it, [{ in: second, roles: ['administrator'] }]));
  const list = await page('/accessibilite');
  assert.match(list, /<a href="\/o\/syndicat-essai\/accessibilite">Syndicat d’essai<\/a> : partiellement conforme/);
  assert.match(list, /<a href="\/o\/cdg-essai\/accessibilite">Centre d’essai<\/a> : non conforme \(audit non réalisé\)/);
  assert.match(list, /Défenseur des droits.*Arcom/);
  assert.doesNotMatch(await page('/mentions-legales'), /Hébergeur/);
  assert.doesNotMatch(await page(`/o/${second.slug}/mentions-legales`), /Présidence du syndicat|Hébergeur &lt;/);
  assert.equal((await links('/api/legal/links'))[0]?.label, 'Accessibilité');
});

test('an operator neither reads another’s history nor writes its notices', async () => {
  assert.equal((await publish(robin, first, 3, facts)).statusCode, 403);
  assert.equal((await robin({ url: versions(first) })).statusCode, 403);
  assert.equal((await publish(robin, second, 0, facts)).statusCode, 200);
  assert.deepEqual(
    (await robin({ url: versions(second) })).json<{ rows: LegalVersion[] }>().rows.map(({ version }) => version),
    [1],
  );
});

test('answers a page, not a guess, for a body that no operator serves', async () => {
  const response = await it.app.inject({ url: `/o/${member.slug}/mentions-legales` });
  assert.equal(response.statusCode, 404);
  assert.match(response.body, /Aucun opérateur de cette installation ne sert cette collectivité/);
});

test('shows every processing that the rooms declare, and no other', async () => {
  const declared = it.house.rooms.flatMap(({ personalData = [] }) => personalData);
  assert.ok(declared.length > 3);
  for (const url of [`/o/${first.slug}/donnees-personnelles`, '/donnees-personnelles']) {
    const shown = await page(url);
    for (const { category, purpose, basis, retention } of declared)
      for (const said of [category, purpose, basis, retention]) assert.ok(shown.includes(`>${said}<`), `${url}: ${said}`);
    assert.equal(shown.match(/<th scope="row">/g)?.length, declared.length);
  }
});

test('wears the operator’s colours, corrected, kept for a year at an address that changes with them', async () => {
  const sheetOf = async (slug: string) => /href="(\/o\/[^"]+couleurs\.css[^"]*)"/.exec(await page(`/o/${slug}/accessibilite`))?.[1];
  assert.equal(await sheetOf(first.slug), undefined, 'the house’s own until it chose');
  const wear = (accent: string) =>
    alix({ method: 'PUT', url: `/api/o/${first.slug}/appearance`, payload: { name: 'Essai', colours: { accent, tower: null }, logo: null } });
  assert.equal((await wear('#ffd400')).statusCode, 200);
  const address = (await sheetOf(first.slug)) ?? '';
  const sheet = await it.app.inject({ url: address });
  assert.equal(sheet.headers['content-type'], 'text/css; charset=utf-8');
  assert.equal(sheet.headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.match(sheet.body, /--accent-fill:#[0-9a-f]{6}/);
  assert.doesNotMatch(sheet.body, /--accent-fill:#ffd400/, 'white does not read on it');
  await wear('#0b5394');
  assert.notEqual(await sheetOf(first.slug), address);
  assert.equal((await it.app.inject({ url: address })).headers['cache-control'], 'no-cache', 'a former address keeps nothing');
  assert.equal(await sheetOf(second.slug), undefined);
});

test('a page that asks the database nothing wears the new look all the same', async () => {
  assert.equal((await ownerOf(it.house, first.id)).name, 'Essai');
  assert.deepEqual(await it.queriesOf(() => ownerOf(it.house, first.id)), []);
  const change = { name: 'Essai renommé', colours: { accent: null, tower: null }, logo: null };
  await alix({ method: 'PUT', url: `/api/o/${first.slug}/appearance`, payload: change });
  for (let tries = 0; (await ownerOf(it.house, first.id)).name !== change.name; tries += 1) {
    assert.ok(tries < 1_200, 'the notification arrives');
    await wait(50);
  }
});

test('has no colours for whoever is no operator', async () => {
  const response = await it.app.inject({ url: `/o/${member.slug}/couleurs.css` });
  assert.deepEqual([response.statusCode, response.json<Problem>().code], [404, 'organisations.unknown-operator']);
});

test('shows the operator’s logo beside its name', async () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await alix({
    method: 'PUT',
    url: `/api/o/${first.slug}/appearance`,
    payload: { name: 'Essai', colours: { accent: null, tower: null }, logo: png },
  });
  assert.match(
    await page(`/o/${first.slug}/accessibilite`),
    /<img src="\/api\/o\/syndicat-essai\/appearance\/logo\?v=\d+" alt="Logo" height="32" \/> Essai/,
  );
});

test('the demonstration’s values say that they are invented until the last of them is replaced', async () => {
  const third = await operator('essai-demonstration', 'Opérateur de démonstration');
  const kim = await signedIn(it.app, await makePerson(it, [{ in: third, roles: ['administrator'] }]));
  const publisher = { name: third.name, legalForm: 'Syndicat mixte', directorRole: 'Présidence' };
  await demonstrateLegal(it.house, third.id, publisher);
  await demonstrateLegal(it.house, third.id, publisher);
  const history = async () => (await kim({ url: versions(third) })).json<{ rows: LegalVersion[] }>().rows;
  const invented = (await history())[0]?.facts;
  assert.ok(invented && (await history()).length === 1);
  const isMarked = async () => />Valeurs de démonstration/.test(await page(`/o/${third.slug}/mentions-legales`));
  assert.equal(await isMarked(), true);
  await publish(kim, third, 1, { ...invented, publisher: { ...invented.publisher, phone: '05 36 49 00 77' } });
  assert.equal(await isMarked(), true, 'the other contacts are invented still');
  await publish(kim, third, 2, facts);
  assert.equal(await isMarked(), true, 'the addresses of mail are the demonstration’s still');
  await publish(kim, third, 3, {
    ...facts,
    publisher: { ...facts.publisher, email: 'accueil@exemple.fr' },
    dataProtection: { officer: 'Service juridique', email: null, address: null },
  });
  assert.equal(await isMarked(), false);
});

test('leaves and is erased with the operator’s other data', async () => {
  const taken: string[] = [];
  for await (const { path, content } of exportBody(it.house, second.id))
    if (path.endsWith('organisations.legal_version.json')) taken.push(String(content));
  assert.match(taken.join(''), /Délégué mutualisé/);
  await it.settle();
  await eraseBody(it.house, second.id, { reason: 'essai' });
  const left = await asOwner(it, (client) => client.query('select from organisations.legal_version where organisation_id = $1', [second.id]));
  assert.equal(left.rowCount, 0);
});
