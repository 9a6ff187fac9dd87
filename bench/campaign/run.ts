// SPDX-License-Identifier: EUPL-1.2
/**
 * Five hundred communes under convention are proposed another edition: dry run, letters written and set in PDF, then every rider with its rights.
 * Aim: apply under 10 s. `node_modules/node/bin/node bench/campaign/run.ts`
 */
import { cpus, loadavg } from 'node:os';
import { runJob } from '#platform/jobs/work.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import { APPLY_LETTERS } from '#rooms/adhesions/campaigns/apply-letters.ts';
import { SET_LETTERS } from '#rooms/adhesions/campaigns/set-letters.ts';
import adhesions from '#rooms/adhesions/room.ts';
import { takeOverFile, type TakeOverLine } from '#rooms/adhesions/take-over/testing.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, signedIn } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';

const BODIES = 500;
const AIM_S = 10;
const FROM = 'cdg47-deux-forfaits';
const TO = 'cdg47-cinq-forfaits';

const test = await openTestHouse([...quoteRooms, rights, dossiers, adhesions], { seed: nationalRegister });
const operator = await makeOperator(test, 'cdg-47');
const at = `/api/o/${operator.body.slug}/adhesions`;
console.log(`machine   ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);

await takeOver();
const { id, lines } = await timed('dry run', () => post('/campaigns', settings()));
const { rows } = await get(`/campaigns/${id}?size=1`).then(() => get(`/campaigns/${id}/lines?size=1&verdict=priced`));
console.log(`          ${lines} lines, the first: ${rows[0]?.beforeCents} → ${rows[0]?.afterCents} cents`);
const { letters } = await timed('letters', () => post(`/campaigns/${id}/sending`, {}));
await timed('PDF', () => job(SET_LETTERS));
console.log(`          ${letters} letters`);
test.clock.set('2027-04-02T09:00:00Z');
operator.head = await signedIn(test.app, operator.headPerson);
await post(`/campaigns/${id}/application`, {}, operator.head);
let seconds = 0;
const ran = await test.queriesDuring(async () => {
  seconds = await clocked(() => job(APPLY_LETTERS));
});
const done = await asOwner(test, (db) =>
  db.query<{ riders: number; openings: number }>(
    `select (select count(*)::int from adhesions.campaign_letter where outcome = 'applied') as riders,
       (select count(*)::int from rights.opening where begins_on = '2027-07-01') as openings`,
  ),
);
console.log(`apply     ${seconds.toFixed(2)} s: ${done.rows[0]?.riders} riders, ${done.rows[0]?.openings} rights that begin with them`);
console.log(`          ${ran.length} statements, ${(ran.length / BODIES).toFixed(1)} a letter`);
console.log(`aim       apply < ${AIM_S} s: ${seconds < AIM_S ? 'held' : 'missed'}`);
const again = await clocked(() => job(APPLY_LETTERS));
console.log(`again     ${again.toFixed(2)} s`);
await test.close();

async function takeOver(): Promise<void> {
  const { rows: communes } = await asOwner(test, (db) =>
    db.query<{ insee: string }>(
      `select insee from organisations.body where kind = 'commune' and (insee like '47%' or insee like '33%') order by insee limit ${BODIES}`,
    ),
  );
  const file: (TakeOverLine & { number: string })[] = communes.map(({ insee }, rank) => ({
    number: `AN-${rank}`,
    kind: 'forfait',
    body: insee,
    edition: FROM,
    begins: '01/01/2025',
    items: 'forfait-metiers | forfait-technologie',
    uses: 'sauvegarde-go = 3,5',
  }));
  await post('/take-overs', { ...takeOverFile(file), numbers: file.map(({ number }) => number) });
}

function settings() {
  return {
    title: 'Passage à cinq forfaits',
    from: FROM,
    to: TO,
    takesEffectOn: '2027-07-01',
    answerBy: '2027-03-31',
    appliesTo: 'unless-refused',
    legalGround: 'Article 7 de la convention : les tarifs votés par le conseil d’administration s’appliquent à leur date.',
  };
}

function job(name: string): Promise<unknown> {
  const found = test.house.index.jobs.get(name);
  if (!found) throw new Error(`no job ${name}`);
  return runJob(test.house, found, { organisation: operator.body.id, campaign: id });
}

async function post(path: string, payload: object, caller = operator.manager) {
  const answer = await caller({ method: 'POST', url: `${at}${path}`, payload });
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body.slice(0, 500)}`);
  return answer.statusCode === 204 ? {} : answer.json();
}

async function get(path: string) {
  return (await operator.manager({ url: `${at}${path}` })).json();
}

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  let result: Result | undefined;
  const seconds = await clocked(async () => {
    result = await work();
  });
  console.log(`${name.padEnd(9)} ${seconds.toFixed(2)} s`);
  return result as Result; // `work` has run
}

async function clocked(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
