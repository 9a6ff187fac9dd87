// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { ReportLine, Room } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { makeTerritory, type Territory } from '#rooms/home/testing.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { tellEpci } from './rollup/tell-epci.ts';
import room from './room.ts';
import type { Tables } from './tables.ts';
import { asJob, queuedBodies } from './testing.ts';
import { beginRun } from './weekly/begin-run.ts';
import { finishWeek } from './weekly/finish-week.ts';
import { gatherDespite, type Gathered } from './weekly/gather-lines.ts';
import { dueWeek, weekOf } from './weekly/report-week.ts';
import { sumUp } from './weekly/sum-up.ts';
import { writeReports } from './weekly/write-reports.ts';
import { writeSome } from './weekly/write-some.ts';

// What a room of the house says, body by body; the test changes it.
const said = new Map<string, ReportLine[]>();
const mute = new Set<string>();
const speaking: Room = {
  name: 'speaking',
  floor: 'service',
  title: 'Parole',
  needs: [],
  report: [
    {
      name: 'speaking.week',
      lines: async (ctx: Context) => {
        if (mute.has(ctx.organisation)) throw new Error('the room cannot say');
        return said.get(ctx.organisation) ?? [];
      },
    },
  ],
};

const good: ReportLine = { part: 'protected', says: 'Deux postes sont sauvegardés chaque nuit.', tone: 'good' };
const broken: ReportLine = { part: 'failed', says: 'Le site de la commune est en panne depuis le 18 novembre 2026.', tone: 'bad' };
const toDo: ReportLine = { part: 'to-do', says: 'Renouvelez le nom de domaine.', tone: 'watch', dueOn: '2026-12-01' };
const full: ReportLine = {
  part: 'volume',
  says: 'Les sauvegardes occupent 4,1 Go sur 5 Go.',
  tone: 'watch',
  volume: { usedBytes: 4_100_000_000, allowedBytes: 5_000_000_000, fullOn: '2027-02-01' },
};

let it: TestHouse;
let territory: Territory;
let commune: TestBody;
let neighbour: TestBody;
let secretary: Caller;
let officer: Caller;
let president: Caller;
before(async () => {
  it = await openTestHouse([organisations, people, speaking, room], { seed: nationalRegister });
  territory = await makeTerritory(it, 'numerique', '243301355');
  const [first, second] = territory.communes;
  assert.ok(first && second);
  [commune, neighbour] = [first, second];
  secretary = await lasting(it, await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
  officer = await lasting(it, await makePerson(it, [{ in: territory.operator, roles: ['account-manager'] }]));
  president = await lasting(it, await makePerson(it, [{ in: territory.epci, roles: ['president'] }]));
  said.set(commune.id, [good, broken, toDo, full]);
  said.set(neighbour.id, [good]);
});
after(() => it.close());

// Days pass between calls, and sessions end with them.
async function lasting(house: TestHouse, person: TestPerson): Promise<Caller> {
  return async (options) => (await signedIn(house.app, person))(options);
}

// The schedule calls; what it queued is done.
async function scheduled(): Promise<void> {
  await writeReports(asJob(it));
  await it.settle();
}
const mails = (subject: string): Promise<{ subject: string; recipient_address: string; text_part: string }[]> =>
  asOwner(it, async (client) => {
    const { rows } = await client.query('select subject, recipient_address, text_part from platform.outbox_message where subject like $1', [
      `%${subject}%`,
    ]);
    return rows;
  });
const get = (caller: Caller, url: string) => caller({ method: 'GET', url });

test('a report is due from Monday seven o’clock in Paris, winter and summer', () => {
  const due = (at: string): string => dueWeek(Temporal.Instant.from(at)).name;
  assert.equal(due('2026-11-23T05:59:59Z'), '2026-W46');
  assert.equal(due('2026-11-23T06:00:00Z'), '2026-W47');
  assert.equal(due('2026-07-06T04:59:59Z'), '2026-W26');
  assert.equal(due('2026-07-06T05:00:00Z'), '2026-W27');
  assert.equal(due('2026-11-29T22:00:00Z'), '2026-W47');
  const last = weekOf(Temporal.PlainDate.from('2027-01-01'));
  assert.deepEqual([last.name, last.from, last.to, last.begins], ['2026-W53', '2026-12-28', '2027-01-03', '2026-12-27T23:00:00Z']);
});

const whole = (lines: ReportLine[]) => ({ lines, silent: [], isUnknown: false });

test('one sentence says how the week was', () => {
  assert.equal(sumUp(whole([good])).summary, 'Tout a fonctionné cette semaine.');
  assert.equal(sumUp(whole([good, { ...broken, tone: 'watch' }])).summary, 'Une anomalie a été relevée ; aucune panne n’est en cours.');
  const partly = { lines: [good, { ...broken, tone: 'watch' as const }], silent: ['Sauvegarde'], isUnknown: false };
  assert.equal(sumUp(partly).summary, 'Cette semaine n’est connue qu’en partie : ce qui l’est a fonctionné.');
  assert.match(sumUp(whole([good, broken, toDo])).summary, /n’est pas réparée.*Une chose est à faire\.$/);
  assert.deepEqual([sumUp(whole([full, full])).usedBytes, sumUp(whole([full, full])).allowedBytes], [8_200_000_000, 10_000_000_000]);
});

test('writes the report of last week on Monday at seven, once, also after an outage', async () => {
  it.clock.set('2026-11-23T05:30:00Z');
  await scheduled();
  const { rows: early } = (await get(secretary, `/api/o/${commune.slug}/reports/weekly`)).json<{ rows: { week: string }[] }>();
  assert.deepEqual(
    early.map(({ week }) => week),
    ['2026-W46'],
  );
  // The machine was down on Monday, and comes back on Wednesday.
  it.clock.set('2026-11-25T14:00:00Z');
  await scheduled();
  await scheduled();
  const { rows, total } = (await get(secretary, `/api/o/${commune.slug}/reports/weekly`)).json<{
    total: number;
    rows: { week: string; tone: string; failures: number }[];
  }>();
  assert.equal(total, 2);
  assert.deepEqual([rows[0]?.week, rows[0]?.tone, rows[0]?.failures], ['2026-W47', 'bad', 1]);
  const sent = await mails(`du 16 au 22 novembre 2026 : ${commune.name}`);
  assert.equal(sent.length, 1);
  assert.match(sent[0]?.text_part ?? '', /Ce qu’il faut faire :\n\n- À suivre : Renouvelez le nom de domaine\. Avant le 1er décembre 2026\./);
  assert.match(sent[0]?.text_part ?? '', new RegExp(`/o/${commune.slug}/rapports/2026-W47`));
});

test('a week stays as it was told, whatever the rooms say later', async () => {
  said.set(commune.id, [good]);
  await scheduled();
  const report = (await get(secretary, `/api/o/${commune.slug}/reports/weekly/2026-W47`)).json<{ lines: ReportLine[] }>();
  assert.deepEqual(
    report.lines.map(({ part }) => part),
    ['protected', 'failed', 'volume', 'to-do'],
  );
  said.set(commune.id, [good, broken, toDo, full]);
});

test('a body of which no room has anything to say gets no report', async () => {
  const silent = territory.communes[2];
  assert.ok(silent);
  const { total } = (await get(officer, `/api/o/${territory.operator.slug}/reports/weekly?body=${silent.id}`)).json<{ total: number }>();
  assert.equal(total, 0);
});

test('the operator sees all, the EPCI one sentence of each member, a commune nothing of its neighbour', async () => {
  type RollUp = { week: string; canOpen: boolean; counts: { good: number; bad: number }; rows: { name: string; tone: string; summary: string }[] };
  const all = (await get(officer, `/api/o/${territory.operator.slug}/reports/roll-up`)).json<RollUp>();
  assert.deepEqual(
    all.rows.map(({ name, tone }) => [name, tone]),
    [
      [commune.name, 'bad'],
      [neighbour.name, 'good'],
    ],
  );
  assert.equal((await get(officer, `/api/o/${territory.operator.slug}/reports/weekly/2026-W47?body=${commune.id}`)).statusCode, 200);
  const members = (await get(president, `/api/o/${territory.epci.slug}/reports/roll-up`)).json<RollUp>();
  assert.deepEqual([members.canOpen, members.rows.length, members.counts.bad], [false, 2, 1]);
  assert.equal((await get(president, `/api/o/${territory.epci.slug}/reports/weekly/2026-W47?body=${commune.id}`)).statusCode, 404);
  assert.equal((await get(secretary, `/api/o/${commune.slug}/reports/weekly/2026-W47?body=${neighbour.id}`)).statusCode, 404);
  // The last member that was written had it sent; what was queued in case one never is finds it done.
  const later = { actor: { kind: 'job', name: 'reports.roll-up' }, organisation: territory.epci.id } as const;
  for (let call = 0; call < 2; call++)
    await inContext<Tables, void>(it.house, later, (ctx) => tellEpci(ctx, { from: '2026-11-16', operator: territory.operator.id }));
  const sent = await mails('du 16 au 22 novembre 2026 sur votre territoire');
  assert.equal(sent.length, 1);
  assert.match(sent[0]?.text_part ?? '', new RegExp(`dans 1 collectivité sur 2[^]*- ${commune.name} : Tout ne fonctionne pas`));
});

test('a member may keep its week from its EPCI, and chooses who gets the report', async () => {
  const url = `/api/o/${commune.slug}/reports/settings`;
  const payload = { isMailed: true, mandateIds: [], addresses: ['maire.deleguee@exemple.fr'], tellsEpci: false };
  assert.ok((await secretary({ method: 'PUT', url, payload })).statusCode < 300);
  assert.equal((await secretary({ method: 'PUT', url, payload: { ...payload, mandateIds: [commune.id] } })).statusCode, 422);
  it.clock.set('2026-11-30T06:05:00Z');
  await scheduled();
  assert.ok((await mails('30 novembre')).length === 0);
  assert.deepEqual(
    (await mails(`du 23 au 29 novembre 2026 : ${commune.name}`)).map((mail) => mail.recipient_address).filter((to) => to.startsWith('maire')),
    ['maire.deleguee@exemple.fr'],
  );
  const { rows } = (await get(president, `/api/o/${territory.epci.slug}/reports/roll-up?week=2026-W48`)).json<{ rows: { name: string }[] }>();
  assert.deepEqual(
    rows.map(({ name }) => name),
    [neighbour.name],
  );
});

test('the preview says what the week would be, and writes nothing', async () => {
  const preview = (await get(secretary, `/api/o/${commune.slug}/reports/preview`)).json<{ week: string; lines: unknown[]; mailedTo: string[] }>();
  assert.deepEqual([preview.week, preview.lines.length], ['2026-W49', 4]);
  assert.ok(preview.mailedTo.includes('maire.deleguee@exemple.fr'));
  assert.equal((await get(secretary, `/api/o/${commune.slug}/reports/weekly/2026-W49`)).statusCode, 404);
});

test('is one accessible page, however much happened', needs('pdftotext', 'poppler-utils'), async () => {
  const many = (part: ReportLine['part'], tone: ReportLine['tone']): ReportLine[] =>
    Array.from({ length: 12 }, (_, index) => ({
      part,
      tone,
      says: `Ligne ${index + 1} d’un équipement au nom assez long pour tenir sur plus d’une ligne de la page, ${part}.`,
    }));
  said.set(commune.id, [
    ...many('protected', 'good'),
    ...many('failed', 'bad'),
    ...many('restored', 'plain'),
    ...many('volume', 'watch'),
    ...many('expiring', 'watch'),
    ...many('to-do', 'bad').map((line) => ({ ...line, dueOn: '2026-12-24' })),
  ]);
  it.clock.set('2026-12-07T06:05:00Z');
  await scheduled();
  const answer = await get(secretary, `/api/o/${commune.slug}/reports/weekly/2026-W49/pdf`);
  assert.equal(answer.statusCode, 200);
  const file = join(mkdtempSync(join(tmpdir(), 'beffroi-report-')), 'rapport.pdf');
  writeFileSync(file, answer.rawPayload);
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  assert.match(info, /Pages:\s+1\n/);
  assert.match(info, /Tagged:\s+yes/);
  assert.match(answer.rawPayload.toString('latin1'), /pdfuaid/);
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  assert.match(text, /Ce qu’il faut faire/);
  assert.match(text, /et \d+ autres lignes/);
});

test('a week is begun once, by whichever of two workers comes first, and again by none', async () => {
  it.clock.set('2026-12-14T06:05:00Z');
  await Promise.all([writeReports(asJob(it)), writeReports(asJob(it))]);
  await writeReports(asJob(it));
  const queued = await queuedBodies(it, '2026-W50');
  assert.equal(queued.length, territory.communes.length + 2);
  assert.equal(new Set(queued).size, queued.length);
});

test('two workers that write the same bodies at once write and send each report once', async () => {
  const data = { week: '2026-W50', from: '2026-12-07', operator: territory.operator.id, bodies: [neighbour.id, commune.id] };
  await Promise.all([writeSome(asJob(it), data), writeSome(asJob(it), { ...data, bodies: [commune.id, neighbour.id] })]);
  await it.settle();
  const { total } = (await get(officer, `/api/o/${territory.operator.slug}/reports/roll-up?week=2026-W50`)).json<{ total: number }>();
  assert.equal(total, 2);
  const to = (await mails(`du 7 au 13 décembre 2026 : ${commune.name}`)).map((mail) => mail.recipient_address);
  assert.ok(to.length > 0);
  assert.equal(new Set(to).size, to.length);
  // Each of the two was last in its own eyes, or one was: the EPCI heard once.
  assert.equal((await mails('du 7 au 13 décembre 2026 sur votre territoire')).length, 1);
});

test('a report that fails holds up no other, and the EPCI waits for it, no longer than it must', async () => {
  it.clock.set('2026-12-21T06:05:00Z');
  await writeReports(asJob(it));
  const bodies = await queuedBodies(it, '2026-W51');
  const data = { week: '2026-W51', from: '2026-12-14', operator: territory.operator.id, bodies };
  mute.add(neighbour.id);
  await assert.rejects(writeSome(asJob(it), data), /1 reports of 2026-W51/);
  const week = async (): Promise<number> =>
    (await get(officer, `/api/o/${territory.operator.slug}/reports/roll-up?week=2026-W51`)).json<{ total: number }>().total;
  assert.equal(await week(), 1);
  assert.equal((await mails('du 14 au 20 décembre 2026 sur votre territoire')).length, 0);
  assert.deepEqual(await rollUpsOf('2026-W51'), ['later']);
  mute.delete(neighbour.id);
  await it.settle();
  assert.equal(await week(), 2);
  assert.equal((await mails('du 14 au 20 décembre 2026 sur votre territoire')).length, 1);
});

test('the report of a body of which every room fails says so within the hour, the operator is told, and the EPCI waits no longer', async () => {
  it.clock.set('2026-12-28T06:05:00Z');
  await writeReports(asJob(it));
  const data = { week: '2026-W52', from: '2026-12-21', operator: territory.operator.id };
  mute.add(neighbour.id);
  await assert.rejects(writeSome(asJob(it), { ...data, bodies: await queuedBodies(it, '2026-W52') }), /1 reports of 2026-W52/);
  assert.deepEqual(await finishes('2026-W52'), ['2026-12-28T06:55:00Z']);
  await finishWeek(asJob(it), data);
  await finishWeek(asJob(it), data);
  mute.delete(neighbour.id);
  await it.settle();
  const [unknown] = await mails(`du 21 au 27 décembre 2026 : ${neighbour.name}`);
  const summary = 'Votre semaine n’est pas connue : aucun service n’a pu la dire, et votre opérateur en est averti.';
  assert.ok(unknown === undefined || unknown.text_part.includes(summary));
  const all = (await get(officer, `/api/o/${territory.operator.slug}/reports/roll-up?week=2026-W52`)).json<{
    rows: { name: string; summary: string; tone: string; failures: number }[];
  }>();
  assert.deepEqual(
    all.rows.filter(({ name }) => name === neighbour.name).map((row) => [row.summary, row.tone, row.failures]),
    [[summary, 'watch', 0]],
  );
  assert.equal((await mails('du 21 au 27 décembre 2026 sur votre territoire')).length, 1);
  const told = await asOwner(it, async (client) => {
    const { rows } = await client.query<{ title: string }>(`select distinct title from platform.notice where what = 'reports.incomplete'`);
    return rows.map(({ title }) => title);
  });
  assert.deepEqual(told, ['Semaine du 21 au 27 décembre 2026 : des rapports sont partis incomplets, faute de réponse de « Parole ».']);
});

test('a room that fails in the database fails no other of the same report', async () => {
  const failing: Room = {
    ...speaking,
    name: 'failing',
    title: 'Panne',
    report: [{ name: 'failing.week', lines: async (ctx: Context) => (await sql`select 1 / 0`.execute(ctx.tx), []) }],
  };
  const other = { ...it.house, rooms: [failing, ...it.house.rooms] };
  const gathered = await inContext<Tables, Gathered>(other, { actor: { kind: 'job', name: 'essai' }, organisation: commune.id }, (ctx) =>
    gatherDespite(ctx, weekOf(Temporal.PlainDate.from('2026-12-28'))),
  );
  assert.deepEqual([gathered.silent, gathered.isUnknown], [['Panne'], false]);
  assert.ok(gathered.lines.length > 1 && gathered.lines.some(({ says }) => says.includes('Panne')));
});

test('each operator has its week done once: one that is done holds up no other, and none is done twice', async () => {
  const begun = (operator: string): Promise<boolean> =>
    inContext<Tables, boolean>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: operator }, (ctx) =>
      beginRun(ctx, 'write', '2026-W53'),
    );
  it.clock.set('2027-01-04T06:05:00Z');
  await writeReports(asJob(it));
  const bodies = await queuedBodies(it, '2026-W53');
  // An operator that opens on Monday at eight still has its week, whatever was done for the others.
  const second = await openOperator(it.house, { slug: 'second', name: 'Second', kind: 'syndicat' });
  it.clock.set('2027-01-04T07:05:00Z');
  await writeReports(asJob(it));
  await writeReports(asJob(it));
  assert.deepEqual((await queuedBodies(it, '2026-W53')).toSorted(), [...bodies, second].toSorted());
  assert.deepEqual([await begun(territory.operator.id), await begun(second)], [false, false]);
});

test('a body that holds no right to what speaks gives no work; its operator always does', async (t) => {
  let holder = '';
  const selling: Room = { ...speaking, sells: ['speech'] };
  const rights: Room = {
    name: 'some-rights',
    floor: 'foundation',
    title: 'Droits',
    needs: [],
    provides: { rights: { holds: async (_house, body, right) => body === holder && right === 'speech' } },
  };
  const other = await openTestHouse([organisations, people, rights, selling, room], { seed: nationalRegister });
  t.after(() => other.close());
  const served = await makeTerritory(other, 'autre', '243301355');
  holder = served.communes[1]?.id ?? '';
  other.clock.set('2026-11-23T06:05:00Z');
  await writeReports(asJob(other));
  assert.deepEqual((await queuedBodies(other, '2026-W47')).toSorted(), [served.operator.id, holder].toSorted());
});

async function finishes(week: string): Promise<string[]> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ at: string }>(
      `select to_char(start_after at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from jobs.job where name = 'reports.finish-week' and data ->> 'week' = $1`,
      [week],
    );
    return rows.map(({ at }) => at);
  });
}

// « later »: queued in case a member is never written.
async function rollUpsOf(week: string): Promise<string[]> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ is_later: boolean }>(
      `select start_after > created_on + interval '10 minutes' as is_later from jobs.job where name = 'reports.roll-up' and data ->> 'week' = $1`,
      [week],
    );
    return rows.map((row) => (row.is_later ? 'later' : 'now'));
  });
}
