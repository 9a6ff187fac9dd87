// SPDX-License-Identifier: EUPL-1.2
/** Passwords that only their custodians open, documents that prove a restore, and who is told of what: through HTTP. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import type { ToDo } from '#platform/room.ts';
import { needs } from '#platform/testing/peer.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import { asOwner, makePerson, signedIn, type Caller } from '#rooms/people/testing.ts';
import { checkCustodians } from './escrow/check-custodians.ts';
import type { Tables } from './tables.ts';
import { ask, openBackupHouse, type BackupHouse } from './testing.ts';
import { resealsToDo } from './to-do.ts';
import { newSecret, openWithSheet, passwordOf, publicKeyOf, sealPassword } from './ui/escrow/custodian-box.ts';
import { watchBody } from './watch/watch-machines.ts';

let it: BackupHouse;
let technician: Caller;
type Of = Awaited<ReturnType<BackupHouse['bodyWith']>>;

before(async () => {
  it = await openBackupHouse();
  technician = await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }]));
});
after(() => it.close());

const at = (of: Of, path: string): string => `/api/o/${of.body.slug}/backup${path}`;
const here = (path: string): string => `/api/o/${it.operator.slug}/backup${path}`;
const codeOf = async (answer: ReturnType<Caller>): Promise<string> => (await answer).json<{ code: string }>().code;
const rowsOf = async <Row>(caller: Caller, url: string): Promise<Row[]> => (await caller({ url })).json<{ rows: Row[] }>().rows;
const idOf = async (caller: Caller): Promise<string> => (await caller({ url: '/api/me' })).json<{ person: { id: string } }>().person.id;
const send = (who: Caller, method: 'POST' | 'PUT', url: string, payload: object = {}) => who({ method, url, payload });

/** What a person was told, and what left for their mailbox. */
async function told(caller: Caller, what: string): Promise<{ titles: string[]; mails: number }> {
  await it.settle();
  const personId = await idOf(caller);
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ title: string }>('select title from platform.notice where person_id = $1 and what = $2', [personId, what]);
    const titles = rows.map(({ title }) => title);
    const { rows: mails } = await client.query<{ n: number }>(
      `select count(*)::int as n from platform.outbox_message m
       join people.credential c on c.login = m.recipient_address
       where c.person_id = $1 and m.subject = any ($2)`,
      [personId, titles],
    );
    return { titles, mails: mails[0]?.n ?? 0 };
  });
}

type Custodian = { personId: string; key: { id: string; publicKey: string } | null };
const custodians = async (of: Of): Promise<Map<string, Custodian>> =>
  new Map((await rowsOf<Custodian>(of.secretary, at(of, '/custodians'))).map((one) => [one.personId, one]));

test('a password sealed to two custodians is opened by their sheets, and by nothing that the house holds', async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of, 'Serveur');
  const [mayor, agent] = [await idOf(of.mayor), await idOf(technician)];
  const [mayorSheet, agentSheet] = [newSecret(), newSecret()];
  assert.equal((await custodians(of)).get(mayor)?.key, null);
  await send(of.mayor, 'PUT', at(of, '/recovery-key'), { publicKey: await publicKeyOf(mayorSheet) });
  await send(technician, 'PUT', here('/recovery-key'), { publicKey: await publicKeyOf(agentSheet) });
  const known = await custodians(of);
  const keys = [known.get(mayor)?.key, known.get(agent)?.key];
  assert.ok(keys[0] && keys[1]);
  const boxes = await sealPassword('correct cheval pile agrafe', [keys[0].publicKey, keys[1].publicKey], {
    repositoryId: machine.id,
    mode: 'either',
  });
  const payload = {
    mode: 'either',
    boxes: [
      { personId: mayor, keyId: keys[0].id, box: boxes[0] },
      { personId: agent, keyId: keys[1].id, box: boxes[1] },
    ],
  };
  const url = at(of, `/machines/${machine.id}/escrow/boxes`);
  const wrong = { ...payload, boxes: [{ ...payload.boxes[0], keyId: machine.id }, payload.boxes[1]] };
  assert.equal(await codeOf(send(of.secretary, 'PUT', url, wrong)), 'backup.key-replaced');
  assert.equal(await codeOf(send(of.secretary, 'PUT', url, { ...payload, boxes: [payload.boxes[0], payload.boxes[0]] })), 'backup.custodians');
  assert.equal((await send(of.secretary, 'PUT', url, payload)).statusCode, 204);

  const reason = { reason: 'Serveur détruit' };
  assert.equal(await codeOf(send(of.mayor, 'POST', at(of, `/machines/${machine.id}/escrow/open`), reason)), 'backup.sealed-to-custodians');
  assert.equal(await codeOf(send(of.secretary, 'POST', at(of, `/machines/${machine.id}/drills/try`))), 'backup.sealed-to-custodians');
  assert.equal(await codeOf(send(of.secretary, 'POST', `${url}/open`, reason)), 'backup.not-a-custodian');
  const mine = (await send(of.mayor, 'POST', `${url}/open`, reason)).json<{ box: string; publicKey: string }>();
  assert.equal(mine.publicKey, keys[0].publicKey);
  assert.equal(passwordOf(await openWithSheet(mine.box, mayorSheet, { repositoryId: machine.id, mode: 'either' })), 'correct cheval pile agrafe');
  const [custody] = await rowsOf<{ id: string; mode: string }>(technician, here('/entrusted'));
  assert.equal(custody?.mode, 'either');
  const theirs = (await send(technician, 'POST', here(`/entrusted/${custody?.id}/box`), reason)).json<{ box: string }>();
  assert.equal(passwordOf(await openWithSheet(theirs.box, agentSheet, { repositoryId: machine.id, mode: 'either' })), 'correct cheval pile agrafe');
  const [listed] = await rowsOf<{ openings: object[]; mode: string }>(of.secretary, at(of, '/escrows'));
  assert.deepEqual([listed?.openings.length, listed?.mode], [2, 'either']);
  for (const who of [of.mayor, technician]) {
    const { titles, mails } = await told(who, 'backup.password');
    assert.equal(titles.filter((title) => title.includes('Serveur détruit')).length, 2, 'each opening, to both');
    assert.equal(mails, 3);
  }

  // A sheet that was lost: what was sealed to it is to be sealed again, wherever it lies.
  await send(technician, 'PUT', here('/recovery-key'), { publicKey: await publicKeyOf(newSecret()) });
  assert.match((await told(of.secretary, 'backup.key-replaced')).titles.join(), /a changé de fiche de dépositaire/);
  const [stale] = await rowsOf<{ isStale: boolean }>(of.secretary, at(of, '/escrows'));
  assert.equal(stale?.isStale, true);
  assert.equal((await rowsOf<{ isStale: boolean }>(technician, here('/entrusted')))[0]?.isStale, true);
  await of.secretary({ method: 'DELETE', url: at(of, `/machines/${machine.id}/escrow`) });
  const left = await asOwner(
    it,
    async (client) => (await client.query('select first_box from backup.escrow where repository_id = $1', [machine.id])).rows,
  );
  assert.deepEqual(left, [{ first_box: null }]);
});

test('whoever may be the second person of a maintenance is told, in the body and at the operator, and who asked hears the answer', async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of, 'Serveur');
  const { id } = (await send(of.secretary, 'POST', at(of, `/machines/${machine.id}/maintenances`), { reason: 'Ne garder qu’un an' })).json<{
    id: string;
  }>();
  const asked = (caller: Caller) => told(caller, 'backup.maintenance-asked');
  const mayor = await asked(of.mayor);
  assert.match(mayor.titles.join('\n'), /demande à effacer d’anciennes sauvegardes de « Serveur » : à vous de l’autoriser/);
  assert.equal(mayor.mails, 1);
  const theirs = await asked(technician);
  assert.ok(theirs.titles.some((title) => title.startsWith(of.body.name)));
  assert.equal(theirs.mails, theirs.titles.length);
  assert.deepEqual(await asked(of.secretary), { titles: [], mails: 0 }, 'who asked knows');
  await send(of.mayor, 'POST', at(of, `/maintenances/${id}/answer`), { isAllowed: true });
  const answered = await told(of.secretary, 'backup.maintenance-answered');
  assert.match(answered.titles.join('\n'), /autorise l’effacement .* : ouvrez la maintenance/);
  assert.deepEqual([answered.titles.length, answered.mails], [1, 1]);
  const second = (
    await send(of.secretary, 'POST', at(of, `/machines/${(await it.machineOf(of, 'Poste')).id}/maintenances`), { reason: 'Purge' })
  ).json<{
    id: string;
  }>();
  await send(of.secretary, 'POST', at(of, `/maintenances/${second.id}/answer`), { isAllowed: false });
  assert.equal((await told(of.secretary, 'backup.maintenance-answered')).titles.length, 1, 'who takes a request back knows');
});

test('a machine that falls silent is told once to the body and to the operator, however long it lasts', async () => {
  const of = await it.bodyWith();
  await it.machineOf(of, 'Accueil');
  const days = async (): Promise<number> =>
    inContext<Tables, number>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: of.body.id }, watchBody);
  it.clock.advance({ hours: 24 * 4 });
  assert.equal(await days(), 1);
  await it.settle();
  it.clock.advance({ hours: 24 });
  assert.equal(await days(), 0);
  const fresh = { body: await signedIn(it.app, await makePerson(it, [{ in: of.body, roles: ['secretary'] }])) };
  const signs = await rowsOf<{ says: string }>(fresh.body, at(of, '/signs'));
  assert.deepEqual(
    signs.map(({ says }) => says),
    ['Aucune sauvegarde depuis l’inscription, il y a 5 jours.'],
  );
  await it.settle();
  const heard = await asOwner(it, async (client) => {
    const { rows } = await client.query<{ title: string; n: number }>(
      `select title, count(*)::int as n from platform.notice where what = 'backup.sign-noticed' and title like '%Accueil : Aucune%' group by title order by title`,
    );
    return rows;
  });
  assert.deepEqual(
    heard.map(({ title }) => title),
    [
      'Accueil : Aucune sauvegarde depuis l’inscription, il y a 4 jours.',
      `${of.body.name}, Accueil : Aucune sauvegarde depuis l’inscription, il y a 4 jours.`,
    ],
  );
});

let signOfABody: string | undefined;

test('signs that nobody has looked at are read by the operator, those of an attack first, and by no other', async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of, 'NAS');
  await ask(it.port, 'DELETE', `${machine.path}/snapshots/${'a'.repeat(64)}`, { as: machine });
  await inContext<Tables, number>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: of.body.id }, watchBody);
  const overseer = await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }]));
  const [first] = await rowsOf<{ body: string; kind: string }>(overseer, here('/served-signs'));
  assert.deepEqual([first?.kind, first?.body], ['removal-tried', of.body.name]);
  const secretary = await signedIn(it.app, await makePerson(it, [{ in: of.body, roles: ['secretary'] }]));
  assert.equal((await secretary({ url: here('/served-signs') })).statusCode, 403);

  // The operator says what it found: who, when and why stay, for it and for the body, which still says for itself that it has seen.
  type Sign = {
    id: string;
    kind: string;
    body: string;
    seenAt: string | null;
    handledBy: string | null;
    handledAt: string | null;
    handledWhy: string | null;
  };
  const ofBody = async (which: string) =>
    (await rowsOf<Sign>(overseer, here(`/served-signs?which=${which}&q=${encodeURIComponent(of.body.name)}`))).filter(
      ({ kind }) => kind === 'removal-tried',
    );
  const [open] = await ofBody('open');
  const handle = (who: Caller, why: string) => send(who, 'POST', here(`/served-signs/${open?.id}/handle`), { why });
  assert.equal((await handle(secretary, 'Rien')).statusCode, 403);
  assert.equal((await handle(overseer, '  ')).statusCode, 400);
  assert.equal((await handle(overseer, 'Réglage de purge laissé par l’ancien prestataire : retiré.')).statusCode, 204);
  assert.equal(await codeOf(handle(overseer, 'Autre chose')), 'backup.sign-handled');
  assert.deepEqual(await ofBody('open'), []);
  const [kept] = await ofBody('all');
  assert.deepEqual(
    [kept?.handledBy, kept?.handledAt, kept?.handledWhy, kept?.seenAt],
    ['Camille Essai', it.clock.now().toString(), 'Réglage de purge laissé par l’ancien prestataire : retiré.', null],
  );
  const [read] = await rowsOf<Sign>(secretary, at(of, '/signs'));
  assert.deepEqual([read?.handledWhy, read?.seenAt], [kept?.handledWhy, null]);
  assert.match((await told(secretary, 'backup.sign-handled')).titles.join(), /^NAS : votre opérateur a regardé \(Camille Essai\) : Réglage/);
  signOfABody = open?.id;
});

test('a declared restore keeps its document, for the body, its operator and the annex', needs('pdftotext', 'poppler-utils'), async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of, 'Serveur');
  const [secretary, overseer, neighbour] = [
    await signedIn(it.app, await makePerson(it, [{ in: of.body, roles: ['secretary'] }])),
    await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }])),
    (await it.bodyWith()).mayor,
  ];
  const proof = { name: 'Registre relu.png', type: 'image/png', content: Buffer.from('une image').toString('base64') };
  const declare = (over: object) =>
    send(secretary, 'POST', at(of, `/machines/${machine.id}/drills`), {
      succeeded: true,
      says: 'Registre de mars restauré et relu.',
      proof,
      ...over,
    });
  assert.equal((await declare({ proof: { ...proof, type: 'text/html' } })).statusCode, 400);
  const { id } = (await declare({})).json<{ id: string }>();
  const own = await secretary({ url: at(of, `/drills/${id}/proof`) });
  assert.deepEqual([own.body, own.headers['content-type']], ['une image', 'image/png']);
  const [served] = await rowsOf<{ id: string; proof: string; body: string }>(overseer, here(`/served-drills?q=${encodeURIComponent(of.body.name)}`));
  assert.deepEqual([served?.id, served?.proof, served?.body], [id, 'Registre relu.png', of.body.name]);
  assert.equal((await overseer({ url: here(`/served-drills/${id}/proof`) })).body, 'une image');
  assert.notEqual((await neighbour({ url: at(of, `/drills/${id}/proof`) })).statusCode, 200);
  const { id: bare } = (await declare({ proof: null })).json<{ id: string }>();
  assert.equal(await codeOf(secretary({ url: at(of, `/drills/${bare}/proof`) })), 'backup.proof-unknown');
  const file = join(mkdtempSync(join(tmpdir(), 'beffroi-annex-')), 'annexe.pdf');
  writeFileSync(file, (await secretary({ url: at(of, '/plan/annex') })).rawPayload);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  assert.match(text, /Restaurations essayées/);
  assert.match(text.replaceAll(/\s+/g, ' '), /Registre relu\.png/);
});

test('a custodian who leaves, or whose last day is over, is marked, told to the body and its operator, and replaced', async () => {
  const of = await it.bodyWith();
  const [server, desk] = [await it.machineOf(of, 'Serveur'), await it.machineOf(of, 'Poste')];
  const leaver = await makePerson(it, [{ in: it.operator, roles: ['technician'] }]);
  const administrator = await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['administrator'] }]));
  const retiring = await makePerson(it, [{ in: of.body, roles: ['dgs'], endsOn: it.clock.now().toString().slice(0, 10) }]);
  const [mayor, secretary] = [await idOf(of.mayor), await idOf(of.secretary)];
  const entrust = (id: string, custodians: string[]) =>
    send(of.secretary, 'PUT', at(of, `/machines/${id}/escrow`), { password: 'correct cheval', custodians });
  assert.equal((await entrust(server.id, [mayor, leaver.id])).statusCode, 204);
  assert.equal((await entrust(desk.id, [mayor, retiring.id])).statusCode, 204);
  type Escrow = { machine: string; lapsed: { personId: string }[]; stillCustodians: { personId: string }[] };
  const escrows = async () =>
    (await rowsOf<Escrow>(of.secretary, at(of, '/escrows'))).map(({ machine, lapsed, stillCustodians }) => [
      machine,
      lapsed.map(({ personId }) => personId),
      stillCustodians.map(({ personId }) => personId),
    ]);
  const before = [
    ['Poste', [], [mayor, retiring.id]],
    ['Serveur', [], [mayor, leaver.id]],
  ];
  const ofBody = async (caller: Caller) =>
    (await rowsOf<{ body: string; machine: string }>(caller, here('/to-reseal'))).filter(({ body }) => body === of.body.name);
  const departure = await asOwner(
    it,
    async (client) => (await client.query<{ id: string }>('select id from people.mandate where person_id = $1', [leaver.id])).rows[0]?.id,
  );
  assert.deepEqual(await escrows(), before);

  const url = `/api/o/${it.operator.slug}/people/mandates/${departure}/end`;
  const yesterday = it.clock.now().subtract({ hours: 24 }).toString().slice(0, 10);
  assert.equal((await send(administrator, 'POST', url, { endsOn: yesterday })).statusCode, 204);
  const body = await told(of.secretary, 'backup.custodian-lapsed');
  assert.match(body.titles.join('\n'), /^Camille Essai ne peut plus ouvrir le mot de passe de sauvegarde de « Serveur » : à confier de nouveau\.$/);
  assert.equal(body.mails, 1);
  const theirs = (await told(administrator, 'backup.custodian-lapsed')).titles.filter((title) => title.startsWith(of.body.name));
  assert.deepEqual(theirs, [`${of.body.name} : Camille Essai ne peut plus ouvrir le mot de passe de sauvegarde de « Serveur ».`]);
  assert.deepEqual(await escrows(), [before[0], ['Serveur', [leaver.id], [mayor]]]);
  assert.deepEqual(
    (await ofBody(administrator)).map(({ machine }) => machine),
    ['Serveur'],
  );
  const waiting = await inContext<Tables, ToDo[]>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: of.body.id }, resealsToDo);
  assert.deepEqual(
    waiting.map(({ title, detail }) => [title, detail]),
    [[`Confier de nouveau un mot de passe de sauvegarde, à ${of.body.name}`, 'Serveur']],
  );

  // Nobody does anything on the day after the last one: the night sees it, once.
  it.clock.advance({ hours: 24 });
  const night = contextWithoutTransaction<Tables>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: null });
  for (const _ of [1, 2]) await checkCustodians(night);
  await it.settle();
  const fresh = await signedIn(it.app, await makePerson(it, [{ in: of.body, roles: ['secretary'] }]));
  const marked = await rowsOf<Escrow>(fresh, at(of, '/escrows'));
  assert.deepEqual(
    marked.map(({ machine, lapsed }) => [machine, lapsed.map(({ personId }) => personId)]),
    [
      ['Poste', [retiring.id]],
      ['Serveur', [leaver.id]],
    ],
  );
  const { rows: notices } = await asOwner(it, (client) =>
    client.query<{ n: number }>(
      `select count(*)::int as n from platform.notice where what = 'backup.custodian-lapsed' and title like '%« Poste »%' and person_id = $1`,
      [secretary],
    ),
  );
  assert.deepEqual(notices, [{ n: 1 }]);

  const successor = await makePerson(it, [{ in: of.body, roles: ['secretary'] }]);
  await send(fresh, 'PUT', at(of, `/machines/${desk.id}/escrow`), { password: 'correct cheval', custodians: [mayor, successor.id] });
  const overseer = await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }]));
  assert.deepEqual(
    (await ofBody(overseer)).map(({ machine }) => machine),
    ['Serveur'],
    'entrusted again, nothing is left to do',
  );
});

test('what people change at an operator is checked in as many queries however many bodies it keeps', async () => {
  const keeper = await makePerson(it, [{ in: it.operator, roles: ['technician'] }]);
  const check = () =>
    checkCustodians(contextWithoutTransaction<Tables>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: null }), {
      of: it.operator.id,
    });
  const queriesWithOneMore = async (): Promise<number> => {
    const of = await it.bodyWith();
    const { id } = await it.machineOf(of, 'Serveur');
    const custodians = [await idOf(of.mayor), keeper.id];
    assert.equal((await send(of.secretary, 'PUT', at(of, `/machines/${id}/escrow`), { password: 'correct cheval', custodians })).statusCode, 204);
    await check();
    return (await it.queriesOf(check)).length;
  };
  assert.equal(await queriesWithOneMore(), await queriesWithOneMore());
});

// Last: once a second operator is there, a body of no territory has none.
test('another operator says nothing of a sign', async () => {
  assert.ok(signOfABody);
  const neighbours = await openOperator(it.house, { slug: 'autre-operateur', name: 'Autre opérateur', kind: 'syndicat' });
  const stranger = await signedIn(
    it.app,
    await makePerson(it, [{ in: { id: neighbours, slug: 'autre-operateur', name: 'Autre opérateur' }, roles: ['technician'] }]),
  );
  const elsewhere = `/api/o/autre-operateur/backup/served-signs`;
  assert.equal(await codeOf(send(stranger, 'POST', `${elsewhere}/${signOfABody}/handle`, { why: 'Pas la mienne' })), 'backup.sign-unknown');
});
