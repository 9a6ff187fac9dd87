// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { contextWithoutTransaction } from '#platform/make-context.ts';
import { lastMailTo, makePerson, signedIn, type TestPerson } from '#rooms/people/testing.ts';
import type { Facts } from '../contract/checks.ts';
import { addCheck, openWatchedHouse, within, type Watched } from '../testing.ts';
import { warningsOf } from './judge-warnings.ts';
import { tellWarnings } from './tell-warnings.ts';

let w: Watched;
let secretaryPerson: TestPerson;
before(async () => {
  w = await openWatchedHouse();
  secretaryPerson = await makePerson(w.it, [{ in: w.commune, roles: ['secretary'] }]);
});
after(() => w.it.close());

const today = Temporal.PlainDate.from('2026-11-21');
const now = Temporal.Instant.from('2026-11-21T10:00:00Z');
const site = { name: 'Site', status: 'up', says: null, sinceAt: '2026-11-01T00:00:00Z', settings: {}, facts: {} } as const;

test('an end is said at the tightest threshold that it passed, and not once it is over', () => {
  const levels = (days: number): number[] =>
    warningsOf({ ...site, facts: { certificateEndsOn: today.add({ days }).toString() } }, { today, now, expiryDays: [30, 14, 7, 1] }).map(
      ({ level }) => level,
    );
  assert.deepEqual([31, 30, 15, 14, 8, 7, 2, 1, 0, -1].map(levels), [[], [-30], [-30], [-14], [-14], [-7], [-7], [-1], [-1], []]);
});

test('a disk is said by steps, and left to the incident once it is full', () => {
  const disks = (percent: number): number[] =>
    warningsOf(
      { ...site, status: 'warn', settings: { warnPercent: 85, downPercent: 95 }, facts: { disks: [{ name: 'C:', percent }] } },
      { today, now, expiryDays: [30] },
    )
      .filter(({ subject }) => subject.startsWith('disk'))
      .map(({ level }) => level);
  assert.deepEqual([84, 85, 89, 90, 94, 95].map(disks), [[], [85], [85], [90], [90], []]);
});

test('what is slow is said once it has lasted a day', () => {
  const slow = (sinceAt: string): number =>
    warningsOf({ ...site, status: 'warn', says: 'Le site répond lentement.', sinceAt }, { today, now, expiryDays: [30] }).length;
  assert.deepEqual([slow('2026-11-21T08:00:00Z'), slow('2026-11-20T09:00:00Z')], [0, 1]);
});

const setFacts = (id: string, facts: Facts, status = 'up'): Promise<unknown> =>
  within(w, w.operator, (ctx) =>
    sql`update monitoring.state set facts = ${JSON.stringify(facts)}, status = ${status} where id = ${id}`.execute(ctx.tx),
  );
const pass = async (instant: string): Promise<void> => {
  w.it.clock.set(instant);
  await tellWarnings(contextWithoutTransaction(w.it.house, { actor: { kind: 'job', name: 'monitoring.warn' }, organisation: null }));
  await w.it.settle();
};
const noticesOf = async (person: TestPerson): Promise<{ title: string; href: string }[]> => {
  const caller = await signedIn(w.it.app, person);
  return (await caller({ method: 'GET', url: '/api/me/notices' })).json<{ rows: { title: string; href: string }[] }>().rows;
};

test('a certificate that ends reaches those who answer, by notice and by mail, once a threshold and never at night', async () => {
  const { id } = await addCheck(w, { kind: 'heartbeat', settings: { silenceSeconds: 86_400 } }, { name: 'Site de la commune' });
  await setFacts(id, { certificateEndsOn: '2026-12-21' });
  const told = async (): Promise<string[]> => (await noticesOf(w.technicianPerson)).map(({ title }) => title);
  await pass('2026-11-21T03:10:00Z');
  assert.deepEqual(await told(), []);
  await pass('2026-11-21T09:10:00Z');
  await pass('2026-11-21T10:10:00Z');
  await pass('2026-11-30T09:10:00Z');
  assert.deepEqual(await told(), ['Croignon-les-Essais : Le certificat de « Site de la commune » expire dans 30 jours, le 21 décembre 2026.']);
  assert.match(await lastMailTo(w.it, w.technicianPerson.email), /expire dans 30 jours/);
  await pass('2026-12-08T09:10:00Z');
  assert.equal((await told()).length, 2);
  assert.match((await told())[0] ?? '', /dans 13 jours/);
  // Renewed, it is another certificate: it is told when its own time comes.
  await setFacts(id, { certificateEndsOn: '2027-03-10' });
  await pass('2026-12-20T09:10:00Z');
  assert.equal((await told()).length, 2);
  await pass('2027-02-10T09:10:00Z');
  assert.equal((await told()).length, 3);
  assert.equal((await noticesOf(secretaryPerson)).length, 0);
  const technician = await signedIn(w.it.app, w.technicianPerson);
  const list = await technician({ method: 'GET', url: `/api/o/${w.operator.slug}/monitoring/expiries?within=30` });
  assert.deepEqual(
    list.json<{ rows: object[] }>().rows.map((row) => ({ ...row, checkId: '', body: '', readAt: '' })),
    [
      {
        checkId: '',
        body: '',
        readAt: '',
        name: 'Site de la commune',
        what: 'certificate',
        on: '2027-03-10',
        daysLeft: 28,
        toldAt: '2027-02-10T09:10:00Z',
      },
    ],
  );
  await setFacts(id, {});
});

test('a disk that fills reaches the body too where the operator chose so, and again only when it is worse', async () => {
  const administrator = await signedIn(w.it.app, await makePerson(w.it, [{ in: w.operator, roles: ['administrator'] }]));
  const warnings = { expiryDays: [7], fromHour: 0, untilHour: 24, tellsBody: true };
  const url = `/api/o/${w.operator.slug}/monitoring/settings`;
  const change = (over: object) => administrator({ method: 'PUT', url, payload: { steps: [], isOpen: false, warnings: { ...warnings, ...over } } });
  assert.equal((await change({ untilHour: 0 })).statusCode, 400);
  assert.ok((await change({})).statusCode < 300);
  w.technician = await signedIn(w.it.app, w.technicianPerson);
  const settings = { silenceSeconds: 86_400, warnPercent: 85, downPercent: 95 };
  const { id } = await addCheck(w, { kind: 'disk', settings }, { name: 'NAS' });
  const disk = (percent: number) => setFacts(id, { disks: [{ name: 'C:', percent }] }, percent >= 85 ? 'warn' : 'up');
  const told = async (): Promise<string[]> => (await noticesOf(secretaryPerson)).map(({ title }) => title).filter((title) => title.includes('NAS'));
  await disk(86);
  await pass('2027-02-11T02:10:00Z');
  assert.deepEqual(await told(), ['Le disque C: de « NAS » est plein à 86 %.']);
  await disk(84);
  await pass('2027-02-11T03:10:00Z');
  await disk(87);
  await pass('2027-02-11T04:10:00Z');
  assert.equal((await told()).length, 1, 'what swings around its threshold is told once');
  await disk(91);
  await pass('2027-02-11T05:10:00Z');
  assert.equal((await told()).length, 2);
  await disk(80);
  await pass('2027-02-19T05:10:00Z');
  await disk(86);
  await pass('2027-02-20T05:10:00Z');
  assert.equal((await told()).length, 3, 'emptied for a week, it is news again');
  await setFacts(id, {});
});

test('many at once are one notice that leads to the list', async () => {
  w.technician = await signedIn(w.it.app, w.technicianPerson);
  for (const name of ['Un', 'Deux', 'Trois', 'Quatre']) {
    const { id } = await addCheck(w, { kind: 'heartbeat', settings: { silenceSeconds: 86_400 } }, { name: `Site ${name}` });
    await setFacts(id, { certificateEndsOn: '2027-02-25' });
  }
  const before = (await noticesOf(w.technicianPerson)).length;
  await pass('2027-02-21T09:10:00Z');
  const notices = await noticesOf(w.technicianPerson);
  assert.equal(notices.length, before + 1);
  assert.match(notices[0]?.title ?? '', /^4 choses à prévoir, dont 4 qui pressent\. La première : Croignon-les-Essais\./);
  assert.equal(notices[0]?.href, `/o/${w.operator.slug}/surveillance/echeances`);
});
