// SPDX-License-Identifier: EUPL-1.2
/** The register of conventions: found by what they say and by what their documents say, each by whoever is party to it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeDocx } from '#platform/documents/make-docx.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms, type TestOperator } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';
import { takeOverFile, territoryLines } from '../take-over/testing.ts';
import room from '../room.ts';

let it: TestHouse;
let gironde: TestOperator;
let cdg: TestOperator;
let epci: TestBody;
let member: Caller;
before(async () => {
  it = await openTestHouse([...quoteRooms, rights, dossiers, room], { seed: nationalRegister });
  gironde = await makeOperator(it, 'gironde-numerique');
  cdg = await makeOperator(it, 'cdg-47');
  epci = (await bodies(`siren = '243301355'`))[0] ?? assert.fail();
  member = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  const communes = await bodies(
    `id in (select m.member_id from organisations.membership m where m.epci_id = '${epci.id}' and m.until_on is null) order by name`,
  );
  const lines = territoryLines(communes.map(({ insee }) => insee));
  const answer = await post(gironde, '/take-overs', { ...takeOverFile(lines), numbers: lines.map(({ number }) => number) });
  assert.equal(answer.statusCode, 200, answer.body);
});
after(() => it.close());

const bodies = async (where: string): Promise<(TestBody & { insee: string })[]> =>
  (await asOwner(it, (client) => client.query(`select id, slug, name, insee from organisations.body where ${where}`))).rows;
const post = (operator: TestOperator, path: string, payload: object) =>
  operator.manager({ method: 'POST', url: `/api/o/${operator.body.slug}/adhesions${path}`, payload });
const list = async (query: string, caller = gironde.manager, body = gironde.body) =>
  (await caller({ url: `/api/o/${body.slug}/adhesions/conventions?${query}` })).json();
const numbers = async (query: string): Promise<string[]> => (await list(query)).rows.map(({ number }: { number: string }) => number);
const convention = async (number: string) => (await list(`q=${number}`)).rows.find((row: { number: string }) => row.number === number);

test('finds a convention by its number, a body, a SIREN, an act, an edition, a line, and through accents and mistakes', async () => {
  assert.deepEqual(await numbers('q=CC-2017-001'), ['CC-2017-001']);
  assert.deepEqual(await numbers('q=bonnetan'), ['CT-2018-001']);
  assert.deepEqual(await numbers('q=D2017-37'), ['CC-2017-001']);
  assert.deepEqual(await numbers('q=033-243301355-20171018-D2017-37-DE'), ['CC-2017-001']);
  assert.deepEqual(await numbers('q=participation%20forfaitaires'), ['CC-2017-001']);
  assert.deepEqual(await numbers('q=salleboeuf%20tripartite'), ['CT-2018-007']);
  assert.deepEqual(await numbers('q=tripartite%20-salleboeuf%20-tresses%20-bonnetan%20-croignon%20-camarsac%20-pompignac%20-carignan'), [
    'CT-2018-005',
  ]);
  assert.equal((await numbers('q=243301355')).length, 9);
  assert.equal((await numbers('q=gironde-numerique-2017')).length, 9);
  assert.deepEqual(await numbers('q=bonetan'), ['CT-2018-001']);
});

test('reads the documents attached, and shows the passage that was found', async () => {
  const { id } = await convention('CC-2017-001');
  const docx = await makeDocx({
    title: 'Convention cadre',
    letterhead: { name: 'Gironde Numérique', colour: '#1b3a5c', lines: [] },
    blocks: [
      { kind: 'paragraph', text: 'Les parties conviennent que la médiation précède tout contentieux devant le tribunal administratif de Bordeaux.' },
    ],
  } as unknown as Parameters<typeof makeDocx>[0]);
  const attached = await post(gironde, `/conventions/${id}/attachments`, {
    kind: 'signed',
    name: 'convention.docx',
    content: Buffer.from(docx).toString('base64'),
  });
  assert.equal(attached.statusCode, 200, attached.body);
  assert.deepEqual(await numbers('q=médiation'), []);
  await it.settle();
  const { rows } = await list('q=médiation%20contentieux');
  assert.deepEqual(rows.map(({ number }: { number: string }) => number), ['CC-2017-001']); // prettier-ignore
  assert.equal(rows[0].found.where, 'convention.docx');
  assert.match(rows[0].found.text, /⟦médiation⟧/);
  assert.deepEqual(await numbers('q=bordelais%20médiation'), ['CC-2017-001']);

  const read = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/conventions/${id}` })).json();
  assert.equal(read.attachments[0].textState, 'read');
  assert.equal(read.lines[0].amountCents, 1_793_800);
  assert.ok(
    read.lines[0].why.some(({ citation }: { citation?: { figure?: string } }) => citation?.figure === '17 938'),
    JSON.stringify(read.lines[0].why),
  );
  assert.equal(read.links.filter(({ how }: { how: string }) => how === 'tripartite').length, 8);
  assert.equal(read.noticeOn, '2027-06-30');
  assert.ok(read.rights.some(({ key, used }: { key: string; used: number }) => key === 'volume-du-territoire' && used === 740));
  assert.match(read.history.at(-1).says, /Reprise de conventions\.csv, ligne 2/);

  const bytes = await member({ url: `/api/o/${epci.slug}/adhesions/conventions/${id}/attachments/${attached.json().id}` });
  assert.equal(bytes.rawPayload.subarray(0, 2).toString(), 'PK');
  const withdrawn = await post(gironde, `/conventions/${id}/attachments/${attached.json().id}/withdraw`, { reason: 'Mauvais document' });
  assert.equal(withdrawn.statusCode, 204, withdrawn.body);
  assert.deepEqual(await numbers('q=médiation'), []);
});

test('refuses a document that is neither a PDF nor a Word file, whatever its name', async () => {
  const { id } = await convention('CT-2018-001');
  const answer = await post(gironde, `/conventions/${id}/attachments`, {
    kind: 'signed',
    name: 'acte.pdf',
    content: Buffer.from('MZ').toString('base64'),
  });
  assert.equal(answer.json().code, 'adhesions.not-a-document');
});

test('says that a document has no text when it was scanned', async () => {
  const { id } = await convention('CT-2018-001');
  const empty = Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>',
  );
  await post(gironde, `/conventions/${id}/attachments`, { kind: 'signed', name: 'scan.pdf', content: empty.toString('base64') });
  await it.settle();
  const read = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/conventions/${id}` })).json();
  assert.equal(read.attachments[0].textState, 'none');
});

test('filters by kind, state, payer, territory, edition and end, on any day', async () => {
  assert.deepEqual(await numbers('kind=cadre'), ['CC-2017-001']);
  assert.equal((await list('status=in-force')).total, 9);
  assert.equal((await list('status=to-come&on=2017-06-01')).total, 9);
  assert.equal((await list('status=ended&on=2028-01-01')).total, 9);
  assert.equal((await list(`payer=${epci.id}`)).total, 9);
  assert.equal((await list(`territory=${epci.id}&kind=tripartite`)).total, 8);
  assert.equal((await list('edition=gironde-numerique-courante')).total, 0);
  assert.equal((await list('endsWithin=13')).total, 0);
  assert.equal((await list('endsWithin=14')).total, 9);
  assert.equal((await list('source=concluded')).total, 0);
  const page = await list('sort=beneficiary&order=desc&size=2&page=2');
  assert.deepEqual([page.total, page.rows.length], [9, 2]);
});

test('shows a party its own conventions and no others, and nothing to another operator', async () => {
  assert.equal((await list('', member, epci)).total, 9);
  const [bonnetan] = await bodies(`insee = '33061'`);
  const mayor = await signedIn(it.app, await makePerson(it, [{ in: bonnetan ?? assert.fail(), roles: ['secretary'] }]));
  assert.equal((await list('', mayor, bonnetan)).total, 1);
  assert.equal((await list('q=convention%20OR%20bonnetan', mayor, bonnetan)).total, 1);
  assert.equal((await list('q=bonnetan', cdg.manager, cdg.body)).total, 0);
  const { id } = await convention('CC-2017-001');
  assert.equal((await mayor({ url: `/api/o/${bonnetan?.slug}/adhesions/conventions/${id}` })).json().code, 'adhesions.unknown-convention');
  const { id: own } = await convention('CT-2018-001');
  const read = (await mayor({ url: `/api/o/${bonnetan?.slug}/adhesions/conventions/${own}` })).json();
  assert.equal(read.isOperator, false);
});
