// SPDX-License-Identifier: EUPL-1.2
/**
 * An opening day of 500 bodies × 30 rights, then "may this body use it?" with every body of the country subscribed.
 * `node_modules/node/bin/node bench/rights/run.ts`
 */
import { cpus, loadavg } from 'node:os';
import { rightsOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody } from '#rooms/people/testing.ts';
import catalogue from '#rooms/catalogue/room.ts';
import rights from '#rooms/rights/room.ts';
import { openRights, type Opening } from '#rooms/rights/api.ts';
import type { Tables } from '#rooms/rights/tables.ts';

const BODIES = 500;
const SERVICES = 30;
const QUESTIONS = 20_000;
const aims = { openingS: 10, questionP99Ms: 1 };

const it = await openTestHouse([organisations, people, catalogue, rights], { seed: nationalRegister });
const operator = await makeBody(it, { kind: 'syndicat' });
const ids = await asOwner(it, async (client) =>
  (await client.query<{ id: string }>('select id from organisations.body order by id')).rows.map(({ id }) => id),
);
const services = Array.from({ length: SERVICES }, (_, at) => ({ service: `service-${at}`, label: `Service ${at}`, source: { offer: 'banc' } }));

const opening = await timed(() => open(ids.slice(0, BODIES)));
for (let at = BODIES; at < ids.length; at += 2_000) await open(ids.slice(at, at + 2_000));
// As autovacuum leaves it: otherwise the first to read a page pays for a million rows just written.
await asOwner(it, (client) => client.query('vacuum analyze rights.opening'));

const provider = rightsOf(it.house);
const asked: number[] = [];
for (let at = 0; at < QUESTIONS; at++) {
  const body = ids[Math.floor(Math.random() * ids.length)] ?? '';
  const begun = performance.now();
  if (!(await provider.holds(it.house, body, `service-${at % SERVICES}`))) throw new Error('a right that was opened is not held');
  asked.push(performance.now() - begun);
}
asked.sort((a, b) => a - b);
const at = (share: number) => asked[Math.floor(asked.length * share)] ?? 0;
await it.close();

console.log(`machine        ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
console.log(`opening day    ${BODIES} bodies × ${SERVICES} rights: ${(opening / 1000).toFixed(1)} s   aim: under ${aims.openingS} s`);
console.log(
  `may I?         ${ids.length} bodies subscribed, ${QUESTIONS} questions: p50 ${at(0.5).toFixed(2)} ms, p99 ${at(0.99).toFixed(2)} ms   aim: p99 under ${aims.questionP99Ms} ms`,
);

function open(bodies: readonly string[]): Promise<unknown> {
  const openings = bodies.map((beneficiaryId): Opening => ({
    beneficiaryId,
    openingKey: 'banc',
    beginsOn: Temporal.PlainDate.from('2026-01-01'),
    services,
    allowances: [],
  }));
  return inContext<Tables, unknown>(it.house, { actor: { kind: 'job', name: 'banc' }, organisation: operator.id }, (ctx: Context<Tables>) =>
    openRights(ctx, openings),
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
