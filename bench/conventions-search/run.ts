// SPDX-License-Identifier: EUPL-1.2
/**
 * The register of an operator that holds 36,000 conventions, a tenth with the text of a document: words of every sort, then the filters and the
 * sorts of the screen, through HTTP, one at a time; and the plans of what the search runs. Aim: p95 under 50 ms.
 * `node_modules/node/bin/node bench/conventions-search/run.ts`
 */
import { cpus, loadavg } from 'node:os';
import { openTestHouse } from '#platform/testing/house.ts';
import dossiers from '#rooms/dossiers/room.ts';
import adhesions from '#rooms/adhesions/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';

const CONVENTIONS = 36_000;
const RUNS = 60;
const AIM_MS = 50;

const test = await openTestHouse([...quoteRooms, rights, dossiers, adhesions], { seed: nationalRegister });
const operator = await makeOperator(test, 'cdg-47');
const filled = performance.now();
await asOwner(test, async (db) => {
  await db.query(
    `insert into adhesions.convention
       (organisation_id, id, kind, number, payer_id, beneficiary_id, edition, yearly_cents, begins_on, ends_on, proofs, concluded_at, concluded_by)
     select $1, gen_random_uuid(), 'package', 'AN-' || (2015 + n % 11) || '-' || lpad(n::text, 5, '0'), b.id, b.id,
       case n % 2 when 0 then 'cdg47-deux-forfaits' else 'cdg47-cinq-forfaits' end, 50000 + n::int,
       date '2015-01-01' + (n % 4000)::int, case n % 3 when 0 then null else date '2026-01-01' + (n % 3000)::int end,
       jsonb_build_object('number', 'D' || n, 'identifier', '047-' || b.siren || '-20240101-D' || n || '-DE'), now(), 'banc'
     from (select (row_number() over (order by insee))::int as n, id, siren from organisations.body where kind = 'commune' and insee is not null limit ${CONVENTIONS}) b`,
    [operator.body.id],
  );
  await db.query(
    `insert into adhesions.passage (organisation_id, id, convention_id, payer_id, beneficiary_id, source_id, document, page, body, words)
     select c.organisation_id, gen_random_uuid(), c.id, c.payer_id, c.beneficiary_id, gen_random_uuid(), 'convention.pdf', 1,
       'La présente convention fixe les modalités de mise à disposition du référent numérique mot' || (row_number() over ()) % 500 || ' et de la médiation.', ''
     from adhesions.convention c
     where c.yearly_cents % 10 = 0`,
  );
  await db.query('vacuum analyze adhesions.convention');
  await db.query('vacuum analyze adhesions.register_entry');
  await db.query('vacuum analyze adhesions.passage');
});
console.log(`machine   ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
console.log(
  `register  ${CONVENTIONS} conventions, ${CONVENTIONS / 10} with a document, written in ${((performance.now() - filled) / 1000).toFixed(1)} s`,
);

const at = (n: number, of: number): number => 1 + ((n * 7_919) % of);
const kinds: Readonly<Record<string, (n: number) => string>> = {
  'a number': (n) => `q=AN-${2015 + (at(n, CONVENTIONS) % 11)}-${String(at(n, CONVENTIONS)).padStart(5, '0')}`,
  'a number of nobody': (n) => `q=AN-2031-${String(at(n, CONVENTIONS)).padStart(5, '0')}`,
  'an act': (n) => `q=D${at(n, CONVENTIONS)}`,
  'a name': (n) => `q=${['Marmande', 'Saint-Jean', 'Bordeaux', 'Nérac', 'Villeneuve'][n % 5]}`,
  'a mistake': (n) => `q=${['Marmende', 'Bordaux', 'Villenneuve'][n % 3]}`,
  'words of a document': (n) => `q=référent mot${at(n, 499)}`,
  'no words': () => '',
  'sorted by name': (n) => `sort=beneficiary&page=${at(n, 100)}`,
  'sorted by end': (n) => `sort=endsOn&page=${at(n, 100)}`,
  'ends in six months': () => 'endsWithin=6',
  'ended, one edition': () => 'status=ended&edition=cdg47-cinq-forfaits',
};
const all: number[] = [];
for (const [name, query] of Object.entries(kinds)) {
  const took: number[] = [];
  for (let n = -5; n < RUNS; n += 1) {
    const begun = performance.now();
    const answer = await operator.manager({ url: `/api/o/${operator.body.slug}/adhesions/conventions?${query(Math.abs(n))}` });
    if (answer.statusCode !== 200) throw new Error(`${name}: ${answer.body}`);
    if (n >= 0) took.push(performance.now() - begun);
  }
  all.push(...took);
  console.log(`${name.padEnd(20)} ${percentiles(took)}`);
}
console.log(`${'all'.padEnd(20)} ${percentiles(all)}   aim: p95 < ${AIM_MS} ms: ${share(all, 0.95) < AIM_MS ? 'held' : 'missed'}`);

await asOwner(test, async (db) => {
  const plan = async (query: string): Promise<string> =>
    (await db.query<{ 'QUERY PLAN': string }>(`explain ${query}`)).rows.map((row) => row['QUERY PLAN']).join('\n');
  const words = await plan(
    `select id from adhesions.register_entry where words @@ adhesions.asked('Marmande') and organisation_id = '${operator.body.id}'`,
  );
  const mistake = await plan(`select id from adhesions.register_entry where 'marmende' <% folded and organisation_id = '${operator.body.id}'`);
  console.log(
    `plans     words: ${/Index Scan on (\w+)/.exec(words)?.[1] ?? words}, mistakes: ${/Index Scan on (\w+)/.exec(mistake)?.[1] ?? mistake}`,
  );
});
await test.close();

function percentiles(took: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((of) => `p${of * 100} ${share(took, of).toFixed(1).padStart(6)} ms`).join('   ');
}

function share(took: readonly number[], of: number): number {
  return took.toSorted((one, other) => one - other)[Math.floor(took.length * of)] ?? Infinity;
}
