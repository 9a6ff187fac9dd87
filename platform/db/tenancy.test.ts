// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '../testing/test-server.ts';
import { uuidV7 } from '../uuid.ts';
import { openDatabase, type Database } from './database.ts';
import { acrossOrganisations, inNoOrganisation, inOrganisation, inOrganisations } from './scopes.ts';

const [one, two] = [uuidV7(), uuidV7()];
let database: TestDatabase;
let db: Database;

before(async () => {
  database = await testDatabase();
  db = openDatabase(database.serverUrl, { connections: 1 });
  await asOwner(`
    create schema probe;
    create table probe.note (organisation_id uuid not null, id uuid not null, text text not null, primary key (organisation_id, id));
    select platform.declare_owned('probe.note');
    create view probe.recent with (security_invoker = true) as select * from probe.note;
    select platform.declare_view('probe.recent');
    create table probe.call (organisation_id uuid not null, id uuid not null, payer_id uuid, primary key (organisation_id, id));
    select platform.declare_shared('probe.call', array['payer_id']);
    create table probe.line (organisation_id uuid not null, id uuid not null, primary key (organisation_id, id));
    select platform.declare_owned('probe.line', append_only => true);
    create table probe.secret (person_id uuid not null, id uuid not null, primary key (person_id, id));
    select platform.declare_identity('probe.secret', 'person_id');
    create table probe.illness (organisation_id uuid not null, id uuid not null, person_id uuid, primary key (organisation_id, id));
    select platform.declare_owned('probe.illness');
    select platform.declare_sensitive('probe.illness', 'probe.medical', 'person_id');`);
  for (const body of [one, two]) {
    await inOrganisation(db, body, async (tx) => {
      await sql`insert into probe.note values (${body}, ${uuidV7()}, 'note')`.execute(tx);
      await sql`insert into probe.line values (${body}, ${uuidV7()})`.execute(tx);
    });
  }
});
after(async () => {
  await db.close();
  await database.drop();
});

const notes = sql<{ organisation_id: string }>`select organisation_id from probe.note order by 1`;

test('shows a body its own rows, and none of another', async () => {
  const { rows } = await inOrganisation(db, one, (tx) => notes.execute(tx));
  assert.deepEqual(rows, [{ organisation_id: one }]);
});

test('raises when no body was said, instead of showing nothing', async () => {
  await assert.rejects(notes.execute(db.kysely), /beffroi\.readable|invalid input syntax|malformed array/);
  await assert.rejects(
    inNoOrganisation(db, (tx) => notes.execute(tx)),
    /malformed array/,
  );
});

test('forgets the body when the connection goes back to the pool', async () => {
  await inOrganisation(db, one, (tx) => notes.execute(tx));
  await assert.rejects(notes.execute(db.kysely), /malformed array/);
});

test('refuses a row written for another body', async () => {
  await assert.rejects(
    inOrganisation(db, one, (tx) => sql`insert into probe.note values (${two}, ${uuidV7()}, 'intruse')`.execute(tx)),
    /row-level security/,
  );
  await assert.rejects(
    inOrganisation(db, one, (tx) => sql`update probe.note set organisation_id = ${two}`.execute(tx)),
    /row-level security/,
  );
  const { numAffectedRows } = await inOrganisation(db, one, (tx) => sql`delete from probe.note where organisation_id = ${two}`.execute(tx));
  assert.equal(numAffectedRows, 0n);
});

test('hides a sensitive row without the permission, but from the person whom it is about', async () => {
  const person = uuidV7();
  const insert = sql`insert into probe.illness values (${one}, ${uuidV7()}, ${person})`;
  const illnesses = async (options: { person?: string; sees?: string[] }, body = one) =>
    (await inOrganisation(db, body, (tx) => sql`select id from probe.illness`.execute(tx), options)).rows.length;
  await assert.rejects(
    inOrganisation(db, one, (tx) => insert.execute(tx), { sees: ['probe.other'] }),
    /row-level security/,
  );
  await inOrganisation(db, one, (tx) => insert.execute(tx), { sees: ['probe.medical'] });
  assert.deepEqual([await illnesses({}), await illnesses({ sees: ['probe.other'] }), await illnesses({ person: uuidV7() })], [0, 0, 0]);
  assert.deepEqual([await illnesses({ sees: ['probe.medical'] }), await illnesses({ person })], [1, 1]);
  assert.equal(await illnesses({ sees: ['probe.medical'], person }, two), 0, 'tenancy stands beside it');
});

test('reads several bodies at once and writes none of them', async () => {
  const { rows } = await inOrganisations(db, [one, two], (tx) => notes.execute(tx));
  assert.equal(rows.length, 2);
  await assert.rejects(
    inOrganisations(db, [one, two], (tx) => sql`insert into probe.note values (${one}, ${uuidV7()}, 'x')`.execute(tx)),
    /invalid input syntax for type uuid/,
  );
});

test('holds through a view', async () => {
  const { rows } = await inOrganisation(db, two, (tx) => sql`select organisation_id from probe.recent`.execute(tx));
  assert.deepEqual(rows, [{ organisation_id: two }]);
});

test('refuses to publish a view that would read with the rights of its owner', async () => {
  await assert.rejects(asOwner(`create view probe.leak as select * from probe.note; select platform.declare_view('probe.leak')`), /security_invoker/);
});

test('lets a party read a shared row, and not write it', async () => {
  await inOrganisation(db, one, (tx) => sql`insert into probe.call values (${one}, ${uuidV7()}, ${two})`.execute(tx));
  const { rows } = await inOrganisation(db, two, (tx) => sql`select organisation_id from probe.call`.execute(tx));
  assert.deepEqual(rows, [{ organisation_id: one }]);
  const { numAffectedRows } = await inOrganisation(db, two, (tx) => sql`update probe.call set payer_id = null`.execute(tx));
  assert.equal(numAffectedRows, 0n);
});

test('lets nobody change or remove a line of an append-only table', async () => {
  for (const change of [sql`update probe.line set id = ${uuidV7()}`, sql`delete from probe.line`])
    await assert.rejects(
      inOrganisation(db, one, (tx) => change.execute(tx)),
      /permission denied/,
    );
});

test('shows identity rows to their person alone', async () => {
  const [person, other] = [uuidV7(), uuidV7()];
  await inNoOrganisation(db, (tx) => sql`insert into probe.secret values (${person}, ${uuidV7()})`.execute(tx), { person });
  const seenBy = async (who: string | null): Promise<number> =>
    (await inNoOrganisation(db, (tx) => sql`select from probe.secret`.execute(tx), { person: who })).rows.length;
  assert.deepEqual([await seenBy(person), await seenBy(other), await seenBy(null)], [1, 0, 0]);
});

test('lets a migration see and change every row', async () => {
  assert.equal((await asOwner(`update probe.note set text = 'reprise'`)).rowCount, 2);
});

test('gives the server nothing of the across role until it enters it', async () => {
  const { rows } = await sql<{ inherits: boolean; member: boolean }>`
    select pg_has_role('beffroi_across', 'usage') as inherits, pg_has_role('beffroi_across', 'member') as member`.execute(db.kysely);
  assert.deepEqual(rows, [{ inherits: false, member: true }]);
  const { rows: seen } = await inOrganisation(db, one, (tx) => notes.execute(tx));
  assert.equal(seen.length, 1);
});

test('crosses the borders in the open: the journal says who and why, and leaves the role behind', async () => {
  const seen = await acrossOrganisations(db, 'audit.verify', 'essai', async (tx) => (await notes.execute(tx)).rows.length);
  assert.equal(seen, 2);
  const { rows } = await sql`select caller, reason from platform.across_entry`.execute(db.kysely);
  assert.deepEqual(rows, [{ caller: 'audit.verify', reason: 'essai' }]);
  await assert.rejects(notes.execute(db.kysely), /malformed array/);
});

async function asOwner(text: string): Promise<{ rowCount: number | null }> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const result = await client.query(text);
    return Array.isArray(result) ? (result.at(-1) as { rowCount: number }) : result;
  } finally {
    await client.end();
  }
}
