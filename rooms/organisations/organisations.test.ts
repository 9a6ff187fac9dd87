// SPDX-License-Identifier: EUPL-1.2
/** Through HTTP, with two operators in one installation. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import people from '#rooms/people/room.ts';
import { makePerson, signedIn, type Caller } from '#rooms/people/testing.ts';
import { operatorOn } from './operators/operator-in-memory.ts';
import { siretOf } from './declared/siren.ts';
import { openOperator } from './operators/open-operator.ts';
import { refreshRegister, registerOn } from './register/register-in-memory.ts';
import room from './room.ts';
import { nationalRegister } from './testing.ts';

type Operator = { id: string; slug: string; name: string };
type Line = { id: string; slug: string; name: string; isDeclared?: boolean };
type Answer = { code: string; title: string; fields?: { path: string; says: string }[]; details?: Record<string, unknown> };

let it: TestHouse;
let gironde: Operator;
let cdg: Operator;
/** Administrator of the first operator, of the second, and somebody who only reads in the first. */
let alix: Caller;
let robin: Caller;
let reader: Caller;

before(async () => {
  it = await openTestHouse([room, people], { seed: nationalRegister });
  gironde = await operator('gironde-essai', 'Gironde d’essai');
  cdg = await operator('cdg-essai', 'CDG d’essai');
  alix = await signedIn(it.app, await makePerson(it, [{ in: gironde, roles: ['administrator'] }]));
  robin = await signedIn(it.app, await makePerson(it, [{ in: cdg, roles: ['administrator'] }]));
  reader = await signedIn(it.app, await makePerson(it, [{ in: gironde, roles: ['technician'] }]));
});
after(() => it.close());

async function operator(slug: string, name: string): Promise<Operator> {
  return { id: await openOperator(it.house, { slug, name, kind: 'syndicat' }), slug, name };
}

const today = Temporal.PlainDate.from('2026-11-21');
const idOf = (code: string): string => {
  const view = registerOn(it.house, today);
  return (view.bySiren(code) ?? view.byInsee(code))?.id ?? 'unknown';
};
const at = ({ slug }: Operator, path: string): string => `/api/o/${slug}/organisations${path}`;

async function get<Body>(caller: Caller, url: string): Promise<Body> {
  const response = await caller({ url });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<Body>();
}

async function send<Body>(caller: Caller, url: string, payload: object, method: 'POST' | 'PUT' = 'POST'): Promise<Body> {
  const response = await caller({ method, url, payload });
  assert.ok(response.statusCode < 300, response.body);
  return response.statusCode === 204 ? (undefined as Body) : response.json<Body>();
}

async function refused(
  caller: Caller,
  url: string,
  payload: object | undefined,
  code: string,
  field?: string,
  method: 'POST' | 'PUT' | 'DELETE' = 'POST',
): Promise<Answer> {
  const response = await caller({ method, url, ...(payload && { payload }) });
  const answer = response.json<Answer>();
  assert.equal(answer.code, code, response.body);
  if (field !== undefined)
    assert.deepEqual(
      answer.fields?.map(({ path }) => path),
      [field],
    );
  return answer;
}

const declare = (caller: Caller, where: Operator, body: object): Promise<Line> => send<Line>(caller, at(where, '/bodies'), body);
const listed = async (caller: Caller, where: Operator, query = ''): Promise<Line[]> =>
  (await get<{ rows: Line[] }>(caller, at(where, `/bodies?size=200${query}`))).rows;

test('declares a body that the register lacks, and shows it at once to its operator alone', async () => {
  const ccas = await declare(alix, gironde, { name: 'CCAS de Créon', kind: 'ccas', facts: { parent: idOf('33140'), agents: 4, budget: 250_000_00 } });
  const page = await get<Record<string, unknown>>(alix, at(gironde, `/bodies/${ccas.slug}`));
  assert.equal(page['name'], 'CCAS de Créon');
  assert.equal(page['agents'], 4);
  assert.equal(page['department'], '33');
  assert.deepEqual(
    (await listed(alix, gironde, '&declared=true')).map(({ name }) => name),
    ['CCAS de Créon'],
  );

  // Even once the register is read again.
  await refreshRegister(it.house);
  const hidden = await robin({ url: at(cdg, `/bodies/${ccas.slug}`) });
  assert.equal(hidden.json<Answer>().code, 'organisations.unknown-body');
  assert.equal((await robin({ url: at(cdg, `/bodies/${ccas.id}`) })).statusCode, 404);
  assert.deepEqual(await listed(robin, cdg), []);
  const search = async (caller: Caller, where: Operator) =>
    (await get<{ rows: Line[] }>(caller, at(where, '/search?q=ccas%20creon'))).rows.map(({ id }) => id);
  assert.ok((await search(alix, gironde)).includes(ccas.id));
  assert.ok(!(await search(robin, cdg)).includes(ccas.id));
  for (const url of ['/api/organisations?q=ccas%20de%20creon', `/api/organisations?q=ccas%20creon&operator=${gironde.slug}`]) {
    const { rows } = (await it.app.inject({ url })).json<{ rows: Line[] }>();
    assert.ok(!rows.some(({ id }) => id === ccas.id), 'the public does not find it');
  }
  assert.equal((await it.app.inject({ url: `/api/organisations/${ccas.slug}` })).statusCode, 404);
});

test('keeps two operators that declare one SIREN apart: one body, two names, two sets of facts', async () => {
  const siren = '200000008';
  const mine = await declare(alix, gironde, { name: 'Syndicat du Dropt', kind: 'syndicat', siren, facts: { agents: 5 } });
  const theirs = await declare(robin, cdg, { name: 'SIVU du Dropt aval', kind: 'sivu', siren, facts: { agents: 7 } });
  assert.equal(mine.id, theirs.id);
  const [here, there] = [
    await get<{ name: string; agents: number; history: unknown[] }>(alix, at(gironde, `/bodies/${siren}`)),
    await get<{ name: string; agents: number; history: unknown[] }>(robin, at(cdg, `/bodies/${siren}`)),
  ];
  assert.deepEqual([here.name, here.agents, here.history.length], ['Syndicat du Dropt', 5, 1]);
  assert.deepEqual([there.name, there.agents, there.history.length], ['SIVU du Dropt aval', 7, 1]);
});

test('refuses what cannot be a body, with the reason beside the field', async () => {
  const url = at(gironde, '/bodies');
  await refused(alix, url, { name: 'Syndicat', kind: 'syndicat', siren: '200000009' }, 'organisations.invalid-siren', 'siren');
  await refused(alix, url, { name: 'Syndicat', kind: 'syndicat', siren: '243301355' }, 'organisations.in-register', 'siren');
  await refused(alix, url, { name: 'Créon', kind: 'commune' }, 'platform.invalid-input', 'kind');
  await refused(alix, url, { name: 'Lotissement', kind: 'budget-annexe' }, 'organisations.parent-needed', 'facts.parent');
  await refused(
    alix,
    url,
    { name: 'CCAS', kind: 'ccas', facts: { parent: '01900000-0000-7000-8000-000000000000' } },
    'organisations.unknown-reference',
    'facts.parent',
  );
  await refused(alix, url, { name: 'CCAS', kind: 'ccas', facts: { siret: '24330135500011' } }, 'organisations.invalid-siret', 'facts.siret');
  await refused(
    alix,
    url,
    { name: 'SIVU', kind: 'sivu', siren: '200000016', facts: { siret: siretOf('243301355', '0001') } },
    'organisations.foreign-siret',
    'facts.siret',
  );
  await refused(alix, url, { name: 'SIVU', kind: 'sivu', facts: { agents: -1 } }, 'platform.invalid-input', 'facts.agents');
  await refused(alix, url, { name: 'CCAS de Créon', kind: 'ccas', facts: { parent: idOf('33140') } }, 'organisations.already-declared', 'name');
  const { title } = await refused(alix, url, { name: 'X', kind: 'syndicat', siren: '123' }, 'platform.invalid-input');
  assert.match(title, /mal saisies/);
  await refused(reader, url, { name: 'CCAS de Sadirac', kind: 'ccas' }, 'platform.not-permitted');
  await refused(robin, url, { name: 'CCAS de Sadirac', kind: 'ccas' }, 'platform.not-permitted');
});

test('enters facts from a day on, and reads them as of any day', async () => {
  const commune = at(gironde, '/bodies/33140');
  const enter = (sinceOn: string, facts: object, note?: string) => {
    it.clock.advance({ minutes: 1 });
    return send<{ entered: number }>(alix, `${commune}/facts`, { sinceOn, facts, ...(note && { note }) });
  };
  await enter('2024-01-01', { agents: 40, affiliated: true });
  await enter('2026-07-01', { agents: 44 }, 'Transfert du périscolaire');
  const agentsOn = async (day: string) => (await get<{ agents: number | null }>(alix, `${commune}?on=${day}`)).agents;
  assert.deepEqual(
    [await agentsOn('2023-12-31'), await agentsOn('2024-01-01'), await agentsOn('2026-06-30'), await agentsOn('2026-11-21')],
    [null, 40, 40, 44],
  );

  // A correction of the past leaves the first entry in the history.
  await enter('2024-01-01', { agents: 41 });
  assert.equal(await agentsOn('2025-01-01'), 41);
  const { history } = await get<{ history: { what: string; says: string; note: string | null; enteredBy: string }[] }>(alix, commune);
  assert.deepEqual(
    history.filter(({ what }) => what === 'agents').map(({ says }) => says),
    ['41', '44', '40'],
  );
  assert.equal(history.find(({ says }) => says === '44')?.note, 'Transfert du périscolaire');
  assert.equal(history[0]?.enteredBy, 'Camille Essai');

  // What is no longer known is said so; what says nothing new is not written.
  assert.deepEqual(await enter('2026-11-01', { agents: null }), { entered: 1 });
  assert.equal(await agentsOn('2026-11-21'), null);
  assert.deepEqual(await enter('2026-11-01', { agents: null, affiliated: true }), { entered: 0 });
});

test('refuses facts that belong to the register, or to nobody', async () => {
  const url = at(gironde, '/bodies/33140/facts');
  await refused(alix, url, { sinceOn: '2026-01-01', facts: {} }, 'organisations.nothing-entered', 'facts');
  await refused(alix, url, { sinceOn: '2026-01-01', facts: { name: 'Créon-la-Neuve' } }, 'organisations.name-of-register', 'facts.name');
  await refused(alix, url, { sinceOn: '2026-01-01', facts: { population: 12 } }, 'organisations.population-of-register', 'facts.population');
  await refused(alix, url, { sinceOn: '2026-01-01', facts: { serves: [idOf('33140')] } }, 'organisations.serves-itself', 'facts.serves');
  await refused(alix, url, { sinceOn: '2026-02-30', facts: { agents: 1 } }, 'platform.invalid-input', 'sinceOn');
  await refused(alix, url, { sinceOn: '2026-01-01', facts: { agents: 1.5 } }, 'platform.invalid-input', 'facts.agents');
  await refused(alix, url, { sinceOn: '2026-01-01', facts: { colour: 'bleu' } }, 'platform.invalid-input');
  await refused(alix, at(gironde, '/bodies/99999/facts'), { sinceOn: '2026-01-01', facts: { agents: 1 } }, 'organisations.unknown-body');
  await refused(reader, url, { sinceOn: '2026-01-01', facts: { agents: 1 } }, 'platform.not-permitted');
});

test('gives pricing the facts of a declared body, its territory served when it has no population', async () => {
  const sirp = await declare(alix, gironde, {
    name: 'SIRP de la Pimpine',
    kind: 'sirp',
    facts: { serves: [idOf('33496'), idOf('33535')], agents: 9 },
  });
  await it.settle();
  const view = await operatorOn(it.house, gironde.id, today);
  const facts = view.find(sirp.id);
  assert.deepEqual(facts?.serves, [idOf('33496'), idOf('33535')]);
  assert.equal(facts?.population, undefined);
  // A CCAS serves its commune, unless told otherwise.
  assert.deepEqual(view.declared.find(({ kind }) => kind === 'ccas')?.serves, [idOf('33140')]);
});

test('withdraws a mistake, and brings it back with its facts', async () => {
  const body = { name: 'Office de l’erreur', kind: 'office', facts: { agents: 3 } };
  const office = await declare(alix, gironde, { ...body, siren: '200000024' });
  assert.equal((await alix({ method: 'DELETE', url: at(gironde, `/bodies/${office.id}`) })).statusCode, 204);
  assert.equal((await alix({ url: at(gironde, `/bodies/${office.id}`) })).statusCode, 404);
  await refused(alix, at(gironde, '/bodies/33140'), undefined, 'organisations.not-declared', 'body', 'DELETE');
  const back = await declare(alix, gironde, { name: 'Office de l’erreur', kind: 'office', siren: '200000024' });
  assert.equal(back.id, office.id);
  assert.equal((await get<{ agents: number }>(alix, at(gironde, `/bodies/${office.id}`))).agents, 3);
});

test('makes a territory of EPCI and bodies, whatever the département', async () => {
  const territory = at(gironde, '/territory');
  await send(alix, territory, { bodies: [idOf('243301355'), idOf('243301371')], sinceOn: '2020-01-01' });
  await send(alix, territory, { bodies: [idOf('33063')], sinceOn: '2027-01-01' });
  const names = (await listed(alix, gironde, '&declared=false')).map(({ name }) => name);
  assert.equal(names.length, 2 + 8 + 20);
  assert.ok(names.includes('Tresses'));
  // The Pays Foyen has a member in Dordogne.
  assert.ok((await listed(alix, gironde)).some(({ id }) => registerOn(it.house, today).find(id)?.department === '24'));
  assert.ok(!names.includes('Bordeaux'), 'not before its day');

  await it.settle();
  const later = await operatorOn(it.house, gironde.id, Temporal.PlainDate.from('2027-01-01'));
  assert.ok(later.isInTerritory(idOf('33063')));
  assert.ok(!(await operatorOn(it.house, gironde.id, Temporal.PlainDate.from('2019-12-31'))).isInTerritory(idOf('33535')));
  assert.ok(!(await operatorOn(it.house, cdg.id, today)).isInTerritory(idOf('33535')));

  await refused(alix, territory, { bodies: [idOf('243301355')], sinceOn: '2026-01-01' }, 'organisations.already-in-territory', 'bodies');
  await refused(alix, territory, { bodies: [], sinceOn: '2026-01-01' }, 'platform.invalid-input', 'bodies');
  await refused(
    alix,
    territory,
    { bodies: ['01900000-0000-7000-8000-000000000000'], sinceOn: '2026-01-01' },
    'organisations.unknown-reference',
    'bodies',
  );
  await refused(reader, territory, { bodies: [idOf('33281')], sinceOn: '2026-01-01' }, 'platform.not-permitted');
});

test('ends a part of the territory, keeps its past, and takes the end back', async () => {
  const { parts } = await get<{ parts: { id: string; body: Line; members: number }[] }>(reader, at(gironde, '/territory'));
  const foyen = parts.find(({ body }) => body.name === 'CC du Pays Foyen');
  assert.equal(foyen?.members, 20);
  const end = at(gironde, `/territory/${foyen?.id}/end`);
  await refused(alix, end, { untilOn: '2020-01-01' }, 'organisations.ends-before-it-begins', 'untilOn');
  await send(alix, end, { untilOn: '2026-01-01' });
  assert.equal((await listed(alix, gironde, '&declared=false')).length, 1 + 8);
  await it.settle();
  assert.ok((await operatorOn(it.house, gironde.id, Temporal.PlainDate.from('2025-12-31'))).isInTerritory(idOf('243301371')));
  await send(alix, end, { untilOn: null });
  assert.equal((await listed(alix, gironde, '&declared=false')).length, 2 + 8 + 20);
  await refused(robin, at(cdg, `/territory/${foyen?.id}/end`), { untilOn: null }, 'organisations.unknown-part');
});

test('filters, sorts and pages the list on the server, and exports it whole', async () => {
  const one = await get<{ rows: Line[]; total: number }>(alix, at(gironde, '/bodies?size=3&page=2&sort=population&order=desc&kind=commune'));
  assert.equal(one.rows.length, 3);
  assert.equal(one.total, 28);
  assert.deepEqual(
    (await listed(alix, gironde, '&q=salleboeuf')).map(({ name }) => name),
    ['Sallebœuf'],
  );
  assert.deepEqual(
    (await listed(alix, gironde, '&q=243301355')).map(({ name }) => name),
    ['CC les Coteaux Bordelais'],
  );
  assert.equal((await listed(alix, gironde, `&epci=${idOf('243301355')}&kind=commune`)).length, 8);
  assert.ok((await listed(alix, gironde, '&lacks=siren')).every(({ isDeclared }) => isDeclared));

  const file = await alix({ url: at(gironde, '/bodies.csv?kind=commune&sort=name') });
  assert.match(String(file.headers['content-disposition']), /collectivit/);
  const lines = file.body.trim().split('\r\n');
  assert.equal(lines.length, 29);
  assert.match(lines[0] ?? '', /Nom;Type;SIREN;SIRET/);
  assert.ok(lines.some((line) => line.startsWith('Sallebœuf;Commune;213304967;')));
});

test('offers the bodies of the portfolio to the palette', async () => {
  const { hits } = await get<{ hits: { source: string; title: string; href: string }[] }>(alix, '/api/me/search?q=tresses');
  assert.deepEqual(hits.find(({ title }) => title === 'Tresses')?.href, '/o/gironde-essai/collectivites/tresses-33535');
  const others = await get<{ hits: { title: string }[] }>(robin, '/api/me/search?q=tresses');
  assert.ok(!others.hits.some(({ title }) => title === 'Tresses'));
});

test('searches an operator’s territory for the public, and refuses an unknown operator', async () => {
  const names = (await it.app.inject({ url: `/api/organisations?q=tresses&operator=${gironde.slug}` }))
    .json<{ rows: Line[] }>()
    .rows.map(({ name }) => name);
  assert.deepEqual(names, ['Tresses']);
  assert.deepEqual((await it.app.inject({ url: `/api/organisations?q=pessac&operator=${gironde.slug}` })).json<{ rows: Line[] }>().rows, []);
  assert.equal(
    (await it.app.inject({ url: '/api/organisations?q=tresses&operator=personne' })).json<Answer>().code,
    'organisations.unknown-operator',
  );
  const { rows } = (await it.app.inject({ url: '/api/operators' })).json<{ rows: { slug: string }[] }>();
  assert.deepEqual(rows.map(({ slug }) => slug).sort(), ['cdg-essai', 'gironde-essai']);
});

test('wears the look of the operator that serves the body', async () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(40)]).toString('base64');
  const url = `/api/o/${gironde.slug}/appearance`;
  const look = { name: 'Gironde d’essai', colours: { accent: '#0B6E74', tower: null }, logo: png };
  const changed = await send<{ logo: string; colours: { accent: string } }>(alix, url, look, 'PUT');
  assert.equal(changed.colours.accent, '#0b6e74');
  const served = (await it.app.inject({ url: '/api/o/tresses-33535/appearance' })).json<{ name: string; logo: string }>();
  assert.equal(served.name, 'Gironde d’essai');
  const image = await it.app.inject({ url: served.logo });
  assert.equal(image.headers['content-type'], 'image/png');
  const elsewhere = (await it.app.inject({ url: '/api/o/lyon-69123/appearance' })).json<{ name: string }>();
  assert.equal(elsewhere.name, 'Beffroi');

  await refused(alix, url, { ...look, logo: Buffer.from('<svg onload="x()">').toString('base64') }, 'organisations.not-an-image', 'logo', 'PUT');
  await refused(alix, url, { ...look, logo: Buffer.alloc(70_000).toString('base64') }, 'organisations.logo-too-large', 'logo', 'PUT');
  await refused(alix, url, { ...look, colours: { accent: 'bleu', tower: null } }, 'platform.invalid-input', 'colours.accent', 'PUT');
  await refused(reader, url, look, 'platform.not-permitted', undefined, 'PUT');
  await send(alix, url, { ...look, logo: null }, 'PUT');
  assert.equal((await it.app.inject({ url: `${url}/logo` })).json<Answer>().code, 'organisations.no-logo');
});

test('tells what was done, and hands over all that an operator entered', async () => {
  await it.settle();
  const exported = await import('#platform/body/export-body.ts').then(({ exportBody }) => exportBody(it.house, gironde.id));
  const files = new Map<string, string>();
  for await (const { path, content } of exported) files.set(path, String(content));
  assert.match(files.get('organisations/organisations.declaration.json') ?? '', /CCAS de Créon/);
  assert.doesNotMatch([...files.values()].join(), /SIVU du Dropt aval/);
  const journal = [...files].find(([path]) => path.includes('audit_entry'))?.[1] ?? '';
  for (const event of ['body-declared', 'facts-entered', 'body-withdrawn', 'territory-extended', 'territory-part-ended', 'appearance-changed'])
    assert.match(journal, new RegExp(`organisations\\.${event}`));
});
