// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, makePerson, signedIn } from '#rooms/people/testing.ts';
import { makeOperator, openQuoteHouse, refusalOf, shipped, type TestOperator } from './testing.ts';

let it: TestHouse;
let gironde: TestOperator;
let other: TestOperator;
before(async () => {
  it = await openQuoteHouse();
  gironde = await makeOperator(it, 'gironde-numerique');
  other = await makeOperator(it, 'cdg-47');
});
after(() => it.close());

const at = (operator: TestOperator, path = '') => `/api/o/${operator.body.slug}/quotes${path}`;
const coteaux = (more: object = {}) => ({
  edition: 'gironde-numerique-courante',
  for: { siren: '243301355' },
  volume: { value: 1, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }],
  ...more,
});
const post = (caller: TestOperator['manager'], url: string, payload: object = {}) => caller({ method: 'POST', url, payload });

type Drafted = { id: string; number: string; revision: number; version: number; status: string; firstYearCents: number; digest: string };

async function drafted(operator = gironde, payload: object = {}): Promise<Drafted> {
  const response = await post(operator.manager, at(operator), { request: coteaux(), ...payload });
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
}

async function sent(payload: object = {}) {
  const quote = await drafted(gironde, payload);
  const response = await post(gironde.manager, at(gironde, `/${quote.id}/sending`), { revision: quote.revision });
  assert.equal(response.statusCode, 200, response.body);
  return { ...quote, ...response.json<{ documentId: string; validUntil: string }>(), revision: quote.revision + 1 };
}

const bodyOf = async (column: 'siren' | 'insee', code: string) =>
  (await asOwner(it, (client) => client.query(`select id, slug, name from organisations.body where ${column} = $1`, [code]))).rows[0];
const read = async (id: string, operator = gironde) => (await operator.manager({ url: at(operator, `/${id}`) })).json();
const count = (table: string) => asOwner(it, async (client) => Number((await client.query(`select count(*) as n from ${table}`)).rows[0].n));

test('keeps a quote with its number, its price and what it was made from', async () => {
  const quote = await drafted();
  assert.match(quote.number, /^D-2026-\d{4}$/);
  assert.equal(quote.firstYearCents, 1_398_800);
  const kept = await read(quote.id);
  assert.equal(kept.payer.name, 'CC les Coteaux Bordelais');
  assert.equal(kept.current.priced.counting.counted, 8);
  assert.equal(kept.current.edition, 'gironde-numerique-courante');
  assert.equal(kept.threeYearsCents, 3 * 1_398_800);
  assert.match(kept.current.priced.counting.bodies[0].why, /population totale 2022/);
});

test('numbers the quotes of a year one after the other, even when some fail', async () => {
  const first = await drafted();
  const wrong = await post(gironde.manager, at(gironde), { request: coteaux({ items: [{ offer: 'inconnue' }] }) });
  assert.equal(refusalOf(wrong), '404 quote.unknown-offer');
  const many = await Promise.all(Array.from({ length: 8 }, () => drafted()));
  const numbers = many.map(({ number }) => Number(number.slice(-4))).sort((one, two) => one - two);
  const from = Number(first.number.slice(-4)) + 1;
  assert.deepEqual(
    numbers,
    Array.from({ length: 8 }, (_, index) => from + index),
  );
  it.clock.set('2027-01-04T09:00:00Z');
  const session = await signedIn(it.app, gironde.managerPerson);
  const next = await session({ method: 'POST', url: at(gironde), payload: { request: coteaux() } });
  it.clock.set('2026-11-21T09:00:00Z');
  assert.equal(next.json().number, 'D-2027-0001');
});

test('shows a quote to its operator and to no other', async () => {
  const quote = await drafted();
  assert.equal(refusalOf(await other.manager({ url: at(other, `/${quote.id}`) })), '404 quote.not-found');
  assert.equal(refusalOf(await other.manager({ url: at(gironde, `/${quote.id}`) })), '403 platform.not-permitted');
  const list = (await other.manager({ url: at(other) })).json();
  assert.equal(
    list.rows.find((row: { id: string }) => row.id === quote.id),
    undefined,
  );
});

test('asks a permission for each act', async () => {
  const accountant = await signedIn(it.app, await makePerson(it, [{ in: gironde.body, roles: ['accountant'] }]));
  const quote = await drafted();
  assert.equal((await accountant({ url: at(gironde, `/${quote.id}`) })).statusCode, 200);
  assert.equal(refusalOf(await post(accountant, at(gironde), { request: coteaux() })), '403 platform.not-permitted');
  assert.equal(
    refusalOf(await post(gironde.manager, at(gironde, `/${quote.id}/approval`), { revision: 1, decision: 'approved' })),
    '403 platform.not-permitted',
  );
  assert.equal(refusalOf(await gironde.manager({ method: 'PUT', url: at(gironde, '/settings'), payload: {} })), '403 platform.not-permitted');
  assert.equal(refusalOf(await it.app.inject({ url: at(gironde) })), '401 platform.sign-in-required');
});

test('adds a version and keeps the earlier ones', async () => {
  const quote = await drafted();
  const changed = await post(gironde.manager, at(gironde, `/${quote.id}/versions`), {
    revision: 1,
    comment: 'Volume revu avec le DGS',
    request: coteaux({ volume: { value: 2, unit: 'To' } }),
  });
  assert.deepEqual(changed.json(), { version: 2, revision: 2, status: 'draft' });
  const [first, second] = await Promise.all(
    [1, 2].map(async (version) => (await gironde.manager({ url: at(gironde, `/${quote.id}/versions/${version}`) })).json()),
  );
  assert.deepEqual([first.priced.totals.years[0].payableCents, second.priced.totals.years[0].payableCents], [1_398_800, 1_958_300]);
  assert.equal(refusalOf(await gironde.manager({ url: at(gironde, `/${quote.id}/versions/3`) })), '404 quote.version-not-found');
});

test('refuses the second of two people who change a quote at once, and says who was first', async () => {
  const quote = await drafted();
  const change = (caller: TestOperator['manager'], value: number) =>
    post(caller, at(gironde, `/${quote.id}/versions`), { revision: 1, request: coteaux({ volume: { value, unit: 'To' } }) });
  const answers = await Promise.all([change(gironde.manager, 1.5), change(gironde.head, 2)]);
  const refused = answers.filter(({ statusCode }) => statusCode !== 200);
  assert.equal(refused.length, 1);
  assert.equal(refused[0] && refusalOf(refused[0]), '409 quote.changed-meanwhile');
  assert.match(refused[0]?.json().title, /Camille Essai a modifié ce devis/);
  assert.equal((await read(quote.id)).versions.length, 2);
});

test('changes the amount of a line with a reason, and keeps the calculated one beside', async () => {
  const { id } = await drafted();
  const line = 'adhesion-mutualisee/participation';
  const before = await read(id);
  const key = `${line}/${before.current.priced.body.id}`;
  const edit = (edits: object[]) => post(gironde.manager, at(gironde, `/${id}/versions`), { revision: 1, request: coteaux(), edits });
  assert.equal(refusalOf(await edit([{ line: 'inconnue/x/y', amountCents: 1, reason: 'Essai' }])), '422 quote.line-not-found');
  const twice = { line: key, amountCents: 1_300_000, reason: 'Geste de première année' };
  assert.equal(refusalOf(await edit([twice, twice])), '422 quote.line-edited-twice');
  assert.equal(refusalOf(await edit([{ line: key, amountCents: 1, reason: '' }])), '400 platform.invalid-input');
  assert.equal((await edit([twice])).statusCode, 200);
  const { current, firstYearCents } = await read(id);
  assert.equal(firstYearCents, 1_300_000);
  assert.equal(current.priced.lines[0].amountCents, 1_398_800);
  assert.equal(current.effective.lines[0].amountCents, 1_300_000);
  assert.match(current.effective.lines[0].why.at(-1).says, /Geste de première année/);
  assert.equal(current.effective.totals.overall.payableCents, 3_900_000);
});

test('gives an amount to a line that has none, and sends only then', async () => {
  const quote = await drafted(gironde, { request: coteaux({ items: [{ offer: 'adhesion-mutualisee' }, { offer: 'sur-mesure-adherents' }] }) });
  const send = (revision: number) => post(gironde.manager, at(gironde, `/${quote.id}/sending`), { revision });
  assert.equal(refusalOf(await send(1)), '422 quote.still-on-quote');
  const { current } = await read(quote.id);
  const open = current.priced.lines.find((line: { status: string }) => line.status === 'on-quote');
  await post(gironde.manager, at(gironde, `/${quote.id}/versions`), {
    revision: 1,
    request: current.request,
    edits: [{ line: `${open.offer}/${open.charge}/${open.beneficiaries[0]}`, amountCents: 50_000, reason: 'Étude de deux jours' }],
  });
  assert.equal((await send(2)).statusCode, 200);
  assert.equal((await read(quote.id)).firstYearCents, 1_398_800 + 50_000);
});

test('asks a second person above the threshold, and never the author', async () => {
  const big = coteaux({ volume: { value: 3, unit: 'To' } });
  const quote = await drafted(gironde, { request: big });
  assert.equal((await read(quote.id)).needsApproval, true);
  const send = (revision: number) => post(gironde.manager, at(gironde, `/${quote.id}/sending`), { revision });
  assert.equal(refusalOf(await send(1)), '409 quote.approval-needed');
  it.clock.advance({ seconds: 1 });
  assert.equal((await post(gironde.manager, at(gironde, `/${quote.id}/submission`), { revision: 1 })).statusCode, 204);
  const approve = (revision: number, more: object) =>
    it.clock.advance({ seconds: 1 }) ?? post(gironde.head, at(gironde, `/${quote.id}/approval`), { revision, ...more });
  assert.equal(refusalOf(await approve(2, { decision: 'returned', reason: '' })), '400 platform.invalid-input');
  assert.equal((await approve(2, { decision: 'returned', reason: 'Volume à vérifier' })).statusCode, 204);
  it.clock.advance({ seconds: 1 });
  await post(gironde.manager, at(gironde, `/${quote.id}/submission`), { revision: 3 });
  assert.equal((await approve(4, { decision: 'approved' })).statusCode, 204);
  it.clock.advance({ seconds: 1 });
  assert.equal((await send(5)).statusCode, 200);
  const { steps } = await read(quote.id);
  assert.deepEqual(
    steps.map((step: { what: string }) => step.what),
    ['sent', 'approved', 'submitted', 'returned', 'submitted', 'drafted'],
  );
  const own = await post(gironde.head, at(gironde), { request: big });
  await post(gironde.head, at(gironde, `/${own.json().id}/submission`), { revision: 1 });
  assert.equal(
    refusalOf(await post(gironde.head, at(gironde, `/${own.json().id}/approval`), { revision: 2, decision: 'approved' })),
    '403 quote.own-approval',
  );
});

test('a new version takes the approval back', async () => {
  const big = coteaux({ volume: { value: 3, unit: 'To' } });
  const quote = await drafted(gironde, { request: big });
  await post(gironde.manager, at(gironde, `/${quote.id}/submission`), { revision: 1 });
  await post(gironde.head, at(gironde, `/${quote.id}/approval`), { revision: 2, decision: 'approved' });
  await post(gironde.manager, at(gironde, `/${quote.id}/versions`), { revision: 3, request: coteaux({ volume: { value: 5, unit: 'To' } }) });
  assert.equal(refusalOf(await post(gironde.manager, at(gironde, `/${quote.id}/sending`), { revision: 4 })), '409 quote.approval-needed');
});

test('outlives every change of catalogue and register, byte for byte', async () => {
  const quote = await sent();
  const text = () =>
    asOwner(
      it,
      async (client) => (await client.query('select priced::text as priced, digest from quotes.version where quote_id = $1', [quote.id])).rows,
    );
  const before = { stored: await text(), read: (await gironde.manager({ url: at(gironde, `/${quote.id}/versions/1`) })).body };
  await asOwner(it, async (client) => {
    await client.query('alter table catalogue.edition disable trigger user');
    await client.query(`update catalogue.edition set content = jsonb_set(content::jsonb, '{label}', '"Réécrit"') where organisation_id = $1`, [
      gironde.body.id,
    ]);
    await client.query('alter table catalogue.edition enable trigger user');
    await client.query(`update organisations.population set inhabitants = inhabitants / 10`);
    await client.query(`update organisations.body set name = 'Renommée' where siren = '243301355'`);
  });
  const after = { stored: await text(), read: (await gironde.manager({ url: at(gironde, `/${quote.id}/versions/1`) })).body };
  assert.deepEqual(after, before);
  await asOwner(it, async (client) => {
    await client.query(`update organisations.population set inhabitants = inhabitants * 10`);
    await client.query(`update organisations.body set name = 'CC les Coteaux Bordelais' where siren = '243301355'`);
  });
});

test('is read by who pays and who benefits once sent, never before', async () => {
  const [payer, beneficiary, stranger] = [await bodyOf('siren', '243301355'), await bodyOf('insee', '33165'), await bodyOf('insee', '33063')];
  const readers = await Promise.all(
    [payer, beneficiary, stranger].map(async (reader) => ({
      reader,
      call: await signedIn(it.app, await makePerson(it, [{ in: reader, roles: ['dgs'] }])),
    })),
  );
  const received = async () =>
    Promise.all(
      readers.map(async ({ reader, call }) =>
        (await call({ url: `/api/o/${reader.slug}/quotes/received` })).json().rows.map((row: { number: string }) => row.number),
      ),
    );
  const draft = await drafted();
  const quote = await sent();
  for (const numbers of await received()) assert.ok(!numbers.includes(draft.number));
  const [byPayer, byBeneficiary, byStranger] = await received();
  assert.ok(byPayer.includes(quote.number) && byBeneficiary.includes(quote.number));
  assert.deepEqual(byStranger, []);
  const [one, , last] = readers;
  assert.equal((await one?.call({ url: `/api/o/${payer.slug}/quotes/received/${quote.documentId}` }))?.json().isPayer, true);
  assert.equal((await last?.call({ url: `/api/o/${stranger.slug}/quotes/received/${quote.documentId}` }))?.statusCode, 404);
});

test('records an answer that came on paper, once', async () => {
  const quote = await sent();
  const answer = (more: object) =>
    post(gironde.manager, at(gironde, `/${quote.id}/answer`), { revision: 2, byName: 'Camille Essai', byTitle: 'Président', ...more });
  assert.equal(refusalOf(await answer({ decision: 'refused', reason: '' })), '400 platform.invalid-input');
  assert.equal((await answer({ decision: 'accepted', act: 'Délibération 2026-12 du 1er décembre 2026' })).statusCode, 204);
  assert.equal(
    refusalOf(
      await post(gironde.manager, at(gironde, `/${quote.id}/answer`), { revision: 3, decision: 'accepted', byName: 'Un autre', byTitle: 'Maire' }),
    ),
    '409 quote.wrong-status',
  );
  const { decision, status } = await read(quote.id);
  assert.equal(status, 'accepted');
  assert.equal(decision.evidence.documentDigest, quote.digest);
  assert.match(decision.evidenceDigest, /^[0-9a-f]{64}$/);
  assert.equal(decision.recordedBy, 'Camille Essai');
});

test('expires after its last day, and reminds once before', async () => {
  const quote = await sent({ contactEmail: 'dgs@exemple.fr', contactName: 'DGS' });
  const job = async () => {
    await it.house.queue.boss.send('quotes.follow-operators', {});
    await it.settle();
  };
  it.clock.set(`${quote.validUntil}T09:00:00Z`);
  await job();
  await job();
  const manager = await signedIn(it.app, gironde.managerPerson);
  const steps = async () => (await manager({ url: at(gironde, `/${quote.id}`) })).json();
  assert.deepEqual((await steps()).steps.filter((step: { what: string }) => step.what === 'reminded').length, 1);
  assert.equal((await steps()).status, 'sent');
  it.clock.advance({ hours: 24 });
  await job();
  const again = await signedIn(it.app, gironde.managerPerson);
  assert.equal((await again({ url: at(gironde, `/${quote.id}`) })).json().status, 'expired');
  it.clock.set('2026-11-21T09:00:00Z');
});

test('is replaced by a new one at the price of today, when that is sent', async () => {
  const old = await sent({ request: coteaux({ edition: 'gironde-numerique-2017', volume: { value: 250, unit: 'Go' } }) });
  assert.equal(old.firstYearCents, 1_281_200);
  const fresh = await post(gironde.manager, at(gironde, `/${old.id}/replacement`), { revision: 2 });
  assert.equal(fresh.statusCode, 200, fresh.body);
  assert.equal((await read(old.id)).status, 'sent');
  assert.deepEqual(
    [(await read(fresh.json().id)).current.edition, (await read(fresh.json().id)).firstYearCents],
    ['gironde-numerique-courante', 1_398_800],
  );
  await post(gironde.manager, at(gironde, `/${fresh.json().id}/sending`), { revision: 1 });
  assert.equal((await read(old.id)).status, 'superseded');
  assert.deepEqual((await read(old.id)).replacedBy, fresh.json());
});

test('reopens a sent quote as a new version; what was sent says that it is replaced', async () => {
  const quote = await sent();
  await post(gironde.manager, at(gironde, `/${quote.id}/versions`), { revision: 2, request: coteaux({ volume: { value: 500, unit: 'Go' } }) });
  const { status, version } = await read(quote.id);
  assert.deepEqual([status, version], ['draft', 2]);
  const document = await asOwner(
    it,
    async (client) => (await client.query('select status from quotes.document where id = $1', [quote.documentId])).rows[0],
  );
  assert.equal(document.status, 'superseded');
});

test('is withdrawn with a reason and keeps its number', async () => {
  const quote = await drafted();
  const withdraw = (more: object) => post(gironde.manager, at(gironde, `/${quote.id}/withdrawal`), { revision: 1, ...more });
  assert.equal(refusalOf(await withdraw({})), '400 platform.invalid-input');
  assert.equal((await withdraw({ reason: 'Demande annulée par téléphone' })).statusCode, 204);
  assert.equal((await read(quote.id)).number, quote.number);
  assert.equal(refusalOf(await post(gironde.manager, at(gironde, `/${quote.id}/sending`), { revision: 2 })), '409 quote.wrong-status');
});

test('lists, filters, sorts, pages and exports', async () => {
  const list = async (query: string) => (await gironde.manager({ url: at(gironde, `?${query}`) })).json();
  const all = await list('size=200');
  assert.equal(all.total, all.rows.length);
  const draftsOnly = await list('status=draft&size=200');
  assert.ok(draftsOnly.rows.length > 0 && draftsOnly.rows.every((row: { status: string }) => row.status === 'draft'));
  const byNumber = await list('sort=number&order=asc&size=3&page=2');
  assert.equal(byNumber.rows.length, 3);
  assert.equal(byNumber.rows[0].number, 'D-2026-0004');
  assert.equal((await list('q=D-2026-0002')).total, 1);
  assert.equal((await list('q=%25')).total, 0);
  const csv = await gironde.manager({ url: at(gironde, '/export?sort=number&order=asc') });
  assert.match(csv.body, /^\ufeffNuméro;Objet;Pour/);
  assert.match(csv.body, /D-2026-0001;.*13988,00/);
});

test('sets the numbering, the validity and the threshold of the quotes to come', async () => {
  const operator = await makeOperator(it, 'gironde-numerique', shipped('gironde-numerique'));
  const settings = {
    numberPrefix: 'GN',
    validityDays: 30,
    reminderDays: null,
    approvalAboveCents: null,
    linkDays: 30,
    terms: 'Paiement à 30 jours.',
  };
  assert.equal((await operator.head({ method: 'PUT', url: at(operator, '/settings'), payload: { ...settings, validityDays: 0 } })).statusCode, 400);
  assert.deepEqual((await operator.head({ method: 'PUT', url: at(operator, '/settings'), payload: settings })).json(), settings);
  const quote = await drafted(operator);
  assert.equal(quote.number, 'GN-2026-0001');
  const sending = await post(operator.manager, at(operator, `/${quote.id}/sending`), { revision: 1 });
  assert.equal(sending.json().validUntil, '2026-12-21');
});

test('prints an accessible PDF', async () => {
  const quote = await sent();
  const pdf = await gironde.manager({ url: at(gironde, `/${quote.id}/pdf`) });
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-');
  assert.match(pdf.rawPayload.toString('latin1'), /pdfuaid:part/);
});

test('is found by number and by body', async () => {
  const quote = await drafted();
  const hits = (await gironde.manager({ url: `/api/me/search?q=${quote.number}` })).json().hits;
  assert.ok(hits.some((hit: { title: string }) => hit.title.includes(quote.number)));
});

test('stores nothing when a request is refused', async () => {
  const tables = ['quotes.quote', 'quotes.version', 'quotes.step', 'quotes.counter', 'platform.audit_entry'];
  const before = await Promise.all(tables.map(count));
  const refused = [
    coteaux({ for: { siren: '999999999' } }),
    coteaux({ volume: { value: -1, unit: 'To' } }),
    coteaux({ edition: 'inconnue' }),
    { ...coteaux(), on: '2026-11-21' },
  ];
  for (const request of refused) assert.ok((await post(gironde.manager, at(gironde), { request })).statusCode >= 400);
  const described = coteaux({ for: { id: 'ccas', kind: 'ccas', name: 'CCAS' }, items: [{ offer: 'outil-conges' }] });
  assert.equal(refusalOf(await post(gironde.manager, at(gironde), { request: described })), '422 quote.payer-not-registered');
  assert.deepEqual(await Promise.all(tables.map(count)), before);
});
