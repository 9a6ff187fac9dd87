// SPDX-License-Identifier: EUPL-1.2
/**
 * What loading who, mandates and rights adds to a request, over the whole national register with people in it: 40,000 persons, 60,000 mandates,
 * 5,000 composed roles, 20,000 delegations. Baseline: the same request without a session. Aim: under 0.5 ms added at the median.
 * `node_modules/node/bin/node bench/who-is/run.ts`
 */
import { cpus, loadavg } from 'node:os';
import { Client } from 'pg';
import { houseCookieName } from '#platform/http/house-cookie.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import people from '#rooms/people/room.ts';
import { secretDigest } from '#rooms/people/sign-in/session.ts';

const PERSONS = 40_000;
const REQUESTS = 1_500;
const WARM_UP = 200;
const AIM_MS = 0.5;

const test = await openTestHouse([organisations, people], { seed: nationalRegister });
const owner = new Client({ connectionString: test.ownerUrl });
await owner.connect();
await populate();
const { rows: slugs } = await owner.query<{ slug: string; person: number }>(
  `select b.slug, k.n as person from bench_key k join people.mandate m on m.person_id = k.person_id join organisations.body b on b.id = m.organisation_id
   where k.n % 37 = 0 and m.ends_on is null order by k.n limit 1000`,
);
const cookieName = houseCookieName('beffroi', test.house.settings.publicUrl);
const address = await test.app.listen({ port: 0, host: '127.0.0.1' });

const kinds = {
  'no session': () => call('/api/operators', null),
  'session, no body': (at: number) => call('/api/operators', secretOf(personAt(at))),
  'session, body': (at: number) => call(`/api/o/${slugAt(at)}/appearance`, secretOf(personAt(at))),
  'no session, body': (at: number) => call(`/api/o/${slugAt(at)}/appearance`, null),
} as const;
const times = new Map<string, number[]>(Object.keys(kinds).map((kind) => [kind, []]));
for (let at = 0; at < REQUESTS + WARM_UP; at++)
  for (const [kind, ask] of Object.entries(kinds)) {
    const begun = performance.now();
    await ask(at);
    if (at >= WARM_UP) times.get(kind)?.push(performance.now() - begun);
  }

const question = `select people.who($1, $2::timestamptz, $3::uuid) as who`;
const asked: number[] = [];
const trip: number[] = [];
const bodyIds = (await owner.query<{ id: string }>('select id from organisations.body where slug = any ($1)', [slugs.map(({ slug }) => slug)])).rows;
const server = new Client({ connectionString: test.serverUrl });
await server.connect();
const now = test.clock.now().toString();
for (let at = 0; at < REQUESTS + WARM_UP; at++) {
  const values = [secretDigest(secretOf(personAt(at))), now, bodyIds[at % bodyIds.length]?.id ?? null];
  const begun = performance.now();
  const { rows: who } = await server.query<{ who: { mandates: unknown[] } | null }>({ name: 'who', text: question, values });
  if (!who[0]?.who?.mandates.length) throw new Error('a session of the bench opens nothing');
  const between = performance.now();
  await server.query({ name: 'one', text: 'select 1 as one', values: [] });
  if (at < WARM_UP) continue;
  asked.push(between - begun);
  trip.push(performance.now() - between);
}

console.log(`machine    ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`);
const { rows: counts } = await owner.query(`select
  (select count(*) from organisations.body) as bodies, (select count(*) from people.person) as persons, (select count(*) from people.mandate) as mandates,
  (select count(*) from people.role) as roles, (select count(*) from people.delegation) as delegations, (select count(*) from people.session) as sessions`);
console.log(`database   ${JSON.stringify(counts[0])}`);
console.log(`\nover HTTP, ${REQUESTS} of each, one at a time`);
for (const [kind, took] of times) console.log(`${kind.padEnd(18)} ${percentiles(took)}`);
console.log(`\nthe query alone, over the socket`);
console.log(`people.who         ${percentiles(asked)}`);
console.log(`select 1           ${percentiles(trip)}`);
const added = (share: number): number => at(times.get('session, body') ?? [], share) - at(times.get('no session, body') ?? [], share);
const addedByQuery = at(asked, 0.5) - at(trip, 0.5);
console.log(`load       ${loadavg()[0]?.toFixed(1)}: waiting for a turn is counted at the median, hardly at the tenth`);
console.log(
  `added      p10 ${added(0.1).toFixed(2)} ms   p50 ${added(0.5).toFixed(2)} ms   of which the query ${addedByQuery.toFixed(2)} ms   aim: < ${AIM_MS} ms`,
);

// The pages that each part touches say whether it went by its indexes: a scan would touch thousands.
const person = (await owner.query<{ id: string }>('select person_id as id from bench_key where n = $1', [personAt(1)])).rows[0]?.id;
const body = bodyIds[1]?.id;
for (const [part, values] of [
  ['people.who($1, $2::timestamptz, $3::uuid)', [secretDigest(secretOf(personAt(1))), now, body]],
  [`people.mandates_of($1::uuid, $2::timestamptz, '{pwd}', null)`, [person, now]],
  ['people.is_delegate($1::uuid, $2::timestamptz)', [person, now]],
  ['people.delegated_to($1::uuid, $2::timestamptz, $3::uuid)', [person, now, body]],
] as const) {
  const { rows: plan } = await owner.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers, timing off) select ${part}`, [...values]);
  console.log(`\n${part}\n${plan.map((row) => row['QUERY PLAN']).join('\n')}`);
}
await server.end();
await owner.end();
await test.close();

async function populate(): Promise<void> {
  await owner.query(`
    create table bench_key as select n, gen_random_uuid() as person_id from generate_series(1, ${PERSONS}) n;
    create table bench_body as select row_number() over (order by id) as n, id, kind from organisations.body;
    create index on bench_body (n);
    insert into people.person (id, given_name, family_name, created_at) select person_id, 'Jo', 'Essai ' || n, '2026-01-01' from bench_key;
    insert into people.mandate (organisation_id, id, person_id, kind, roles, title, begins_on, ends_on, created_at)
      select b.id, gen_random_uuid(), k.person_id, 'agent', case when k.n % 8 = 0 then '{agent,r-accueil}'::text[] else '{secretary}'::text[] end, 'Fonction',
        '2020-01-01', case when s.i = 3 then date '2025-12-31' end, '2026-01-01'
      from bench_key k
      cross join lateral generate_series(1, case when k.n % 20 = 0 then 6 when k.n % 4 = 0 then 3 else 1 end) s (i)
      join bench_body b on b.n = 1 + (k.n * 7 + s.i * 1301) % (select count(*) from bench_body);
    insert into people.role (organisation_id, id, key, name, permissions, changed_at, changed_by)
      select id, gen_random_uuid(), 'r-accueil', 'Accueil', '{people.read,people.see-colleagues}', '2026-01-01', id from bench_body where n % 7 = 0;
    insert into organisations.operator (body_id, since_on) select id, '2020-01-01' from bench_body where kind <> 'commune' and n % 10 = 0;
    insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at)
      select o.body_id, gen_random_uuid(), e.id, '2020-01-01', 'essai', '2026-01-01'
      from (select body_id, row_number() over (order by body_id) as n from organisations.operator) o
      join (select id, row_number() over (order by id) as n from bench_body where kind <> 'commune') e on e.n % 100 = o.n % 100;
    insert into people.delegation (organisation_id, id, delegate_id, administered_id, covers, permissions, roles, may_delegate, begins_on, granted_by, granted_at)
      select p.organisation_id, gen_random_uuid(), p.body_id, p.body_id, 'members', '{people.read,people.administer}', '{agent}', true, '2020-01-01', p.organisation_id, '2026-01-01'
      from organisations.territory_part p;
    insert into people.delegation (organisation_id, id, delegate_id, administered_id, covers, permissions, roles, may_delegate, begins_on, granted_by, granted_at, parent_by, parent_id, depth)
      select d.delegate_id, gen_random_uuid(), a.member_id, b.member_id, 'body', '{people.read}', '{}', false, '2020-01-01', d.delegate_id, '2026-01-01', d.organisation_id, d.id, 2
      from people.delegation d
      join organisations.membership a on a.epci_id = d.administered_id
      join lateral (select member_id from organisations.membership m where m.epci_id = a.epci_id and m.member_id <> a.member_id limit 2) b on true
      limit 18000;
    insert into people.sign_in_policy (organisation_id, id, second_factor_roles, changed_at, changed_by) select id, id, '{administrator}', '2026-01-01', id from bench_body where n % 5 = 0;
  `);
  // The digest of each person's session is that of a secret that the bench can write again.
  const { rows } = await owner.query<{ n: number; person_id: string }>('select n, person_id from bench_key order by n');
  const ids = rows.map(({ person_id: id }) => id);
  await owner.query(
    `insert into people.session (person_id, id, secret_digest, created_at, seen_at, expires_at, device, methods, proven_at)
     select s.person_id, gen_random_uuid(), s.digest, $3, $3, '2026-12-31', 'Banc', '{pwd}', $3
     from unnest($1::uuid[], $2::bytea[]) as s (person_id, digest)`,
    [ids, rows.map(({ n }) => secretDigest(secretOf(n))), test.clock.now().toString()],
  );
  await owner.query('vacuum analyze');
}

async function call(path: string, secret: string | null): Promise<void> {
  const response = await fetch(address + path, secret ? { headers: { cookie: `${cookieName}=${secret}` } } : {});
  await response.text();
  if (response.status >= 500) throw new Error(`${path} answered ${response.status}`);
}

function secretOf(n: number): string {
  return `banc-${String(n).padStart(38, '0')}`;
}

function personAt(index: number): number {
  return slugs[index % slugs.length]?.person ?? 1;
}

function slugAt(index: number): string {
  return slugs[index % slugs.length]?.slug ?? '';
}

function percentiles(took: readonly number[]): string {
  return [0.1, 0.5, 0.95, 0.99].map((share) => `p${share * 100} ${at(took, share).toFixed(2).padStart(6)} ms`).join('   ');
}

function at(took: readonly number[], share: number): number {
  return took.toSorted((one, other) => one - other)[Math.floor(took.length * share)] ?? Infinity;
}
