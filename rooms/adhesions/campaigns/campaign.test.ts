// SPDX-License-Identifier: EUPL-1.2
/** Three territories under the catalogue of 2017 are proposed the current one: one agrees, one refuses, one says nothing. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import { needs } from '#platform/testing/peer.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { runJob } from '#platform/jobs/work.ts';
import { asOwner, lastMailTo, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { makeOperator, refusalOf, type TestOperator } from '#rooms/quotes/testing.ts';
import { bodiesWhere, communesOf, COTEAUX, openAdhesionHouse, post, read } from '../testing.ts';
import { conventionOf } from '../api.ts';
import { recountWith } from '../recount.ts';
import { concluded, territoryInForce } from '../successions/testing.ts';
import type { Tables } from '../tables.ts';

const FROM = 'gironde-numerique-2017';
const TO = 'gironde-numerique-courante';
const DAY = '2027-07-01';

let it: TestHouse;
let gironde: TestOperator;
let territories: { epci: TestBody; siren: string; communes: TestBody[]; others: TestBody[] }[];
let dgs: Caller;
let dgsPerson: TestPerson;
before(async () => {
  it = await openAdhesionHouse();
  gironde = await makeOperator(it, 'gironde-numerique');
  const others = await asOwner(it, (client) =>
    client.query(`
      select b.siren from organisations.body b
      join organisations.membership m on m.epci_id = b.id and m.until_on is null
      where b.kind = 'cc' and b.department = '33' and b.siren <> '${COTEAUX}' and b.ended_on is null
      group by b.siren having count(*) between 5 and 14 order by b.siren limit 2`),
  );
  territories = [];
  for (const siren of [COTEAUX, ...others.rows.map((row: { siren: string }) => row.siren)]) {
    const [epci] = await bodiesWhere(it, `siren = '${siren}'`);
    assert.ok(epci);
    const all = await communesOf(it, epci);
    const communes = all.slice(0, siren === COTEAUX ? 8 : 2);
    territories.push({ epci, siren, communes, others: all.slice(communes.length) });
    await territoryInForce(it, gironde, { epci, siren, members: communes, edition: FROM, beginsOn: '2026-01-01', endsOn: '2028-12-31' });
  }
  dgsPerson = await makePerson(it, [{ in: first().epci, roles: ['dgs'] }]);
  dgs = await signedIn(it.app, dgsPerson);
});
after(() => it.close());

/** Another day: the sessions of the one before have ended. */
async function goTo(instant: string): Promise<void> {
  it.clock.set(instant);
  gironde = {
    ...gironde,
    manager: await signedIn(it.app, gironde.managerPerson),
    head: await signedIn(it.app, gironde.headPerson),
  };
}

const first = () => territories[0] ?? assert.fail();
const settings = (over: object = {}) => ({
  title: 'Passage au catalogue en vigueur',
  from: FROM,
  to: TO,
  takesEffectOn: DAY,
  answerBy: '2027-03-31',
  ...over,
});
const campaigns = '/adhesions/campaigns';
const asManager = (path: string, payload: object = {}) => post(gironde.manager, gironde.body, path, payload);
const asHead = (path: string, payload: object = {}) => post(gironde.head, gironde.body, path, payload);
type Listed = {
  rows: { id: string; name: string; beforeCents: number; afterCents: number | null; letterId: string; answer: string; outcome: string }[];
};
const lines = (id: string, query = '') => read<Listed>(gironde.manager, gironde.body, `${campaigns}/${id}/lines${query}`);
const conventionsOn = async (on: string, epci: TestBody) =>
  (await read<{ rows: Row[] }>(gironde.manager, gironde.body, `/adhesions/conventions?size=100&on=${on}&status=in-force`)).rows.filter(
    ({ payer }) => payer.id === epci.id,
  );
type Row = { id: string; kind: string; number: string; edition: string; yearlyCents: number | null; payer: { id: string } };

test('refuses a day that is not to come, an answer awaited too late, one edition for two, and a letter that asks for what it has not', async () => {
  const start = async (over: object) => refusalOf(await asManager(campaigns, settings(over)));
  assert.equal(await start({ takesEffectOn: '2026-11-21', answerBy: '2026-11-20' }), '422 adhesions.campaign-too-soon');
  assert.equal(await start({ answerBy: DAY }), '422 adhesions.campaign-answer-too-late');
  assert.equal(await start({ to: FROM }), '422 adhesions.campaign-same-edition');
  assert.equal(await start({ to: 'inconnue' }), '422 adhesions.campaign-unknown-edition');
  assert.equal(await start({ appliesTo: 'unless-refused' }), '422 adhesions.campaign-ground-missing');
  assert.equal(await start({ letterText: 'Madame, {{ inconnu }} vous salue bien.' }), '422 adhesions.campaign-template');
});

test('the dry run says to the cent who pays what, explains each line, and moves nothing', async () => {
  const { id, lines: count } = (await asManager(campaigns, settings())).json();
  assert.equal(count, 3);
  const { rows } = await lines(id, '?sort=before&order=desc');
  const coteaux = rows.find(({ name }) => name === first().epci.name);
  assert.equal(coteaux?.beforeCents, 1_793_800);
  assert.equal(coteaux?.afterCents, 1_398_800);
  const detail = await read<{ explanation: { lines: { whyAfter: string[]; beforeCents: number }[]; rights: { gained: string[] } } }>(
    gironde.manager,
    gironde.body,
    `${campaigns}/${id}/lines/${coteaux?.id}`,
  );
  assert.equal(detail.explanation.lines[0]?.beforeCents, 1_793_800);
  assert.ok((detail.explanation.lines[0]?.whyAfter.length ?? 0) > 0);
  assert.ok(detail.explanation.rights.gained.length > 0);
  const { totals } = await read<{ totals: Record<string, number> }>(gironde.manager, gironde.body, `${campaigns}/${id}`);
  assert.equal(totals['lines'], 3);
  assert.equal(
    totals['afterCents'],
    rows.reduce((sum, row) => sum + (row.afterCents ?? 0), 0),
  );
  const csv = await gironde.manager({ url: `/api/o/${gironde.body.slug}${campaigns}/${id}/csv` });
  assert.match(csv.body, /17938,00;13988,00;-3950,00/);
  assert.equal((await conventionsOn(DAY, first().epci))[0]?.edition, FROM);
  await asManager(`${campaigns}/${id}/abandonment`, { reason: 'Essai seulement' });
});

test('asks a number of queries that does not depend on how many conventions there are', async () => {
  const count = async (payerIds: string[]) => (await it.queriesOf(() => asManager(campaigns, settings({ payerIds })))).length;
  const one = await count([first().epci.id]);
  assert.ok(one > 0);
  assert.equal(await count(territories.map(({ epci }) => epci.id)), one);
});

let campaign: string;

test(
  'a letter leaves for each, numbered and kept, with its figures; a body reads and answers only its own',
  needs('pdftotext', 'poppler-utils'),
  async () => {
    campaign = (await asManager(campaigns, settings())).json().id;
    const sent = await asManager(`${campaigns}/${campaign}/sending`);
    assert.equal(sent.statusCode, 200, sent.body);
    await it.settle();
    const list = await read<{ rows: { id: string; number: string }[] }>(dgs, first().epci, '/adhesions/letters');
    assert.equal(list.rows.length, 1);
    const [letter] = list.rows;
    assert.ok(letter);
    assert.match(letter.number, /^CP-2026-\d{4}\/00\d$/);
    const pdf = await dgs({ url: `/api/o/${first().epci.slug}/adhesions/letters/${letter.id}/pdf` });
    const text = execFileSync('pdftotext', ['-', '-'], { input: pdf.rawPayload, encoding: 'utf8' });
    assert.match(text, /17\s938,00\s€/);
    assert.match(text, /13\s988,00\s€/);
    assert.match(text, new RegExp(letter.number));
    assert.match(await lastMailTo(it, dgsPerson.email), /réponse attendue avant le 31 mars 2027/);
    const awaited = (await dgs({ url: '/api/me' })).statusCode;
    assert.equal(awaited, 200);

    const other = territories[1] ?? assert.fail();
    const stranger = await signedIn(it.app, await makePerson(it, [{ in: other.epci, roles: ['dgs'] }]));
    const answer = { answer: 'agreed', byName: 'Camille Essai', byTitle: 'Présidente', act: 'D2027-04', reason: '' };
    const path = `/adhesions/letters/${letter.id}`;
    assert.equal(refusalOf(await post(stranger, other.epci, `${path}/answer`, answer)), '404 adhesions.letter-unknown');
    assert.equal((await post(dgs, first().epci, `${path}/answer`, answer)).statusCode, 204);
    assert.equal(refusalOf(await post(dgs, first().epci, `${path}/answer`, answer)), '409 adhesions.letter-answered');
    const kept = await read<{ statement: string; evidenceDigest: string }>(dgs, first().epci, path);
    assert.match(kept.statement, /Camille Essai, Présidente, accepte l’avenant/);
    assert.match(kept.evidenceDigest, /^[0-9a-f]{64}$/);
  },
);

test('is not applied by whoever prepared it, nor before the delay has run', async () => {
  assert.equal(refusalOf(await asManager(`${campaigns}/${campaign}/application`)), '403 adhesions.campaign-same-person');
  assert.equal(refusalOf(await asHead(`${campaigns}/${campaign}/application`)), '409 adhesions.campaign-still-open');
  const refused = (await lines(campaign)).rows.find(({ name }) => name === territories[1]?.epci.name);
  const answer = { answer: 'refused', byName: 'Dominique Essai', byTitle: 'Présidente', act: '', reason: 'Le conseil préfère attendre le terme' };
  assert.equal((await asManager(`${campaigns}/${campaign}/letters/${refused?.letterId}/answer`, answer)).statusCode, 204);
  assert.equal(refusalOf(await asManager(campaigns + `/${campaign}/sending`)), '409 adhesions.campaign-not-draft');
});

/** What a body that joins signs, its papers saying what the territory would pay. */
async function joins(territory: TestBody, body: TestBody, startsOn: string): Promise<void> {
  const [cadre] = (await conventionsOn(startsOn < DAY ? startsOn : '2027-06-30', territory)).filter(({ kind }) => kind === 'cadre');
  const facts = await inContext<Tables, Record<string, unknown>>(
    it.house,
    { actor: { kind: 'job', name: 'essai' }, organisation: gironde.body.id },
    async (ctx) => {
      const one = await ctx.tx
        .selectFrom('adhesions.convention')
        .selectAll()
        .where('id', '=', cadre?.id ?? '')
        .executeTakeFirstOrThrow();
      const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
      const recount = await recountWith(ctx, one, { view, body: view.find(body.id) ?? assert.fail(), on: startsOn });
      return { quoteId: one.quote_id, edition: one.edition, recount };
    },
  );
  await concluded(it, gironde, 'adhesions.tripartite', { ...facts, payerId: territory.id, beneficiaryId: body.id, startsOn });
}

const riderOwes = async (territory: TestBody) => {
  const [cadre] = (await conventionsOn(DAY, territory)).filter(({ kind }) => kind === 'cadre');
  const owed = await inContext<Tables, Awaited<ReturnType<typeof conventionOf>>>(
    it.house,
    { actor: { kind: 'job', name: 'essai' }, organisation: gironde.body.id },
    (ctx) => conventionOf(ctx, cadre?.id ?? ''),
  );
  return owed?.amounts.map(({ from, yearlyCents }) => `${from} ${yearlyCents}`);
};

test('a campaign that dies half-way goes on where it stopped: riders at midnight for who agreed, nothing for the others', async () => {
  await goTo('2027-04-02T09:00:00Z');
  // The one who said nothing agrees on paper at the last moment, so that two riders are to be written.
  const silent = (await lines(campaign)).rows.find(({ name }) => name === territories[2]?.epci.name);
  const answer = { answer: 'agreed', byName: 'Claude Essai', byTitle: 'Président', act: 'D2027-9', reason: '' };
  await asManager(`${campaigns}/${campaign}/letters/${silent?.letterId}/answer`, answer);
  // Two have signed to join after the riders begin: from three to four is another column, under both editions.
  const { epci, others } = territories[2] ?? assert.fail();
  for (const body of others.slice(0, 2)) await joins(epci, body, '2027-09-01');
  await asOwner(it, (client) =>
    client.query(`
      create function adhesions.die() returns trigger language plpgsql as $$ begin
        if new.payer_id = '${first().epci.id}' and new.kind = 'tripartite' then raise exception 'the process dies'; end if; return new; end $$;
      create trigger die before insert on adhesions.convention for each row execute function adhesions.die()`),
  );
  assert.equal((await asHead(`${campaigns}/${campaign}/application`)).statusCode, 204);
  await assert.rejects(applyAgain());
  assert.equal((await conventionsOn(DAY, first().epci))[0]?.edition, FROM);
  const status = async () => (await read<{ status: string }>(gironde.manager, gironde.body, `${campaigns}/${campaign}`)).status;
  assert.equal(await status(), 'applying');
  await asOwner(it, (client) => client.query('drop trigger die on adhesions.convention; drop function adhesions.die()'));
  await applyAgain();
  await applyAgain();
  assert.equal(await status(), 'applied');
  const { rows } = await lines(campaign);
  assert.deepEqual(rows.map(({ outcome }) => outcome).sort(), ['applied', 'applied', 'kept']);

  const before = await conventionsOn('2027-06-30', first().epci);
  const then = await conventionsOn(DAY, first().epci);
  assert.equal(before.length, 9);
  assert.ok(before.every(({ edition }) => edition === FROM));
  assert.equal(then.length, 9);
  assert.ok(then.every(({ edition, number }) => edition === TO && number.endsWith('-A1')));
  assert.equal(then.find(({ kind }) => kind === 'cadre')?.yearlyCents, 1_398_800);
  assert.equal(
    then.reduce((sum, { yearlyCents }) => sum + (yearlyCents ?? 0), 0),
    1_398_800,
  );
  assert.ok((await conventionsOn(DAY, territories[1]?.epci ?? assert.fail())).every(({ edition }) => edition === FROM));
  assert.deepEqual(await riderOwes(epci), ['2027-07-01 839300', '2027-09-01 1119000']);
  // Two more, once the rider is written, and before it begins: it counts them from its first day.
  for (const body of others.slice(2, 4)) await joins(epci, body, '2027-06-01');
  assert.deepEqual(await riderOwes(epci), ['2027-07-01 1119000', '2027-09-01 1398800']);
  const roster = await read<{ edition: string; counted: number }>(
    gironde.manager,
    gironde.body,
    `/adhesions/roster/${first().epci.id}?on=2027-06-30`,
  );
  assert.deepEqual([roster.edition, roster.counted], [FROM, 8]);
});

test('rights change over at midnight in Paris, without a hole or a double, and before the date nothing has moved', async () => {
  const commune = first().communes[0] ?? assert.fail();
  const before2017 = await openedOn(commune, '2027-06-30');
  const at = async (instant: string, service: string) => {
    it.clock.set(instant);
    return rightsOf(it.house).holds(it.house, commune.id, service);
  };
  const after2017 = await openedOn(commune, DAY);
  const [added] = after2017.filter((service) => !before2017.includes(service));
  const [stays] = after2017.filter((service) => before2017.includes(service));
  assert.ok(added && stays);
  assert.equal(await at('2027-06-30T21:59:59Z', stays), true);
  assert.equal(await at('2027-06-30T21:59:59Z', added), false);
  assert.equal(await at('2027-06-30T22:00:00Z', stays), true);
  assert.equal(await at('2027-06-30T22:00:00Z', added), true);
  const double = await asOwner(it, (client) =>
    client.query(
      `select service from rights.opening where beneficiary_id = $1 and begins_on <= '${DAY}' and (ends_on is null or ends_on >= '${DAY}')
       group by service having count(*) > 1`,
      [commune.id],
    ),
  );
  assert.deepEqual(double.rows, []);
  await goTo('2027-04-02T09:00:00Z');
});

test('ends with its convention: a rider that is to come never begins', async () => {
  const [cadre] = (await conventionsOn('2027-06-30', territories[2]?.epci ?? assert.fail())).filter(({ kind }) => kind === 'cadre');
  const ended = await asManager(`/adhesions/conventions/${cadre?.id}/end`, { lastOn: '2027-05-31', reason: 'Retrait voté par le conseil' });
  assert.equal(ended.statusCode, 204, ended.body);
  assert.deepEqual(await conventionsOn(DAY, territories[2]?.epci ?? assert.fail()), []);
});

const openedOn = async (body: TestBody, day: string): Promise<string[]> =>
  (
    await asOwner(it, (client) =>
      client.query(
        `select distinct service from rights.opening where beneficiary_id = $1 and begins_on <= $2 and (ends_on is null or ends_on >= $2) order by 1`,
        [body.id, day],
      ),
    )
  ).rows.map(({ service }: { service: string }) => service);

const applyAgain = () =>
  runJob(it.house, it.house.index.jobs.get('adhesions.apply-letters') ?? assert.fail(), { organisation: gironde.body.id, campaign });
