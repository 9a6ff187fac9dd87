// SPDX-License-Identifier: EUPL-1.2
/** Enrolling, planning, entrusting, proving, watching: through HTTP. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Context } from '#platform/context.ts';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import { needs } from '#platform/testing/peer.ts';
import { asOwner, makePerson, signedIn, type Caller } from '#rooms/people/testing.ts';
import { standingOf } from '#rooms/rights/api.ts';
import { askDueDrills, TRY_RESTORE, tryRestore } from './drills/try-restore.ts';
import { emptyBins } from './maintenance/bin.ts';
import { ALLOWANCE } from './quota/refresh-bound.ts';
import { reportVolumes } from './quota/report-volumes.ts';
import type { Tables } from './tables.ts';
import { ask, nameOf, openBackupHouse, restic, type BackupHouse, type TestMachine } from './testing.ts';
import { watchBody } from './watch/watch-machines.ts';

const run = promisify(execFile);

let it: BackupHouse;
let folder: string;
before(async () => {
  it = await openBackupHouse();
  folder = await mkdtemp(join(tmpdir(), 'beffroi-backup-'));
});
after(async () => {
  await it.close();
  await rm(folder, { recursive: true });
});

type Of = Awaited<ReturnType<BackupHouse['bodyWith']>>;
const at = (of: Of, path: string): string => `/api/o/${of.body.slug}/backup${path}`;
const codeOf = async (answer: ReturnType<Caller>): Promise<string> => (await answer).json<{ code: string }>().code;
const within = <Result>(of: Of, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
  inContext<Tables, Result>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: of.body.id }, work);
const post = (machine: TestMachine, body: Buffer) => ask(it.port, 'POST', `${machine.path}/data/${nameOf(body)}`, { as: machine, body });

test('one line enrols a Linux machine, with a token that opens nothing else', needs('restic', 'restic'), async () => {
  const of = await it.bodyWith();
  const { token } = (
    await of.secretary({ method: 'POST', url: at(of, '/machines'), payload: { label: 'Serveur de la mairie', kind: 'server' } })
  ).json<{ token: string }>();
  assert.equal(
    await codeOf(of.secretary({ method: 'POST', url: at(of, '/machines'), payload: { label: 'serveur de la mairie', kind: 'nas' } })),
    'backup.label-taken',
  );
  const script = (await it.app.inject({ url: at(of, '/install/linux.sh') })).body;
  assert.equal(script.includes(token), false);
  // The house believes that it answers elsewhere; the script, the client and the test speak to the port that listens.
  const here = script
    .replaceAll('localhost:3000', `127.0.0.1:${it.port}`)
    .replace('$(field repository)', `$(field repository | sed s/localhost:3000/127.0.0.1:${it.port}/)`);
  await writeFile(join(folder, 'linux.sh'), here);
  const target = join(folder, 'machine');
  const { stdout } = await run('sh', [join(folder, 'linux.sh'), token], {
    env: { ...process.env, DESTDIR: target, RESTIC_CACHE_DIR: join(folder, 'cache') },
  });
  assert.match(stdout, /« Serveur de la mairie » est inscrite/);
  await assert.rejects(
    run('sh', [join(folder, 'linux.sh'), token], { env: { ...process.env, DESTDIR: join(folder, 'other') } }),
    /déjà utilisé ou périmé/,
  );
  const etc = join(target, 'etc/beffroi-sauvegarde');
  await mkdir(join(folder, 'documents'));
  await writeFile(join(folder, 'documents', 'arrêté.txt'), 'Article 1er');
  await writeFile(join(etc, 'dossiers'), join(folder, 'documents'));
  await run(join(etc, 'sauvegarder'), { env: { ...process.env, RESTIC_CACHE_DIR: join(folder, 'cache') } });
  const { rows } = (await of.secretary({ url: at(of, '/machines') })).json<{ rows: { backedUpAt: string | null; enrolledAt: string | null }[] }>();
  assert.ok(rows[0]?.enrolledAt && rows[0].backedUpAt);
  const [repository = ''] = /(?<=RESTIC_REPOSITORY=).*/.exec(await readFile(join(etc, 'reglages'), 'utf8')) ?? [];
  assert.equal(repository.includes(token), false);
});

test('a token is worth an hour, and the last one made', async () => {
  const of = await it.bodyWith();
  const first = (await of.secretary({ method: 'POST', url: at(of, '/machines'), payload: { label: 'A', kind: 'nas' } })).json<{
    id: string;
    token: string;
  }>();
  const second = (await of.secretary({ method: 'POST', url: at(of, `/machines/${first.id}/enrolments`), payload: {} })).json<{ token: string }>();
  const enrol = (token: string) => it.app.inject({ method: 'POST', url: at(of, '/enrol'), payload: { token } });
  assert.equal((await enrol(first.token)).statusCode, 404);
  it.clock.advance({ minutes: 61 });
  assert.equal((await enrol(second.token)).statusCode, 404);
});

test('the volume is reported to the ledger of rights, and a soft right is exceeded as far as the margin', async () => {
  const of = await it.bodyWith({ amount: 1, isHard: false });
  const machine = await it.machineOf(of);
  const answers = [];
  for (let n = 0; n < 5; n += 1) answers.push((await post(machine, Buffer.alloc(250_000, n))).status);
  assert.deepEqual(answers, [200, 200, 200, 200, 200], 'a quarter more than the right');
  assert.equal((await post(machine, Buffer.alloc(250_000, 9))).status, 507);
  await runJob(reportVolumes);
  const standing = await within(of, (ctx) => standingOf(ctx, { beneficiaryIds: [of.body.id], key: ALLOWANCE, on: ctx.today() }));
  assert.equal(standing.get(of.body.id)?.used, 2, 'thousandths of a Go, started');
});

test('what a maintenance removed is held for thirty days, then goes for good', async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  const body = Buffer.alloc(100_000, 7);
  await post(machine, body);
  const { id } = (await of.secretary({ method: 'POST', url: at(of, `/machines/${machine.id}/maintenances`), payload: { reason: 'Purge' } })).json<{
    id: string;
  }>();
  assert.equal(
    await codeOf(of.mayor({ method: 'POST', url: at(of, `/machines/${machine.id}/maintenances`), payload: { reason: 'Purge' } })),
    'backup.maintenance-waiting',
  );
  await of.mayor({ method: 'POST', url: at(of, `/maintenances/${id}/answer`), payload: { isAllowed: true } });
  assert.equal(await codeOf(of.mayor({ method: 'POST', url: at(of, `/maintenances/${id}/open`), payload: {} })), 'backup.not-the-asker');
  const { repository } = (await of.secretary({ method: 'POST', url: at(of, `/maintenances/${id}/open`), payload: {} })).json<{
    repository: string;
  }>();
  const [, secret = ''] = /:([\w-]{43})@/.exec(repository) ?? [];
  const as = { user: machine.user, secret };
  assert.equal((await ask(it.port, 'DELETE', `${machine.path}/data/${nameOf(body)}`, { as })).status, 200);
  assert.equal((await ask(it.port, 'GET', `${machine.path}/data/${nameOf(body)}`, { as: machine })).status, 404);
  it.clock.advance({ hours: 24 * 29 });
  await runJob(emptyBins);
  assert.equal((await ask(it.port, 'DELETE', `${machine.path}/locks/${nameOf(body)}`, { as })).status, 401, 'the maintenance has long ended');
  assert.equal(await objectsOf(of), 1);
  it.clock.advance({ hours: 48 });
  await runJob(emptyBins);
  assert.equal(await objectsOf(of), 0);
  const later = await secretaryOf(of);
  assert.equal(await codeOf(later({ method: 'POST', url: at(of, `/maintenances/${id}/restore`), payload: {} })), 'backup.nothing-held');
});

test('the plan says which machines it forgets, and prints as an accessible annex', needs('pdftotext', 'poppler-utils'), async () => {
  const of = await it.bodyWith();
  const [covered] = [await it.machineOf(of, 'Serveur'), await it.machineOf(of, 'Poste oublié')];
  const line = {
    what: 'Gestion financière',
    repositoryId: covered.id,
    keptWhere: 'operator',
    everyHours: 24,
    keptDays: 365,
    lossHours: 24,
    outageHours: 4,
    contact: 'Accueil : 05 56 00 00 00',
  };
  const plan = { whoToCall: 'Astreinte de l’opérateur', restartOrder: 'Serveur\nPostes', drillDays: 60, lines: [line] };
  assert.equal((await of.secretary({ method: 'PUT', url: at(of, '/plan'), payload: plan })).statusCode, 204);
  const read = (await of.mayor({ url: at(of, '/plan') })).json<{ uncovered: { label: string }[]; lines: object[] }>();
  assert.deepEqual([read.uncovered.map(({ label }) => label), read.lines.length], [['Poste oublié'], 1]);
  const stray = { ...plan, lines: [{ ...line, repositoryId: '01900000-0000-7000-8000-000000000000' }] };
  assert.equal(await codeOf(of.secretary({ method: 'PUT', url: at(of, '/plan'), payload: stray })), 'backup.machine-unknown');
  const pdf = await of.mayor({ url: at(of, '/plan/annex') });
  await writeFile(join(folder, 'annex.pdf'), pdf.rawPayload);
  const text = execFileSync('pdftotext', ['-layout', join(folder, 'annex.pdf'), '-'], { encoding: 'utf8' });
  for (const words of ['Gestion financière', 'Poste oublié', 'Astreinte de l’opérateur', 'Chaque jour', '4 heures', '1 an', 'jamais'])
    assert.ok(text.includes(words), words);
});

test('an entrusted password opens for its custodians alone, in front of both', async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  const third = await signedIn(it.app, await makePerson(it, [{ in: of.body, roles: ['dgs'] }]));
  const { rows } = (await of.secretary({ url: at(of, '/custodians') })).json<{ rows: { personId: string }[] }>();
  assert.equal(rows.length, 3);
  const [mine, mayors] = [await idOf(of.secretary), await idOf(of.mayor)];
  const deposit = (custodians: string[]) =>
    of.secretary({ method: 'PUT', url: at(of, `/machines/${machine.id}/escrow`), payload: { password: 'correct cheval pile agrafe', custodians } });
  assert.equal(await codeOf(deposit([mine, mine])), 'backup.custodians');
  assert.equal((await deposit([mine, mayors])).statusCode, 204);
  const open = (who: Caller) => who({ method: 'POST', url: at(of, `/machines/${machine.id}/escrow/open`), payload: { reason: 'Serveur détruit' } });
  assert.equal(await codeOf(open(third)), 'backup.not-a-custodian');
  assert.equal((await open(of.mayor)).json<{ password: string }>().password, 'correct cheval pile agrafe');
  const listed = (await third({ url: at(of, '/escrows') })).json<{ rows: { openings: { reason: string }[]; isMine: boolean }[] }>();
  assert.deepEqual([listed.rows[0]?.openings[0]?.reason, listed.rows[0]?.isMine], ['Serveur détruit', false]);
  await of.secretary({ method: 'DELETE', url: at(of, `/machines/${machine.id}/escrow`) });
  assert.equal(await codeOf(open(of.mayor)), 'backup.not-entrusted');
  const stays = await asOwner(
    it,
    async (client) => (await client.query('select sealed_password from backup.escrow where repository_id = $1', [machine.id])).rows,
  );
  assert.equal(stays[0].sealed_password.length, 0, 'the password itself is gone');
});

test('the platform restores a sample with the real client, and writes down what it proved', needs('restic', 'restic'), async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  assert.equal(
    await codeOf(of.secretary({ method: 'POST', url: at(of, `/machines/${machine.id}/drills/try`), payload: {} })),
    'backup.not-entrusted',
  );
  await mkdir(join(folder, 'dossiers'), { recursive: true });
  for (let n = 0; n < 30; n += 1) await writeFile(join(folder, 'dossiers', `pièce [${n}].txt`), `contenu ${n}`);
  await restic(machine.repository, ['init']);
  await restic(machine.repository, ['backup', 'dossiers'], { cwd: folder });
  const custodians = [await idOf(of.secretary), await idOf(of.mayor)];
  await of.secretary({ method: 'PUT', url: at(of, `/machines/${machine.id}/escrow`), payload: { password: 'phrase de passe du dépôt', custodians } });
  // The worker reaches the house where the public does.
  const house = { ...it.house, settings: { ...it.house.settings, publicUrl: `http://127.0.0.1:${it.port}` } };
  const ctx = { house, actor: { kind: 'job', name: 'essai' }, organisation: of.body.id } as unknown as Context<Tables>; // all that it reads of its caller
  // A server was killed over a drill: what it left holds nothing up, the next night asks again.
  await asOwner(it, (client) =>
    client.query(
      `insert into backup.drill (organisation_id, id, repository_id, operator_id, made_by, begun_at, said_by)
       select organisation_id, gen_random_uuid(), id, operator_id, 'platform', $2::timestamptz - interval '3 hours', 'La plateforme'
       from backup.repository where id = $1`,
      [machine.id, it.clock.now().toString()],
    ),
  );
  const asked = async (): Promise<number> => {
    await askDueDrills(contextWithoutTransaction<Tables>(house, { actor: { kind: 'job', name: 'essai' }, organisation: null }));
    return asOwner(it, async (client) => {
      // Taken away: tried where the public reaches the house, which is not here.
      const { rows: jobs } = await client.query<{ id: string }>(`delete from jobs.job where name = $1 returning data ->> 'repositoryId' as id`, [
        TRY_RESTORE,
      ]);
      return jobs.filter(({ id }) => id === machine.id).length;
    });
  };
  assert.equal(await asked(), 1);
  await tryRestore(ctx, { repositoryId: machine.id });
  assert.equal(await asked(), 0, 'proved a moment ago');
  await asOwner(it, (client) => client.query('delete from backup.drill where repository_id = $1 and ended_at is null', [machine.id]));
  const { rows } = (await of.mayor({ url: at(of, '/drills') })).json<{
    rows: { succeeded: boolean; files: number; says: string; digest: string }[];
  }>();
  assert.deepEqual([rows[0]?.succeeded, rows[0]?.files], [true, 20], rows[0]?.says ?? '');
  const machines = (await of.mayor({ url: at(of, '/machines') })).json<{ rows: { provenAt: string | null }[] }>();
  assert.ok(machines.rows[0]?.provenAt);

  await of.secretary({ method: 'PUT', url: at(of, `/machines/${machine.id}/escrow`), payload: { password: 'un autre', custodians } });
  await tryRestore(ctx, { repositoryId: machine.id });
  const after = (await of.mayor({ url: at(of, '/drills') })).json<{ rows: { succeeded: boolean; says: string }[] }>();
  const failed = after.rows.find(({ succeeded }) => !succeeded);
  assert.match(failed?.says ?? '', /L’essai a échoué : .*wrong password/);
  assert.equal(failed?.says.includes(machine.user), false, 'nothing that opens is written down');
});

test('silence, refused removals and a full right are noticed once a day, and told', async () => {
  const of = await it.bodyWith({ amount: 1 });
  const machine = await it.machineOf(of, 'Accueil');
  await ask(it.port, 'DELETE', `${machine.path}/snapshots/${'a'.repeat(64)}`, { as: machine });
  await post(machine, Buffer.alloc(2_000_000));
  assert.equal(await within(of, watchBody), 2);
  assert.equal(await within(of, watchBody), 0);
  it.clock.advance({ hours: 24 * 5 });
  assert.equal(await within(of, watchBody), 1);
  const later = await secretaryOf(of);
  const { rows } = (await later({ url: at(of, '/signs') })).json<{ rows: { id: string; kind: string; says: string }[] }>();
  assert.deepEqual(rows.map(({ kind }) => kind).sort(), ['quota-full', 'removal-tried', 'silence']);
  // However much another machine worries, that of one machine is read whole on its page.
  const noisy = await later({ method: 'POST', url: at(of, '/machines'), payload: { label: 'Poste', kind: 'workstation' } });
  await asOwner(it, (client) =>
    client.query(
      `insert into backup.sign (organisation_id, id, repository_id, operator_id, kind, on_day, says, noticed_at)
       select organisation_id, gen_random_uuid(), id, operator_id, 'silence', $2::date + n, 'Rien.', $3
       from backup.repository, generate_series(1, 100) n where id = $1`,
      [noisy.json<{ id: string }>().id, it.clock.now().toString().slice(0, 10), it.clock.now().toString()],
    ),
  );
  const own = (await later({ url: at(of, `/signs?machine=${machine.id}`) })).json<{ rows: { id: string }[] }>().rows;
  assert.deepEqual(own.map(({ id }) => id).toSorted(), rows.map(({ id }) => id).toSorted());
  assert.equal((await later({ method: 'POST', url: at(of, `/signs/${rows[0]?.id}/acknowledge`), payload: {} })).statusCode, 204);
});

test('a file server says that it is alive at an address of its own', async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  const { url } = (await of.secretary({ method: 'POST', url: at(of, `/machines/${machine.id}/heartbeat`), payload: {} })).json<{ url: string }>();
  assert.equal((await it.app.inject({ method: 'POST', url: new URL(url).pathname })).statusCode, 204);
  assert.equal((await it.app.inject({ method: 'POST', url: at(of, '/heartbeats/autre') })).statusCode, 404);
  it.clock.advance({ hours: 3 });
  assert.equal(await within(of, watchBody), 1);
});

test('an operator sees all the bodies that it keeps, in a number of queries that does not grow', async () => {
  const technician = await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }]));
  const url = `/api/o/${it.operator.slug}/backup/overview`;
  const read = async (query = '') =>
    (await technician({ url: url + query })).json<{ rows: { body: string; machines: number }[]; total: number; sum: { machines: number } }>();
  const before = await read();
  const of = await it.bodyWith();
  await it.machineOf(of);
  const after = await read();
  assert.deepEqual([after.total - before.total, after.sum.machines - before.sum.machines], [1, 1]);
  assert.equal((await read(`?q=${encodeURIComponent(of.body.name)}`)).rows[0]?.body, of.body.name);
  const counted = await it.queriesOf(() => technician({ url }));
  assert.ok(counted.length < 12, `${counted.length} queries`);
});

/** Days later, the sessions of before have ended. */
async function secretaryOf(of: Of): Promise<Caller> {
  return signedIn(it.app, await makePerson(it, [{ in: of.body, roles: ['secretary'] }]));
}

async function idOf(caller: Caller): Promise<string> {
  return (await caller({ url: '/api/me' })).json<{ person: { id: string } }>().person.id;
}

async function objectsOf(of: Of): Promise<number> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from backup.object where organisation_id = $1', [of.body.id]);
    return rows[0]?.n ?? -1;
  });
}

async function runJob(job: (ctx: Context<Tables>) => Promise<unknown>): Promise<void> {
  await job({ house: it.house, now: () => it.clock.now() } as unknown as Context<Tables>); // all that these jobs read of their caller
}
