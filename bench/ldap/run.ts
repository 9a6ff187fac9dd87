// SPDX-License-Identifier: EUPL-1.2
/**
 * A body of 5,000 people over LDAP: how long a bind takes, and each search that mail and file servers make, one at a time on one connection.
 * `node_modules/node/bin/node bench/ldap/run.ts`
 */
import { cpus, loadavg } from 'node:os';
import { octets, element, SEQUENCE } from '#rooms/people/ldap/ber/write-ber.ts';
import { makeAppPassword, openTestLdap, rawClient, say } from '#rooms/people/ldap/testing.ts';
import { asOwner, makeBody, makePerson } from '#rooms/people/testing.ts';

const PEOPLE = 5_000;
const RUNS = 100;
const WARM_UP = 10;

const it = await openTestLdap();
const body = await makeBody(it.house, { name: 'Grande-Ville' });
const reader = await makePerson(it.house, [{ in: body, roles: ['secretary'] }]);
const { secret } = await makeAppPassword(it, reader);
await asOwner(it.house, async (db) => {
  await db.query(
    `with made as (
       insert into people.person (id, given_name, family_name, created_at)
       select gen_random_uuid(), 'Camille', 'Banc ' || n, '2026-01-01' from generate_series(1, ${PEOPLE - 1}) n returning id, family_name)
     insert into people.mandate (organisation_id, id, person_id, roles, title, email, begins_on, created_at)
     select $1, gen_random_uuid(), id, case when right(family_name, 2) = '00' then '{treasurer}'::text[] else '{agent}'::text[] end, 'Fonction',
       replace(lower(family_name), ' ', '-') || '@mairie.exemple', '2020-01-01', '2026-01-01'
     from made`,
    [body.id],
  );
  await db.query('vacuum analyze');
});

const base = `o=${body.slug},dc=beffroi`;
const client = await rawClient(it.server.port ?? 0);
const bind = say.bind(reader.email, secret);
let id = 0;
const kinds: Readonly<Record<string, (at: number) => Buffer>> = {
  'by uid': (at) => say.equal('uid', `camille.banc-${1 + at}`),
  'by mail': (at) => say.equal('mail', `banc-${1 + at}@mairie.exemple`),
  'cn substring': (at) => element(0xa4, octets('cn'), element(SEQUENCE, octets(`banc ${1_000 + at}`, 0x81))),
  'by memberOf': () => say.equal('memberOf', `cn=treasurer,ou=roles,ou=groups,${base}`),
};
console.log(`machine    ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
console.log(`${PEOPLE} people in the body, ${RUNS} of each`);
for (const [kind, filter] of Object.entries(kinds)) {
  const took = { bind: [] as number[], search: [] as number[] };
  let entries = 0;
  for (let at = 0; at < RUNS + WARM_UP; at++) {
    const begun = performance.now();
    await ended(say.message(++id, bind));
    const between = performance.now();
    entries = await ended(say.message(++id, say.search(base, filter(at), { attributes: ['uid', 'mail', 'cn'] })));
    if (entries === 0) throw new Error(`${kind} finds nobody`);
    if (at < WARM_UP) continue;
    took.bind.push(between - begun);
    took.search.push(performance.now() - between);
  }
  console.log(`${kind.padEnd(14)} ${entries} found   bind ${percentiles(took.bind)}   search ${percentiles(took.search)}`);
}
client.close();
await it.close();

async function ended(message: Buffer): Promise<number> {
  client.send(message);
  for (let entries = 0; ; entries++) {
    const answer = await client.next();
    if (answer?.tag === 0x64) continue;
    if (answer?.code !== 0) throw new Error(`answered ${answer?.code}: ${answer?.says}`);
    return entries;
  }
}

function percentiles(took: readonly number[]): string {
  const sorted = took.toSorted((one, other) => one - other);
  return [0.5, 0.95]
    .map((share) => `p${share * 100} ${(sorted[Math.floor(sorted.length * share)] ?? Infinity).toFixed(1).padStart(6)} ms`)
    .join('  ');
}
