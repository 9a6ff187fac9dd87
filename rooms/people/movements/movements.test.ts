// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runJob } from '#platform/jobs/work.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { forwardsOn } from '../api.ts';
import { asOwner, lastMailTo, makeBody, makePerson, secretIn, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';

let it: TestHouse;
let commune: TestBody;
let keeper: Caller;
let keeperId: string;
before(async () => {
  it = await openTestHouse([organisations, people]);
});
after(() => it.close());

/** A commune of one's own and somebody who administers it. */
async function place(): Promise<void> {
  commune = await makeBody(it);
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator', 'dgs', 'secretary', 'president'] }]);
  keeper = await signedIn(it.app, person);
  keeperId = await withAddress(person, 'dgs@exemple.fr');
}
async function withAddress(person: TestPerson, email: string | null): Promise<string> {
  const { rows } = await asOwner(it, (client) =>
    client.query<{ id: string }>(`update people.mandate set email = $3 where person_id = $1 and organisation_id = $2 returning id`, [
      person.id,
      commune.id,
      email,
    ]),
  );
  return rows[0]?.id ?? '';
}
const post = (path: string, payload: object = {}) => keeper({ method: 'POST', url: `/api/o/${commune.slug}/movements${path}`, payload });
const read = async (id: string) => (await keeper({ url: `/api/o/${commune.slug}/movements/${id}` })).json();
const departure = (mandateId: string, more: object = {}) =>
  post('/departures', { mandateId, lastDay: '2026-11-30', reason: 'mutation', handOver: {}, forward: null, steps: [], ...more });
const endOf = async (id: string): Promise<string | null> =>
  asOwner(
    it,
    async (client) =>
      (await client.query<{ ends_on: string | null }>(`select ends_on::text from people.mandate where id = $1`, [id])).rows[0]?.ends_on ?? null,
  );
const agent = async (email: string): Promise<string> => withAddress(await makePerson(it, [{ in: commune, roles: ['agent'] }]), email);

test('a departure ends the mandate with its last day, forwards mail until a date, and is taken back before', async () => {
  await place();
  const id = await agent('part@exemple.fr');
  const planned = await departure(id, { forward: { to: keeperId, untilOn: '2027-02-28' }, steps: ['Rendre le badge'] });
  assert.equal(planned.statusCode, 200, planned.body);
  assert.equal(await endOf(id), '2026-11-30');
  const movement = await read(planned.json().id);
  assert.deepEqual(
    [movement.state, movement.mayCancel, movement.forwards],
    ['planned', true, [{ address: 'part@exemple.fr', to: 'dgs@exemple.fr', untilOn: '2027-02-28' }]],
  );
  assert.deepEqual(
    movement.steps.filter(({ isAutomatic }: { isAutomatic: boolean }) => !isAutomatic).map(({ label }: { label: string }) => label),
    ['Rendre le badge'],
  );
  const forwarded = (day: string) =>
    inContext(it.house, { actor: { kind: 'job', name: 'test' }, organisation: commune.id }, (ctx) => forwardsOn(ctx, Temporal.PlainDate.from(day)));
  assert.deepEqual(
    [
      (await forwarded('2026-11-30')).length,
      (await forwarded('2026-12-01')).length,
      (await forwarded('2027-02-28')).length,
      (await forwarded('2027-03-01')).length,
    ],
    [0, 1, 1, 0],
  );
  assert.equal((await departure(id)).json().code, 'people.departure-planned');
  assert.equal((await post(`/${planned.json().id}/cancel`)).statusCode, 204);
  assert.equal(await endOf(id), null);
  assert.deepEqual(await forwarded('2026-12-01'), []);
  assert.equal((await post(`/${planned.json().id}/cancel`)).json().code, 'people.movement-settled');
});

test('hands over at once what the successor must hold, and refuses one who leaves as well', async () => {
  await place();
  const [from, to] = [await agent('de@exemple.fr'), await agent('a@exemple.fr')];
  await keeper({ method: 'POST', url: `/api/o/${commune.slug}/directory/units`, payload: { name: 'État civil', parentId: null, headId: from } });
  const preview = (await keeper({ url: `/api/o/${commune.slug}/movements/departures/${from}` })).json();
  assert.deepEqual(
    preview.holds.find(({ name }: { name: string }) => name === 'people.units').things.map(({ label }: { label: string }) => label),
    ['État civil'],
  );
  await asOwner(it, (client) => client.query(`update people.mandate set ends_on = '2026-11-30' where id = $1`, [to]));
  assert.equal((await departure(from, { handOver: { 'people.units': to } })).json().code, 'people.successor-leaves');
  assert.equal((await departure(from, { handOver: { 'people.units': keeperId } })).statusCode, 200);
  const { units } = (await keeper({ url: `/api/o/${commune.slug}/directory/units` })).json();
  assert.equal(units[0].headId, keeperId);
});

test('tokens and webhooks of those who leave are listed, and go to whoever takes over or end with the last day', async () => {
  await place();
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  const id = await withAddress(person, 'jetons@exemple.fr');
  await asOwner(it, async (client) => {
    for (const [label, permissions] of [
      ['Paie', '{people.read,quotes.none}'],
      ['Devis', '{quotes.none}'],
    ])
      await client.query(
        `insert into people.api_token (organisation_id, id, label, permissions, secret_digest, ending, vouched_by, created_by, created_at, expires_at)
         values ($1, gen_random_uuid(), $2, $3, sha256(gen_random_uuid()::text::bytea), 'abcd', $4, $4, $5, $5::timestamptz + interval '90 days')`,
        [commune.id, label, permissions, person.id, it.clock.now().toString()],
      );
    await client.query(
      `insert into people.webhook (organisation_id, id, label, url, events, secret, created_by, created_at)
       values ($1, gen_random_uuid(), 'Suivi', 'https://exemple.fr/suivi', '{people.webhook-deleted}', 'x', $2, now())`,
      [commune.id, person.id],
    );
  });
  const held = async (): Promise<Record<string, string[]>> => {
    const { holds } = (await keeper({ url: `/api/o/${commune.slug}/movements/departures/${id}` })).json<{
      holds: { name: string; things: { label: string }[] }[];
    }>();
    return Object.fromEntries(holds.map(({ name, things }) => [name, things.map(({ label }) => label)]));
  };
  const before = await held();
  assert.deepEqual([before['people.api-tokens'], before['people.webhooks']], [['Devis', 'Paie'], ['Suivi']]);
  const done = await departure(id, { lastDay: '2026-11-20', reason: 'other', handOver: { 'people.api-tokens': keeperId } });
  assert.equal(done.statusCode, 200, done.body);
  const { rows } = await asOwner(it, (client) =>
    client.query(
      `select t.label, t.permissions, t.revoked_at is not null as ended, t.vouched_by = m.person_id as kept,
         people.whose_api_token(t.secret_digest, $3) is not null as opens,
         (select w.is_paused from people.webhook w where w.organisation_id = t.organisation_id) as paused
       from people.api_token t join people.mandate m on m.id = $2 where t.organisation_id = $1 order by t.label`,
      [commune.id, keeperId, it.clock.now().toString()],
    ),
  );
  // Taken over, « Paie » waits for a secret that the one who left does not know.
  assert.deepEqual(rows, [
    { label: 'Devis', permissions: ['quotes.none'], ended: true, kept: false, opens: false, paused: true },
    { label: 'Paie', permissions: ['people.read'], ended: false, kept: true, opens: false, paused: true },
  ]);
});

test('a webhook taken over goes on sending', async () => {
  await place();
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  const id = await withAddress(person, 'suivi@exemple.fr');
  await asOwner(it, (client) =>
    client.query(
      `insert into people.webhook (organisation_id, id, label, url, events, secret, created_by, created_at)
       values ($1, gen_random_uuid(), 'Suivi', 'https://exemple.fr/suivi', '{people.webhook-deleted}', 'x', $2, now())`,
      [commune.id, person.id],
    ),
  );
  const done = await departure(id, { lastDay: '2026-11-20', reason: 'other', handOver: { 'people.webhooks': keeperId } });
  assert.equal(done.statusCode, 200, done.body);
  const { rows } = await asOwner(it, (client) =>
    client.query(`select w.is_paused from people.webhook w join people.mandate m on m.person_id = w.created_by where m.id = $1`, [keeperId]),
  );
  assert.deepEqual(rows, [{ is_paused: false }]);
});

test('refuses one’s own departure, a day long past, a mail forwarded for years or to nobody', async () => {
  await place();
  const [id, nobody] = [await agent('x@exemple.fr'), await withAddress(await makePerson(it, [{ in: commune, roles: ['agent'] }]), null)];
  assert.equal((await departure(keeperId)).json().code, 'people.departure-own');
  assert.equal((await departure(id, { lastDay: '2026-11-19' })).json().code, 'people.departure-past');
  assert.equal((await departure(id, { forward: { to: keeperId, untilOn: '2027-12-01' } })).json().code, 'people.forward-until');
  assert.equal((await departure(id, { forward: { to: keeperId, untilOn: '2026-11-30' } })).json().code, 'people.forward-until');
  assert.equal((await departure(id, { forward: { to: nobody, untilOn: '2026-12-31' } })).json().code, 'people.forward-address');
  assert.equal(await endOf(id), null, 'a refusal leaves nothing behind');
});

test('an immediate departure closes in the act', async () => {
  await place();
  const person = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  const call = await signedIn(it.app, person);
  const id = await withAddress(person, 'immediat@exemple.fr');
  const done = await departure(id, { lastDay: '2026-11-20', reason: 'other' });
  assert.equal((await read(done.json().id)).state, 'done');
  assert.equal((await call({ url: `/api/o/${commune.slug}/directory` })).statusCode, 403);
});

test('an arrival opens on its first day and not before, and is taken back before', async () => {
  await place();
  const group = (
    await keeper({ method: 'POST', url: `/api/o/${commune.slug}/people/groups`, payload: { name: 'Régie', description: '', members: [] } })
  ).json().id;
  const arrival = (more: object = {}) =>
    post('/arrivals', {
      givenName: 'Lise',
      familyName: 'Arrivante',
      email: 'lise@exemple.fr',
      kind: 'agent',
      title: 'Comptable',
      roles: ['agent'],
      beginsOn: '2026-12-01',
      endsOn: null,
      unitId: null,
      groups: [group],
      genericAccounts: [],
      welcomeBy: 'la DGS',
      steps: ['Préparer le bureau'],
      ...more,
    });
  assert.equal((await arrival({ beginsOn: '2026-11-20' })).json().code, 'people.arrival-past');
  const { id } = (await arrival()).json();
  const listed = async (): Promise<number> => (await keeper({ url: `/api/o/${commune.slug}/directory?q=arrivante` })).json().total;
  assert.equal(await listed(), 0);
  const movement = await read(id);
  assert.deepEqual(movement.steps.map(({ label }: { label: string }) => label).slice(0, 2), ['Préparer le bureau', 'Accueil par la DGS']);
  assert.equal((await post(`/steps/${movement.steps[0].id}`, { done: true })).statusCode, 204);
  assert.equal((await post(`/steps/${movement.steps[2].id}`, { done: true })).json().code, 'people.step-unknown');
  assert.equal((await post(`/${id}/cancel`)).statusCode, 204);
  const again = (await arrival()).json().id;
  it.clock.set('2026-11-30T23:00:00Z');
  keeper = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  assert.equal(await listed(), 1);
  assert.equal((await post(`/${again}/cancel`)).json().code, 'people.movement-begun');
  await it.settle();
  it.clock.set('2026-11-21T09:00:00Z');
});

test('whoever arrives is invited when the arrival is prepared, and again on the day unless they have signed in since', async () => {
  await place();
  const known = await makePerson(it, [{ in: await makeBody(it), roles: ['agent'] }]);
  const arrives = async (email: string): Promise<void> => {
    const planned = await post('/arrivals', {
      givenName: 'Ida',
      familyName: 'Nouvelle',
      email,
      kind: 'agent',
      title: 'Comptable',
      roles: ['agent'],
      beginsOn: '2026-12-15',
      endsOn: null,
      unitId: null,
      groups: [],
      genericAccounts: [],
      welcomeBy: '',
      steps: [],
    });
    assert.equal(planned.statusCode, 200, planned.body);
  };
  const emails = ['ida@exemple.fr', 'avance@exemple.fr', 'revoquee@exemple.fr', known.email];
  for (const email of emails) await arrives(email);
  await it.settle();
  const linkOf = async (email: string): Promise<string> => secretIn(await lastMailTo(it, email), '/invitation');
  const accept = (secret: string) =>
    it.app.inject({ method: 'POST', url: '/api/invitation', payload: { secret, password: 'quatre mots sans rapport' } });
  const [first, early, , living] = [await linkOf('ida@exemple.fr'), await linkOf('avance@exemple.fr'), null, await linkOf(known.email)];
  assert.equal((await accept(early)).statusCode, 200, 'before the day, for no mandate yet');
  await signedIn(it.app, known);
  await asOwner(it, (client) => client.query(`update people.invitation set revoked_at = now() where email = 'revoquee@exemple.fr'`));
  const revoked = await linkOf('revoquee@exemple.fr');
  it.clock.set('2026-12-14T23:00:00Z');
  const due = it.house.index.jobs.get('people.catch-up-movements');
  assert.ok(due);
  await runJob(it.house, due, {});
  await it.settle();
  assert.equal((await accept(first)).statusCode, 404, 'the former link is too old');
  assert.equal((await accept(await linkOf('ida@exemple.fr'))).statusCode, 200);
  assert.deepEqual([await linkOf('avance@exemple.fr'), await linkOf('revoquee@exemple.fr'), await linkOf(known.email)], [early, revoked, living]);
  it.clock.set('2026-11-21T09:00:00Z');
});

/** A council of so many, half of whom have an address. */
async function council(names: readonly string[], title = 'Conseiller municipal'): Promise<void> {
  await asOwner(it, async (client) => {
    for (const [at, name] of names.entries()) {
      const { rows } = await client.query<{ id: string }>(
        `insert into people.person (id, given_name, family_name, created_at) values (gen_random_uuid(), 'Élu', $1, now()) returning id`,
        [name],
      );
      await client.query(
        `insert into people.mandate (organisation_id, id, person_id, kind, roles, title, email, begins_on, ends_on, created_at)
         values ($1, gen_random_uuid(), $2, 'elected', '{elected}', $3, $4, '2020-05-25', '2027-03-31', now())`,
        [commune.id, rows[0]?.id, title, at % 2 === 0 ? `${name.toLowerCase()}@exemple.fr` : null],
      );
    }
  });
}
const renewal = (list: string) => ({ list, day: '2026-12-15', endsOn: '2032-12-31' });
const sitting = async (day: string): Promise<string[]> =>
  asOwner(it, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select coalesce(m.family_name, p.family_name) || ' ' || m.title as name from people.mandate m join people.person p on p.id = m.person_id
       where m.organisation_id = $1 and m.kind = 'elected' and m.begins_on <= $2 and m.ends_on >= $2 order by 1`,
      [commune.id, day],
    );
    return rows.map(({ name }) => name);
  });

test('a renewal compares the new assembly with the present one, and is one act that can be taken back', async () => {
  await place();
  await council(['Reste', 'Change', 'Part']);
  const list = 'Nom;Prénom;Fonction;Courriel\nRESTE;elu;Conseiller municipal;\nChange;Élu;Maire;\nArrive;Zoé;2e adjointe;zoe@exemple.fr\n';
  const preview = (await post('/renewals/preview', renewal(list))).json();
  assert.deepEqual(preview.faults, []);
  assert.deepEqual(
    preview.lines.map(({ outcome, name, before }: { outcome: string; name: string; before: string | null }) => [outcome, name, before]),
    [
      ['changes', 'Élu Change', 'Conseiller municipal'],
      ['comes', 'Zoé Arrive', null],
      ['leaves', 'Élu Part', 'Conseiller municipal'],
      ['stays', 'elu RESTE', null],
    ],
  );
  const before = await sitting('2026-12-20');
  const done = await post('/renewals', renewal(list));
  assert.equal(done.statusCode, 200, done.body);
  assert.deepEqual(await sitting('2026-12-14'), ['Change Conseiller municipal', 'Part Conseiller municipal', 'Reste Conseiller municipal']);
  assert.deepEqual(await sitting('2026-12-15'), ['Arrive 2e adjointe', 'Change Maire', 'Reste Conseiller municipal']);
  assert.deepEqual(await sitting('2032-12-31'), ['Arrive 2e adjointe', 'Change Maire', 'Reste Conseiller municipal']);
  assert.equal((await post('/renewals', renewal(list))).json().code, 'people.renewal-planned');
  assert.equal((await post(`/${done.json().id}/cancel`)).statusCode, 204);
  assert.deepEqual(await sitting('2026-12-20'), before);
});

test('says what is wrong line by line, and renews nothing while something is', async () => {
  await place();
  await council(['Homonyme', 'Homonyme']);
  await asOwner(it, (client) => client.query(`update people.mandate set email = null where organisation_id = $1 and kind = 'elected'`, [commune.id]));
  const list =
    'Nom;Prénom;Fonction;Courriel\nHomonyme;Élu;Maire;\nNouveau;Ali;;\n;Sans;;\nMal;Jo;;pas-une-adresse\nUn;A;;a@exemple.fr\nDeux;B;;a@exemple.fr\n';
  const { faults } = (await post('/renewals/preview', renewal(list))).json();
  assert.deepEqual(faults, [
    { line: 2, says: 'Deux élus s’appellent Élu Homonyme : ajoutez leur adresse électronique.' },
    { line: 3, says: 'Ali Nouveau arrive : son adresse électronique manque.' },
    { line: 4, says: 'Le nom manque.' },
    { line: 5, says: '« pas-une-adresse » n’est pas une adresse électronique complète.' },
    { line: 7, says: 'Cette adresse est déjà celle de la ligne 6.' },
  ]);
  const refused = await post('/renewals', renewal(list));
  assert.deepEqual([refused.statusCode, refused.json().code], [422, 'people.renewal-faults']);
  assert.equal((await sitting('2026-12-20')).length, 2);
  assert.equal((await post('/renewals/preview', { ...renewal(list), day: '2026-11-21' })).json().code, 'people.renewal-past');
});

test('renews a council of three hundred', async () => {
  await place();
  const names = Array.from({ length: 200 }, (_, at) => `Ancien${at}`);
  await council(names);
  const kept = names.slice(0, 100).map((name) => `${name};Élu;Conseiller municipal;`);
  const fresh = Array.from({ length: 200 }, (_, at) => `Nouveau${at};Élu;Conseiller municipal;nouveau${at}@exemple.fr`);
  const done = await post('/renewals', renewal(['Nom;Prénom;Fonction;Courriel', ...kept, ...fresh].join('\n')));
  assert.equal(done.statusCode, 200, done.body);
  assert.equal((await sitting('2026-12-15')).length, 300);
});

test('the last administrator is not renewed away', async () => {
  await place();
  const other = await makeBody(it);
  const only = await makePerson(it, [{ in: other, roles: ['body-administrator', 'president'] }]);
  await asOwner(it, (client) =>
    client.query(`update people.mandate set kind = 'elected', ends_on = '2027-03-31', email = 'seul@exemple.fr' where organisation_id = $1`, [
      other.id,
    ]),
  );
  const call = await signedIn(it.app, only);
  const refused = await call({
    method: 'POST',
    url: `/api/o/${other.slug}/movements/renewals`,
    payload: renewal('Nom;Prénom;Courriel\nAutre;A;autre@exemple.fr\n'),
  });
  assert.equal(refused.json().code, 'people.last-administrator');
});

test('nobody without the permission prepares anything', async () => {
  await place();
  const call = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
  for (const path of ['/arrivals', '/departures', '/renewals', '/renewals/preview'])
    assert.equal((await call({ method: 'POST', url: `/api/o/${commune.slug}/movements${path}`, payload: {} })).statusCode, 403);
});
