// SPDX-License-Identifier: EUPL-1.2
/** The ministry's calendar file, as it is laid out on data.education.gouv.fr. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import room from '../room.ts';
import { openLeave } from '../testing.ts';
import { readSchoolCalendar } from './read-school-calendar.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

const event = (summary: string, from: string, until?: string): string =>
  ['BEGIN:VEVENT', 'DTSTAMP:20320716T124531Z', `DTSTART;VALUE=DATE:${from}`, ...(until ? [`DTEND;VALUE=DATE:${until}`] : []), `SUMMARY:${summary}`, `UID:${from}${summary.length}@data.education.gouv.fr`, 'TRANSP:TRANSPARENT', 'END:VEVENT'].join('\r\n'); // prettier-ignore
const calendar = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//education.gouv.fr//', ...events, 'END:VCALENDAR', ''].join('\r\n');
// A school year that no text has fixed yet.
const file = calendar(
  event('Rentrée scolaire des élèves - Zones A/B/C', '20330901'),
  event("Début des Vacances d'Été - Zones A/B/C", '20330702', '20330702'),
  event("Vacances d'Été(prérentrée Enseignants) - Zones A/B/C", '20330828', '20330901'),
  event("Vacances d'Hiver - Zones A/B", '20330212', '20330219'),
  event("Vacances d'Hiver - Zone A", '20330205', '20330212'),
  event("Vacances d'Hiver - Zone C", '20330219', '20330307'),
  event('Vacances de Noël - Zones A/B/C', '20321218', '20330103'),
);
const says = (zone: 'A' | 'B' | 'C' | null) =>
  readSchoolCalendar(file, zone)?.map(({ name, from, until }) => `${name} ${from.toString()} ${until.toString()}`);

test('a zone reads its own holidays, until the eve of the return, split ones joined', () => {
  assert.deepEqual(says('A'), [
    'Vacances de Noël 2032-12-18 2033-01-02',
    'Vacances d’Hiver 2033-02-05 2033-02-18',
    'Vacances d’Été 2033-07-02 2033-08-31',
  ]);
  assert.deepEqual(says('C')?.[1], 'Vacances d’Hiver 2033-02-19 2033-03-06');
  assert.equal(says('B')?.[1], 'Vacances d’Hiver 2033-02-12 2033-02-18');
  assert.equal(readSchoolCalendar('Bonjour', 'A'), null);
});

test('the file is imported once: again, it adds nothing, and what is no calendar is refused', async () => {
  const leave = await openLeave(it);
  const as = await leave.person(['secretary']);
  const send = (text: string) =>
    as({ method: 'POST', url: leave.url('/school-breaks/import'), payload: { content: Buffer.from(text).toString('base64') } });
  assert.deepEqual((await send(file)).json(), { added: 3, known: 0 });
  assert.deepEqual((await send(file)).json(), { added: 0, known: 3 });
  const { breaks } = (await as({ url: leave.url('/days-off') })).json<{ breaks: { id: string | null; beginsOn: string }[] }>();
  assert.ok(breaks.some(({ id, beginsOn }) => id !== null && beginsOn === '2033-02-05'));
  assert.equal((await send('Bonjour')).json().code, 'leave.not-a-calendar');
  assert.equal((await send(calendar(event('Vacances de Noël', '20081220', '20090105')))).json().code, 'leave.no-school-break');
});

test('a year that the body had typed before its text was known is told once, and the text is said of the others', async () => {
  const leave = await openLeave(it); // zone A
  const as = await leave.person(['secretary']);
  const typed = { name: 'Vacances de février', beginsOn: '2027-02-13', endsOn: '2027-02-28' };
  assert.equal((await as({ method: 'POST', url: leave.url('/school-breaks'), payload: typed })).statusCode, 200);
  const { breaks } = (await as({ url: leave.url('/days-off') })).json<{ breaks: { id: string | null; beginsOn: string; text: string | null }[] }>();
  const [winter, ...others] = breaks.filter(({ beginsOn }) => beginsOn.startsWith('2027-02'));
  assert.deepEqual([typeof winter?.id, winter?.text, others.length], ['string', null, 0]);
  assert.match(breaks.find(({ beginsOn }) => beginsOn === '2027-04-10')?.text ?? '', /^Arrêté du 22 octobre 2025/);
});
