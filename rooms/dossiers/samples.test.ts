// SPDX-License-Identifier: EUPL-1.2
/** Five types that later rooms will carry: they must fit without any change to this room. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { defineRefusals } from '#platform/http/contract.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { Room } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { dossierType, linkDossiers, moveDossier, openDossier, addPiece } from './api.ts';
import room from './room.ts';
import type { Tables } from './tables.ts';

const permissions = { read: 'samples.read', act: 'samples.act' };
const day = z.iso.date('Saisissez une date complète.');
const { refuse } = defineRefusals({ 'samples.too-early': { status: 422, says: 'Les plis ne s’ouvrent pas avant la date limite de remise.' } });

const act = dossierType({
  key: 'samples.act',
  label: 'Acte soumis au contrôle de légalité',
  prefix: 'ACT',
  permissions,
  start: 'to-send',
  steps: [
    {
      key: 'to-send',
      label: 'À transmettre',
      awaits: 'owner',
      due: { from: 'step', delay: { days: 15, isFranc: false, carriesOver: false } },
      remind: [5, 1],
    },
    { key: 'sent', label: 'Transmis, en attente de l’accusé', awaits: 'prefecture' },
    { key: 'received', label: 'Reçu', awaits: 'owner' },
    { key: 'enforceable', label: 'Exécutoire', awaits: 'nobody', isEnd: true },
  ],
  parties: [{ role: 'prefecture', label: 'Préfecture' }],
  pieces: [
    { kind: 'act', label: 'Acte signé', visibleTo: 'all' },
    { kind: 'draft', label: 'Projet', visibleTo: 'owner' },
  ],
  transitions: [
    { key: 'send', label: 'Transmettre', from: ['to-send'], to: 'sent', by: ['owner'], pieces: ['act'] },
    {
      key: 'acknowledge',
      label: 'Accuser réception',
      from: ['sent'],
      to: 'received',
      by: ['prefecture'],
      facts: z.strictObject({ identifier: z.string().min(10, 'Saisissez l’identifiant.') }),
    },
    { key: 'publish', label: 'Publier', from: ['received'], to: 'enforceable', by: ['owner'], facts: z.strictObject({ publishedOn: day }) },
  ],
});

const flow = dossierType({
  key: 'samples.flow',
  label: 'Flux comptable',
  prefix: 'FLX',
  permissions,
  start: 'signed',
  steps: [
    { key: 'signed', label: 'Signé', awaits: 'owner' },
    { key: 'sent', label: 'Envoyé', awaits: 'nobody', due: { from: 'step', delay: { days: 2, isFranc: false, carriesOver: true } } },
    { key: 'accepted', label: 'Pris en charge', awaits: 'nobody', isEnd: true },
    { key: 'rejected', label: 'Rejeté', awaits: 'owner' },
  ],
  parties: [],
  pieces: [{ kind: 'pes', label: 'Flux PES', visibleTo: 'owner' }],
  transitions: [
    { key: 'send', label: 'Envoyer', from: ['signed', 'rejected'], to: 'sent', by: ['owner'] },
    { key: 'accept', label: 'Prendre en charge', from: ['sent'], to: 'accepted', by: ['owner'] },
    { key: 'reject', label: 'Rejeter', from: ['sent'], to: 'rejected', by: ['owner'], facts: z.strictObject({ motive: z.string().min(1) }) },
  ],
});

const convocation = dossierType({
  key: 'samples.convocation',
  label: 'Convocation',
  prefix: 'CNV',
  permissions,
  start: 'prepared',
  steps: [
    { key: 'prepared', label: 'À envoyer', awaits: 'owner', due: { from: 'before-fact', fact: 'sessionOn', joursFrancs: 5 }, remind: [2] },
    { key: 'sent', label: 'Envoyée', awaits: 'nobody' },
    { key: 'held', label: 'Séance tenue', awaits: 'nobody', isEnd: true },
  ],
  parties: [],
  pieces: [],
  transitions: [
    { key: 'send', label: 'Envoyer', from: ['prepared'], to: 'sent', by: ['owner'] },
    { key: 'hold', label: 'Tenir la séance', from: ['sent'], to: 'held', by: ['owner'] },
  ],
});

const tender = dossierType({
  key: 'samples.tender',
  label: 'Consultation',
  prefix: 'MP',
  permissions,
  start: 'published',
  steps: [
    {
      key: 'published',
      label: 'Publiée',
      awaits: 'owner',
      due: { from: 'fact', fact: 'closesOn', delay: { days: 0, isFranc: false, carriesOver: false } },
    },
    { key: 'opened', label: 'Plis ouverts', awaits: 'owner' },
    { key: 'awarded', label: 'Attribuée', awaits: 'nobody', isEnd: true },
  ],
  parties: [{ role: 'bidder', label: 'Candidat' }],
  pieces: [{ kind: 'bid', label: 'Pli', visibleTo: 'bidder' }],
  transitions: [
    {
      key: 'open',
      label: 'Ouvrir les plis',
      from: ['published'],
      to: 'opened',
      by: ['owner'],
      facts: z.strictObject({ openedOn: day }),
      visibleTo: 'owner',
    },
    { key: 'award', label: 'Attribuer', from: ['opened'], to: 'awarded', by: ['owner'] },
  ],
  check(state, transition, facts) {
    if (transition.key === 'open' && String(facts['openedOn']) <= String(state.facts['closesOn']))
      throw refuse('samples.too-early', {}, 'facts.openedOn');
  },
});

const request = dossierType({
  key: 'samples.request',
  label: 'Demande d’usager',
  prefix: 'DEM',
  permissions,
  start: 'received',
  steps: [
    { key: 'received', label: 'Reçue', awaits: 'owner', due: { from: 'step', delay: { months: 2, isFranc: false, carriesOver: false } } },
    { key: 'more', label: 'Complément demandé', awaits: 'owner' },
    { key: 'answered', label: 'Répondue', awaits: 'nobody', isEnd: true },
  ],
  parties: [],
  pieces: [],
  transitions: [
    { key: 'ask', label: 'Demander un complément', from: ['received'], to: 'more', by: ['owner'] },
    { key: 'complete', label: 'Recevoir le complément', from: ['more'], to: 'received', by: ['owner'] },
    { key: 'answer', label: 'Répondre', from: ['received', 'more'], to: 'answered', by: ['owner'] },
  ],
});

const samples: Room = {
  name: 'samples',
  floor: 'service',
  title: 'Essais',
  needs: ['dossiers'],
  permissions: {
    'samples.read': { label: 'Lire', roles: ['secretary', 'agent', 'dgs'] },
    'samples.act': { label: 'Agir', roles: ['secretary', 'dgs'] },
  },
  extends: [act, flow, convocation, tender, request],
};

let it: TestHouse;
let commune: TestBody;
let prefecture: TestBody;
let stranger: TestBody;
let secretary: Caller;
let secretaryId: string;
/** Sessions last half a day: whoever moves the clock signs in again. */
let at: (instant: string) => Promise<void>;
let agent: Caller;
let prefect: Caller;
before(async () => {
  it = await openTestHouse([organisations, people, room, samples]);
  [commune, prefecture, stranger] = [
    await makeBody(it, { name: 'Salles-les-Tours' }),
    await makeBody(it, { name: 'Préfecture' }),
    await makeBody(it),
  ];
  const person = await makePerson(it, [{ in: commune, roles: ['secretary'] }]);
  secretaryId = person.id;
  at = async (instant) => {
    it.clock.set(instant);
    secretary = await signedIn(it.app, person);
  };
  secretary = await signedIn(it.app, person);
  agent = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['agent'] }]));
  prefect = await signedIn(it.app, await makePerson(it, [{ in: prefecture, roles: ['secretary'] }]));
});
after(() => it.close());

const within = <Result>(body: TestBody, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
  inContext<Tables, Result>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: body.id }, work);
let count = 0;
const opened = (type: string, facts: Record<string, unknown> = {}, parties: { partyId: string; role: string }[] = []) =>
  within(commune, (ctx) => openDossier(ctx, { type, title: `Essai ${count}`, openingKey: `essai ${(count += 1)}`, facts, parties }));
const read = async (caller: Caller, id: string, body = commune, query = '') =>
  (await caller({ url: `/api/o/${body.slug}/dossiers/${id}${query}` })).json();
const post = (caller: Caller, id: string, path: string, payload: object, body = commune) =>
  caller({ method: 'POST', url: `/api/o/${body.slug}/dossiers/${id}/${path}`, payload });
const pdf = { kind: 'act', name: 'acte.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 essai').toString('base64') };

test('an act goes from the commune to the préfecture and back, each seeing its own', async () => {
  const { id, number } = await opened('samples.act', {}, [{ partyId: prefecture.id, role: 'prefecture' }]);
  assert.match(number, /^ACT-2026-\d{4}$/);
  assert.equal((await post(secretary, id, 'moves', { transition: 'send' })).json().code, 'dossiers.piece-missing');
  await post(secretary, id, 'pieces', { ...pdf, kind: 'draft' });
  const added = (await post(secretary, id, 'pieces', pdf)).json();
  await post(secretary, id, 'messages', { text: 'À relire avant envoi', visibleTo: 'owner' });
  assert.equal((await post(secretary, id, 'moves', { transition: 'send' })).json().step, 'sent');
  assert.equal(
    (await post(secretary, id, 'moves', { transition: 'acknowledge', facts: { identifier: '033-000000000' } })).json().code,
    'dossiers.not-yours',
  );

  const seen = await read(prefect, id, prefecture);
  assert.equal(seen.awaitsLabel, 'Vous');
  assert.deepEqual(
    seen.pieces.map(({ kind }: { kind: string }) => kind),
    ['act'],
  );
  assert.ok(!JSON.stringify(seen).includes('À relire'));
  const file = await prefect({ url: `/api/o/${prefecture.slug}/dossiers/${id}/pieces/${added.pieceId}` });
  assert.equal(file.body, '%PDF-1.7 essai');
  assert.equal(
    (await post(prefect, id, 'moves', { transition: 'acknowledge', facts: { identifier: 'x' } }, prefecture)).json().code,
    'dossiers.facts',
  );
  await post(prefect, id, 'moves', { transition: 'acknowledge', facts: { identifier: '033-000000000-20261121-D1-DE' } }, prefecture);
  await post(secretary, id, 'moves', { transition: 'publish', facts: { publishedOn: '2026-11-21' } });
  const whole = await read(secretary, id);
  assert.equal(whole.status, 'closed');
  assert.equal(whole.facts.identifier, '033-000000000-20261121-D1-DE');
  assert.equal(whole.isWhole, true);
  assert.equal(
    (await post(secretary, id, `pieces/${added.pieceId}/withdraw`, { reason: 'Mauvaise version' })).json().code,
    'dossiers.piece-is-evidence',
  );
});

test('is not there for a body that takes no part, nor for whoever may not read its type', async () => {
  const { id } = await opened('samples.act');
  const other = await signedIn(it.app, await makePerson(it, [{ in: stranger, roles: ['secretary'] }]));
  assert.equal((await read(other, id, stranger)).code, 'dossiers.unknown');
  const president = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['president'] }]));
  assert.equal((await read(president, id)).code, 'dossiers.unknown');
  assert.equal((await post(agent, id, 'moves', { transition: 'send' })).json().code, 'dossiers.not-yours');
  assert.equal((await president({ url: `/api/o/${commune.slug}/dossiers` })).json().total, 0);
});

test('a flow that is rejected goes round again', async () => {
  const { id } = await opened('samples.flow');
  for (const [transition, facts] of [['send'], ['reject', { motive: 'Tiers inconnu' }], ['send'], ['accept']] as const)
    assert.equal((await post(secretary, id, 'moves', { transition, ...(facts && { facts }) })).statusCode, 200);
  assert.equal((await read(secretary, id)).status, 'closed');
  assert.equal((await post(secretary, id, 'moves', { transition: 'send' })).json().code, 'dossiers.closed');
});

test('a convocation is due so many jours francs before the session, and reminds once', async () => {
  const { id } = await opened('samples.convocation', { sessionOn: '2026-12-01' });
  assert.equal((await read(secretary, id)).dueOn, '2026-11-25');
  const remind = async () => {
    const job = it.house.index.jobs.get('dossiers.remind');
    await inContext(
      it.house,
      { actor: { kind: 'job', name: 'dossiers.remind' }, organisation: null },
      (ctx) => job?.handler(ctx, {}) ?? Promise.resolve(),
    );
  };
  const told = async () =>
    (await secretary({ url: '/api/me/notices' })).json().rows.filter(({ title }: { title: string }) => title.startsWith('CNV')).length;
  await remind();
  assert.equal(await told(), 0);
  await at('2026-11-23T07:00:00Z');
  await remind();
  await remind();
  assert.equal(await told(), 1);
  await at('2026-11-21T09:00:00Z');
});

test('a tender keeps its bids from the others, and its room says when they may be opened', async () => {
  const { id } = await opened('samples.tender', { closesOn: '2026-11-20' }, [{ partyId: prefecture.id, role: 'bidder' }]);
  await post(prefect, id, 'pieces', { ...pdf, kind: 'bid', name: 'pli.pdf' }, prefecture);
  assert.equal((await post(secretary, id, 'moves', { transition: 'open', facts: { openedOn: '2026-11-20' } })).json().code, 'samples.too-early');
  assert.equal((await post(secretary, id, 'moves', { transition: 'open', facts: { openedOn: '2026-11-21' } })).statusCode, 200);
  const bidder = await read(prefect, id, prefecture);
  assert.ok(!bidder.history.some(({ kind }: { kind: string }) => kind === 'moved'));
});

test('a request waits for its complement, and its delay with it', async () => {
  const { id } = await opened('samples.request');
  assert.equal((await read(secretary, id)).dueOn, '2027-01-21');
  await post(secretary, id, 'suspension', { reason: 'Complément demandé à l’usager' });
  assert.equal((await post(secretary, id, 'moves', { transition: 'answer' })).json().code, 'dossiers.suspended');
  await at('2026-12-01T09:00:00Z');
  await secretary({ method: 'DELETE', url: `/api/o/${commune.slug}/dossiers/${id}/suspension` });
  assert.equal((await read(secretary, id)).dueOn, '2027-01-31');
  const before = await read(secretary, id, commune, '?asOf=2026-11-21');
  assert.equal(before.status, 'suspended');
  assert.equal(before.transitions.length, 0);
  await at('2026-11-21T09:00:00Z');
});

test('opens once for one cause, and refuses whoever read it before it changed', async () => {
  const open = () => within(commune, (ctx) => openDossier(ctx, { type: 'samples.flow', title: 'Flux', openingKey: 'la même cause' }));
  const [first, second] = [await open(), await open()];
  assert.equal(first.id, second.id);
  assert.equal(second.isNew, false);
  const { rank } = await read(secretary, first.id);
  const both = await Promise.all([0, 1].map(() => post(secretary, first.id, 'moves', { transition: 'send', expects: rank })));
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 409]);
});

test('is given to someone who may act, who may let a colleague act', async () => {
  const { id } = await opened('samples.flow');
  const put = (path: string, payload: object) => secretary({ method: 'PUT', url: `/api/o/${commune.slug}/dossiers/${id}/${path}`, payload });
  assert.equal((await put('delegate', { personId: secretaryId, until: '2026-12-01' })).json().code, 'dossiers.nobody-has-it');
  const reader = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  assert.equal((await put('assignee', { personId: reader.id })).json().code, 'dossiers.not-here');
  assert.equal((await put('assignee', { personId: secretaryId })).statusCode, 204);
  assert.equal((await read(secretary, id)).assignee, 'Camille Essai');
  const mine = (await secretary({ url: `/api/o/${commune.slug}/dossiers?mine=true` })).json();
  assert.deepEqual(
    mine.rows.map(({ id: one }: { id: string }) => one),
    [id],
  );
});

test('says when a line of its history was altered behind its back', async () => {
  const { id } = await opened('samples.flow');
  await post(secretary, id, 'moves', { transition: 'send' });
  assert.equal((await read(secretary, id)).isWhole, true);
  await asOwner(it, (client) => client.query(`update dossiers.happening set by_name = 'Une autre' where dossier_id = $1 and rank = 1`, [id]));
  assert.equal((await read(secretary, id)).isWhole, false);
});

test('prints its journal as an accessible PDF', async () => {
  const { id } = await opened('samples.act', {}, [{ partyId: prefecture.id, role: 'prefecture' }]);
  await post(secretary, id, 'pieces', pdf);
  const answer = await secretary({ url: `/api/o/${commune.slug}/dossiers/${id}/journal` });
  assert.equal(answer.statusCode, 200);
  assert.match(answer.rawPayload.subarray(0, 8).toString('latin1'), /^%PDF-1/);
});

test('links the dossiers of those who decide each for themselves', async () => {
  const [one, two] = [await opened('samples.flow'), await opened('samples.flow')];
  await within(commune, (ctx) => linkDossiers(ctx, { id: one.id, otherId: two.id, how: 'tripartite' }));
  for (const [id, other] of [
    [one.id, two.number],
    [two.id, one.number],
  ] as const)
    assert.deepEqual(
      (await read(secretary, id)).links.map(({ number }: { number: string }) => number),
      [other],
    );
});

test('goes on after the process dies at any statement', async () => {
  const { id } = await opened('samples.act');
  await within(commune, (ctx) => addPiece(ctx, id, { ...pdf, content: Buffer.from('acte') }));
  for (let dies = 1; ; dies += 1) {
    let ran = 0;
    const died = await within(commune, async (ctx) => {
      const tx = new Proxy(ctx.tx, {
        get: (target, name) => {
          if (['insertInto', 'updateTable', 'selectFrom'].includes(String(name)) && (ran += 1) === dies) throw new Error('mort');
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      await moveDossier(Object.create(ctx, { tx: { value: tx } }) as Context<Tables>, id, { transition: 'send' });
    }).catch((error: Error) => error.message === 'mort');
    const { step, isWhole } = await read(secretary, id);
    assert.equal(isWhole, true);
    if (died !== true) {
      assert.equal(step, 'sent');
      assert.ok(dies > 4);
      return;
    }
    assert.equal(step, 'to-send');
  }
});

test('says what a form gives before it is sent, and every field that is missing once it is', async () => {
  const { id } = await opened('samples.tender', { closesOn: '2026-11-20' });
  const preview = async (facts: object) => (await post(secretary, id, 'moves/preview', { transition: 'open', facts })).json();
  assert.deepEqual(await preview({}), { lines: [], isComplete: false, faults: [] });
  assert.deepEqual((await preview({ openedOn: '2026-11-20' })).faults, [
    { path: 'facts.openedOn', says: 'Les plis ne s’ouvrent pas avant la date limite de remise.' },
  ]);
  assert.equal((await preview({ openedOn: '2026-11-21' })).isComplete, true);
  assert.equal((await read(secretary, id)).step, 'published');
  const { form } = (await read(secretary, id)).transitions[0];
  assert.equal(form.properties.openedOn.format, 'date');
  const missing = (await post(secretary, id, 'moves', { transition: 'open', facts: {} })).json();
  assert.deepEqual(missing.fields, [{ path: 'facts.openedOn', says: 'Saisissez une date complète.' }]);
});

test('a party takes out what it added and nothing else, and sees the sister dossiers in which it takes part', async () => {
  const parties = [{ partyId: prefecture.id, role: 'prefecture' }];
  const [mine, also, other] = [await opened('samples.act', {}, parties), await opened('samples.act', {}, parties), await opened('samples.act')];
  for (const { id } of [also, other]) await within(commune, (ctx) => linkDossiers(ctx, { id: mine.id, otherId: id, how: 'suite' }));
  assert.equal((await read(secretary, mine.id)).links.length, 2);
  assert.deepEqual(
    (await read(prefect, mine.id, prefecture)).links.map(({ number }: { number: string }) => number),
    [also.number],
  );
  const own = (await post(prefect, mine.id, 'pieces', pdf, prefecture)).json();
  const theirs = (await post(secretary, mine.id, 'pieces', pdf)).json();
  const seen = (await read(prefect, mine.id, prefecture)).pieces;
  assert.deepEqual(new Map(seen.map((one: { id: string; mayWithdraw: boolean }) => [one.id, one.mayWithdraw])), new Map([[own.pieceId, true], [theirs.pieceId, false]])); // prettier-ignore
  const withdraw = (pieceId: string) => post(prefect, mine.id, `pieces/${pieceId}/withdraw`, { reason: 'Mauvais fichier' }, prefecture);
  assert.equal((await withdraw(theirs.pieceId)).json().code, 'dossiers.not-yours');
  assert.equal((await withdraw(own.pieceId)).statusCode, 204);
});

test('a note taken out stays as unseen by the parties as it was', async () => {
  const { id } = await opened('samples.act', {}, [{ partyId: prefecture.id, role: 'prefecture' }]);
  const { pieceId } = (await post(secretary, id, 'pieces', { ...pdf, kind: 'draft' })).json();
  await post(secretary, id, `pieces/${pieceId}/withdraw`, { reason: 'Projet périmé' });
  assert.ok(!JSON.stringify(await read(prefect, id, prefecture)).includes('Projet périmé'));
});

test('tells those to whom the next act passes, and those who are written to, but not whoever did it', async () => {
  const { id, number } = await opened('samples.act', {}, [{ partyId: prefecture.id, role: 'prefecture' }]);
  const heard = async (caller: Caller) =>
    (await caller({ url: '/api/me/notices' })).json().rows.filter(({ title }: { title: string }) => title.startsWith(number)).length;
  await post(secretary, id, 'pieces', pdf);
  await post(secretary, id, 'moves', { transition: 'send' });
  await it.settle();
  assert.deepEqual([await heard(prefect), await heard(secretary)], [1, 0]);
  await post(secretary, id, 'messages', { text: 'Entre nous', visibleTo: 'owner' });
  await post(prefect, id, 'messages', { text: 'Bien reçu', visibleTo: 'all' }, prefecture);
  await it.settle();
  assert.deepEqual([await heard(prefect), await heard(secretary)], [1, 1]);
  await secretary({ method: 'PUT', url: `/api/o/${commune.slug}/dossiers/${id}/assignee`, payload: { personId: secretaryId } });
  await post(secretary, id, 'messages', { text: 'Merci', visibleTo: 'all' });
  await it.settle();
  assert.deepEqual([await heard(prefect), await heard(secretary)], [2, 1]);
});

test('finds by number or title, whatever the accents, what a body holds and what it takes part in', async () => {
  const open = (title: string) =>
    within(commune, (ctx) =>
      openDossier(ctx, { type: 'samples.act', title, openingKey: title, parties: [{ partyId: prefecture.id, role: 'prefecture' }] }),
    );
  const { id, number } = await open('Œuvres d’été à Bègles');
  for (const words of ['oeuvres', 'ETE A BEGLES', number.toLowerCase()])
    for (const [caller, body] of [
      [secretary, commune],
      [prefect, prefecture],
    ] as const) {
      const { rows } = (await caller({ url: `/api/o/${body.slug}/dossiers?q=${encodeURIComponent(words)}` })).json();
      assert.deepEqual(
        rows.map((row: { id: string }) => row.id),
        [id],
        words,
      );
    }
  assert.equal((await secretary({ url: `/api/o/${commune.slug}/dossiers?q=%25` })).json().total, 0);
});

test('refuses a type that names what it does not have', () => {
  assert.throws(() => dossierType({ ...flow.value, start: 'nowhere' }), /nowhere/);
  assert.throws(() => dossierType({ ...flow.value, transitions: [{ key: 'x', label: 'x', from: ['signed'], to: 'gone', by: ['owner'] }] }), /gone/);
});
