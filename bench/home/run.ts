// SPDX-License-Identifier: EUPL-1.2
/**
 * Asks for the home page of a secretary of twelve communes, and of one of them, on the demonstration over the national register, through a real
 * socket, one at a time. Aim: p95 under 60 ms, and as many queries for twelve as for one. `node_modules/node/bin/node bench/home/run.ts`
 */
import { cpus } from 'node:os';
import { openTestHouse } from '#platform/testing/house.ts';
import { asOwner, makePerson, type TestBody } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';
import { demonstrationKey, demonstrationSeed } from '../../tools/every-room/demonstration-seed.ts';

const REQUESTS = 400;
const AIM_MS = 60;

const test = await openTestHouse(rooms, { seed: demonstrationSeed, settings: { secretKey: demonstrationKey } });
const communes = await asOwner(test, async (client) => {
  const { rows } = await client.query<TestBody>(
    `select b.id, b.slug, b.name from organisations.membership m
     join organisations.body b on b.id = m.member_id
     join organisations.body e on e.id = m.epci_id
     where e.siren in ('243301355', '243301405') and m.until_on is null
     order by b.name limit 12`,
  );
  return rows;
});
const address = await test.app.listen({ port: 0, host: '127.0.0.1' });
const roles = ['secretary', 'body-administrator'];

console.log(`machine    ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`);
console.log(`rooms      ${rooms.length}, ${REQUESTS} requests each, one at a time`);
const one = await measure(communes.slice(0, 1));
const twelve = await measure(communes);
await test.close();
console.log(
  `aim        p95 < ${AIM_MS} ms for twelve communes: ${at(twelve.took, 0.95) < AIM_MS ? 'held' : 'missed'}; ${one.queries === twelve.queries ? 'as many queries for twelve as for one' : 'MORE QUERIES FOR TWELVE'}`,
);

async function measure(bodies: readonly TestBody[]): Promise<{ took: number[]; queries: number }> {
  const person = await makePerson(test, bodies.map((body) => ({ in: body, roles }))); // prettier-ignore
  const signedIn = await test.app.inject({ method: 'POST', url: '/api/session', payload: { email: person.email, password: person.password } });
  const [session] = signedIn.cookies;
  const headers = { cookie: `${session?.name}=${session?.value}` };
  const took: number[] = [];
  const ask = async (): Promise<void> => {
    const begun = performance.now();
    const response = await fetch(`${address}/api/me/home`, { headers });
    await response.text();
    if (response.status !== 200) throw new Error(`the home page answered ${response.status}`);
    took.push(performance.now() - begun);
  };
  // The first requests open connections and compile.
  for (let warm = 0; warm < 30; warm++) await ask();
  const { length: queries } = await test.queriesOf(ask);
  took.length = 0;
  for (let asked = 0; asked < REQUESTS; asked++) await ask();
  const name = bodies.length === 1 ? 'one body' : `${bodies.length} bodies`;
  console.log(`${name.padEnd(10)} ${percentiles(took)}   ${queries} queries`);
  return { took, queries };
}

function percentiles(took: number[]): string {
  return [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${at(took, share).toFixed(1).padStart(5)} ms`).join('   ');
}

function at(took: number[], share: number): number {
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * share)] ?? Infinity;
}
