// SPDX-License-Identifier: EUPL-1.2
/**
 * Imports every commune and EPCI of France into an empty database, imports them again, and reads the register into memory. Aims: import under
 * 30 s, register under 120 MB. `node_modules/node/bin/node --expose-gc bench/import-register/run.ts`
 */
import { cpus } from 'node:os';
import { openTestHouse } from '#platform/testing/house.ts';
import { registerOn, takeInRegister } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';

const AIM_S = 30;
const AIM_MB = 120;

const test = await openTestHouse([organisations, people]);
const before = memory();
const first = await timed(() => takeInRegister(test.house));
const again = await timed(() => takeInRegister(test.house));
const view = await timed(async () => registerOn(test.house, Temporal.PlainDate.from('2026-11-21')));
const held = memory() - before;
await test.close();

console.log(`machine    ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`);
console.log(
  `import     ${first.result.communes} communes and ${first.result.epci} EPCI in ${first.seconds.toFixed(2)} s, read into memory; aim: < ${AIM_S} s`,
);
console.log(`again      ${again.seconds.toFixed(2)} s, ${again.result.added + again.result.changed + again.result.ended} changes`);
console.log(`view       ${view.result.bodies.length} bodies of a day in ${(view.seconds * 1000).toFixed(0)} ms, once`);
console.log(`memory     ${held.toFixed(0)} MB held; aim: < ${AIM_MB} MB`);
process.exitCode = first.seconds < AIM_S && held < AIM_MB ? 0 : 1;

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const begun = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - begun) / 1000 };
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
