// SPDX-License-Identifier: EUPL-1.2
/** The story of 2017: a territory adheres, each commune joins by its own deliberation, a CCAS joins under way, all may leave. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { inContext } from '#platform/make-context.ts';
import { rightsOf } from '#platform/access/providers.ts';
import { needs } from '#platform/testing/peer.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms, type TestOperator } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';
import room from './room.ts';

const pdf = { name: 'acte.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 essai').toString('base64') };

let it: TestHouse;
let gironde: TestOperator;
let epci: TestBody;
let communes: TestBody[];
before(async () => {
  it = await openTestHouse([...quoteRooms, rights, dossiers, room], { seed: nationalRegister });
  gironde = await makeOperator(it, 'gironde-numerique');
  epci = (await bodies(`siren = '243301355'`))[0] ?? assert.fail();
  communes = await bodies(
    `id in (select m.member_id from organisations.membership m where m.epci_id = '${epci.id}' and m.until_on is null) order by name`,
  );
});
after(() => it.close());

const bodies = async (where: string): Promise<TestBody[]> =>
  (await asOwner(it, (client) => client.query(`select id, slug, name from organisations.body where ${where}`))).rows;
const post = (caller: Caller, body: TestBody, path: string, payload: object) =>
  caller({ method: 'POST', url: `/api/o/${body.slug}${path}`, payload });
const holds = (body: TestBody, service: string) => rightsOf(it.house).holds(it.house, body.id, service);

async function acceptedQuote(edition: string, siren = '243301355'): Promise<string> {
  const request = { edition, for: { siren }, volume: { value: 1, unit: 'To' }, items: [{ offer: 'adhesion-mutualisee' }] };
  const { id, ...drafted } = (await post(gironde.manager, gironde.body, '/quotes', { request })).json();
  await post(gironde.manager, gironde.body, `/quotes/${id}/submission`, { revision: drafted.revision });
  await post(gironde.head, gironde.body, `/quotes/${id}/approval`, { revision: drafted.revision + 1, decision: 'approved' });
  const { revision } = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/quotes/${id}` })).json();
  const sent = await post(gironde.manager, gironde.body, `/quotes/${id}/sending`, { revision });
  assert.equal(sent.statusCode, 200, sent.body);
  const answer = {
    revision: revision + 1,
    decision: 'accepted',
    byName: 'Camille Gabare',
    byTitle: 'Présidente',
    act: 'Délibération de principe',
    reason: '',
  };
  const answered = await post(gironde.manager, gironde.body, `/quotes/${id}/answer`, answer);
  assert.ok(answered.statusCode < 300, answered.body);
  return id;
}

const vote = { inOffice: 30, present: 23, represented: 5, for: 28, against: 0 };

/** Leads a dossier from the convocation to the signature, each act entered by whoever does it. */
async function lead(dossierId: string, member: Caller, body: TestBody, siren: string, isPrepared: boolean): Promise<void> {
  const path = `/dossiers/${dossierId}`;
  const move = async (caller: Caller, where: TestBody, transition: string, facts: object) => {
    const answer = await post(caller, where, `${path}/moves`, { transition, facts });
    assert.equal(answer.statusCode, 200, `${transition}: ${answer.body}`);
  };
  if (isPrepared) {
    await move(member, body, 'commission-held', { commissionOn: '2026-11-10', commissionOpinion: 'favourable' });
    await move(member, body, 'bureau-held', { bureauOn: '2026-11-12', bureauOpinion: 'favourable' });
  }
  await move(member, body, 'convened', { convenedOn: '2026-11-13', sessionOn: '2026-11-20' });
  await post(member, body, `${path}/pieces`, { ...pdf, kind: 'deliberation' });
  await move(member, body, 'voted', { number: 'D2026-37', votedOn: '2026-11-20', secretary: true, vote });
  await move(member, body, 'transmitted', { identifier: `033-${siren}-20261121-D2026-37-DE`, receivedOn: '2026-11-21' });
  await move(member, body, 'published', { publishedOn: '2026-11-21' });
  await post(gironde.manager, gironde.body, `${path}/pieces`, { ...pdf, kind: 'convention' });
  await move(gironde.manager, gironde.body, 'signed', { signedOn: '2026-11-21', signedBy: 'Camille Gabare', signedFor: 'Présidente' });
}

test('the territory of 2017 adheres for 17 938 €, its communes join, and their services open on the day', async () => {
  const quoteId = await acceptedQuote('gironde-numerique-2017');
  const start = () => post(gironde.manager, gironde.body, '/adhesions', { quoteId, startsOn: '2027-01-01' });
  const started = (await start()).json();
  assert.equal(started.linked.length, 8);
  assert.equal((await start()).json().isNew, false);

  const dgs = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  await lead(started.dossierId, dgs, epci, '243301355', true);
  const [first] = communes;
  assert.ok(first);
  const secretary = await signedIn(
    it.app,
    await makePerson(
      it,
      communes.map((body) => ({ in: body, roles: ['secretary'] })),
    ),
  );
  for (const { dossierId, body } of started.linked) {
    const commune = communes.find(({ name }) => name === body) ?? assert.fail(body);
    const { siren } = (await asOwner(it, (client) => client.query('select siren from organisations.body where id = $1', [commune.id]))).rows[0];
    await lead(dossierId, secretary, commune, siren, false);
  }

  const conventions = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/conventions` })).json();
  assert.equal(conventions.total, 9);
  const cadre = conventions.rows.find(({ kind }: { kind: string }) => kind === 'cadre');
  assert.equal(cadre.yearlyCents, 1_793_800);
  assert.equal(cadre.status, 'to-come');
  assert.equal(cadre.proofs.identifier, '033-243301355-20261121-D2026-37-DE');
  assert.equal(await holds(first, 'parapheur'), false);

  it.clock.set('2026-12-31T22:59:00Z');
  await openDue();
  assert.equal(await holds(first, 'parapheur'), false);
  it.clock.set('2026-12-31T23:01:00Z');
  await openDue();
  await openDue();
  assert.equal(await holds(first, 'parapheur'), true);
  assert.equal(await holds(epci, 'conges'), true);
  await it.settle();
  it.clock.set('2026-11-21T09:00:00Z');
});

/** What a PDF reader reads (Debian package `poppler-utils`). */
function textOf(pdfBytes: Uint8Array): string {
  return execFileSync('pdftotext', ['-', '-'], { input: pdfBytes, encoding: 'utf8' });
}

const openDue = () =>
  inContext(it.house, { actor: { kind: 'job', name: 'adhesions.open' }, organisation: null }, (ctx) =>
    Promise.resolve(it.house.index.jobs.get('adhesions.open')?.handler(ctx, {})),
  );

test('counts the territory as its edition does, on any day', async () => {
  const roster = async (on: string) => (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/roster/${epci.id}?on=${on}` })).json();
  const then = await roster('2027-03-01');
  assert.equal(then.counted, 8);
  assert.equal(then.members.length, 9);
  assert.equal((await roster('2026-12-31')).code, 'adhesions.not-member');
});

test('starts from an accepted quote only', async () => {
  const request = {
    edition: 'gironde-numerique-courante',
    for: { siren: '243301215' },
    volume: { value: 1, unit: 'To' },
    items: [{ offer: 'adhesion-mutualisee' }],
  };
  const { id } = (await post(gironde.manager, gironde.body, '/quotes', { request })).json();
  assert.equal(
    (await post(gironde.manager, gironde.body, '/adhesions', { quoteId: id, startsOn: '2027-01-01' })).json().code,
    'adhesions.quote-not-accepted',
  );
});

test('refuses who is a member already, who is of another territory, and the day before the opening', async () => {
  const quoteId = await acceptedQuote('gironde-numerique-courante');
  assert.equal(
    (await post(gironde.manager, gironde.body, '/adhesions', { quoteId, startsOn: '2027-06-01' })).json().code,
    'adhesions.already-member',
  );
  const { rows } = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/conventions?kind=cadre` })).json();
  const join = (bodyId: string) =>
    post(gironde.manager, gironde.body, `/adhesions/conventions/${rows[0].id}/members`, { bodyId, startsOn: '2027-06-01' });
  assert.equal((await join(communes[0]?.id ?? '')).json().code, 'adhesions.already-member');
  const [marmande] = await bodies(`insee = '47157'`);
  assert.equal((await join(marmande?.id ?? '')).json().code, 'adhesions.of-another-territory');
  const end = (lastOn: string) =>
    post(gironde.manager, gironde.body, `/adhesions/conventions/${rows[0].id}/end`, { lastOn, reason: 'Retrait voté par le conseil' });
  assert.equal((await end('2026-12-15')).json().code, 'adhesions.closes-before-it-opens');
});

test('a vote without quorum, an act of another body and a convocation sent too late are refused beside their field', async () => {
  const id = await acceptedQuote('gironde-numerique-courante', '243301215');
  const { dossierId } = (await post(gironde.manager, gironde.body, '/adhesions', { quoteId: id, startsOn: '2027-01-01' })).json();
  const move = async (transition: string, facts: object) =>
    (await post(gironde.manager, gironde.body, `/dossiers/${dossierId}/moves`, { transition, facts })).json();
  await move('commission-skipped', { commissionSkipped: 'Aucune commission compétente' });
  await move('bureau-held', { bureauOn: '2026-11-12', bureauOpinion: 'none' });
  assert.equal((await move('convened', { convenedOn: '2026-11-16', sessionOn: '2026-11-20' })).code, 'adhesions.convened-too-late');
  await move('convened', { convenedOn: '2026-11-14', sessionOn: '2026-11-20' });
  await post(gironde.manager, gironde.body, `/dossiers/${dossierId}/pieces`, { ...pdf, kind: 'deliberation' });
  const voted = (over: object) => move('voted', { number: 'D1', votedOn: '2026-11-20', secretary: true, vote: { ...vote, ...over } });
  assert.equal((await voted({ present: 15, represented: 13 })).code, 'adhesions.no-quorum');
  assert.equal((await voted({ for: 10, against: 18 })).code, 'adhesions.not-adopted');
  assert.equal((await voted({ for: 40 })).code, 'adhesions.vote-impossible');
  await voted({});
  assert.equal((await move('transmitted', { identifier: '033-200068948-20261121-D1-DE', receivedOn: '2026-11-21' })).code, 'adhesions.another-body');
  assert.equal((await move('transmitted', { identifier: 'D1', receivedOn: '2026-11-21' })).code, 'adhesions.not-an-identifier');
});

test(
  'writes the deliberation and the convention with the figures of the quote, for whoever takes part',
  needs('pdftotext', 'poppler-utils'),
  async () => {
    const dgs = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
    const { rows } = (await dgs({ url: `/api/o/${epci.slug}/dossiers?type=adhesions.adhesion` })).json();
    const document = (name: string, format: string) =>
      dgs({ url: `/api/o/${epci.slug}/adhesions/dossiers/${rows[0].id}/documents/${name}/${format}` });
    for (const name of ['deliberation', 'convention']) {
      const answer = await document(name, 'pdf');
      assert.equal(answer.statusCode, 200, answer.body);
      const text = textOf(answer.rawPayload);
      assert.match(text, /17\s938,00\s€/);
      assert.match(text, /Gironde/);
      assert.equal((await document(name, 'docx')).rawPayload.subarray(0, 2).toString(), 'PK');
    }
    const text = textOf((await document('deliberation', 'pdf')).rawPayload);
    assert.match(text, /conseil communautaire/);
    assert.match(text.replaceAll(/\s+/g, ' '), /30 16 23 5 28 28 0 0/);
  },
);

test('ends with its territory: what opened closes after the last day', async () => {
  const { rows } = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/conventions?kind=cadre` })).json();
  const ended = await post(gironde.manager, gironde.body, `/adhesions/conventions/${rows[0].id}/end`, {
    lastOn: '2027-12-31',
    reason: 'Retrait voté par le conseil',
  });
  assert.equal(ended.statusCode, 204, ended.body);
  it.clock.set('2027-12-31T12:00:00Z');
  assert.equal(await holds(communes[0] ?? assert.fail(), 'parapheur'), true);
  it.clock.set('2028-01-01T12:00:00Z');
  assert.equal(await holds(communes[0] ?? assert.fail(), 'parapheur'), false);
  it.clock.set('2026-11-21T09:00:00Z');
});
