// SPDX-License-Identifier: EUPL-1.2
/**
 * Takes over 500 communes under convention, each with two packages, an option, uses and a certificate: preview, apply, the same file again, undo.
 * Aim: each in a few seconds. `node_modules/node/bin/node bench/take-over/run.ts`
 */
import { cpus, loadavg } from 'node:os';
import { takeOverFile, type TakeOverLine } from '#rooms/adhesions/take-over/testing.ts';
import adhesions from '#rooms/adhesions/room.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import { asOwner } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';

const BODIES = 500;
const AIM_S = 10;

const test = await openTestHouse([...quoteRooms, rights, dossiers, adhesions], { seed: nationalRegister });
const operator = await makeOperator(test, 'cdg-47');
const { rows } = await asOwner(test, (db) =>
  db.query<{ insee: string }>(
    `select insee from organisations.body where kind = 'commune' and insee like '47%' or insee like '33%' order by insee limit ${BODIES}`,
  ),
);
const lines: (TakeOverLine & { number: string })[] = rows.map(({ insee }, at) => ({
  number: `AN-${at}`,
  kind: 'forfait',
  body: insee,
  edition: 'cdg47-deux-forfaits',
  begins: '01/01/2025',
  items: 'forfait-metiers | forfait-technologie | parapheur',
  uses: 'sauvegarde-go = 3,5 | audit = 1 le 15/03/2025',
  certificates: 'Maire = 20/06/2027',
}));
console.log(`machine   ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
const file = takeOverFile(lines);
const post = async (path: string, payload: object) => {
  const begun = performance.now();
  const answer = await operator.manager({ method: 'POST', url: `/api/o/${operator.body.slug}/adhesions/take-overs${path}`, payload });
  if (answer.statusCode !== 200) throw new Error(answer.body.slice(0, 500));
  return { seconds: (performance.now() - begun) / 1000, answer: answer.json() };
};
const numbers = lines.map(({ number }) => number);
const preview = await post('/preview', file);
console.log(`preview   ${preview.seconds.toFixed(2)} s: ${preview.answer.totals.create} to create, ${preview.answer.totals.rights} rights`);
const applied = await post('', { ...file, numbers });
console.log(`apply     ${applied.seconds.toFixed(2)} s: ${applied.answer.created} created`);
const again = await post('', { ...file, numbers });
console.log(`again     ${again.seconds.toFixed(2)} s: ${again.answer.unchanged} unchanged`);
const undone = await post(`/${applied.answer.id}/undo`, {});
console.log(`undo      ${undone.seconds.toFixed(2)} s: ${undone.answer.removed} removed`);
console.log(`aim       apply < ${AIM_S} s: ${applied.seconds < AIM_S ? 'held' : 'missed'}`);
await test.close();
