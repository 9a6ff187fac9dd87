// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { contextWithoutTransaction } from '#platform/make-context.ts';
import { eventFollower } from './checks/heard-events.ts';
import { followChanges } from './incidents/follow-changes.ts';
import { forgetHistory, packLooks } from './scheduler/keep-history.ts';
import { availabilityLink } from './status/availability-link.ts';
import { forgetUnconfirmed } from './status/subscriptions/subscribe.ts';
import { callerIn, addCheck, afterMinutes, approve, openSite, openWatchedHouse, within, type TestSite, type Watched } from './testing.ts';
import { asOwner, makeBody, signedIn } from '#rooms/people/testing.ts';

let w: Watched;
let site: TestSite;
before(async () => {
  w = await openWatchedHouse();
  site = await openSite();
  await approve(w, '127.0.0.1');
});
after(async () => {
  await site.close();
  await w.it.close();
});
beforeEach(() => {
  Object.assign(site, { status: 200, body: 'Bienvenue à la mairie', location: null });
});

const web = () => ({ kind: 'http', settings: { url: site.url, word: '', certificateDays: 14, slowMs: 5000 } }) as const;
type Incident = { id: string; title: string; cause: string; status: string; affected: number };
const incidents = async (status = 'current'): Promise<Incident[]> =>
  (await w.technician({ method: 'GET', url: `/api/o/${w.operator.slug}/monitoring/incidents?status=${status}` })).json<{ rows: Incident[] }>().rows;
const remove = (id: string) => w.technician({ method: 'DELETE', url: `/api/o/${w.operator.slug}/monitoring/checks/${id}` });
const read = async (id: string) =>
  (await w.technician({ method: 'GET', url: `/api/o/${w.operator.slug}/monitoring/checks/${id}` })).json<{
    status: string;
    says: string | null;
    looks: { at: string; outcome: string }[];
    days: { on: string; looks: number }[];
  }>();
const refusal = (response: { statusCode: number; json: <T>() => T }) => `${response.statusCode} ${response.json<{ code: string }>().code}`;

test('a site that fails opens an incident, and closes it once it answers again', async () => {
  const { id } = await addCheck(w, web(), { name: 'Site de la commune', failuresToOpen: 2, successesToClose: 2 });
  await afterMinutes(w, 5);
  assert.equal((await read(id)).status, 'up');
  site.status = 500;
  await afterMinutes(w, 1);
  assert.deepEqual(await incidents(), []);
  await afterMinutes(w, 1);
  const [open] = await incidents();
  assert.equal(open?.title, 'Site de la commune');
  assert.match(open?.cause ?? '', /erreur 500/);
  site.status = 200;
  await afterMinutes(w, 1);
  assert.equal((await incidents()).length, 1);
  await afterMinutes(w, 1);
  assert.deepEqual(await incidents(), []);
  assert.equal((await read(id)).looks.length, 5);
  await remove(id);
});

test('only what the body declared and the operator approved is watched', async () => {
  const payload = { bodyId: w.commune.id, name: 'Ailleurs', everySeconds: 300, check: { kind: 'tcp', settings: { host: 'exemple.fr', port: 443 } } };
  const url = `/api/o/${w.operator.slug}/monitoring/checks`;
  assert.equal(refusal(await w.technician({ method: 'POST', url, payload })), '422 monitoring.target-not-approved');
  const trial = await w.technician({
    method: 'POST',
    url: `/api/o/${w.operator.slug}/monitoring/trials`,
    payload: { bodyId: w.commune.id, check: payload.check },
  });
  assert.equal(refusal(trial), '422 monitoring.target-not-approved');
  assert.equal((await w.secretary({ method: 'POST', url: `/api/o/${w.commune.slug}/monitoring/checks`, payload })).statusCode, 403);
});

test('a body whose right is not open declares nothing; an operator needs none for its own machines', async () => {
  w.rights.closed.add(w.commune.id);
  w.rights.closed.add(w.operator.id);
  const declare = (slug: string, caller: typeof w.technician, address: string) =>
    caller({ method: 'POST', url: `/api/o/${slug}/monitoring/targets`, payload: { address, label: 'Essai' } });
  assert.equal(refusal(await declare(w.commune.slug, w.secretary, 'www.commune.exemple.fr')), '403 monitoring.not-open');
  assert.equal((await declare(w.operator.slug, w.technician, 'services.operateur.exemple.fr')).statusCode, 200);
  w.rights.closed.clear();
});

test('refuses to declare what is private, or an address in disguise', async () => {
  const declare = (address: string) =>
    w.secretary({ method: 'POST', url: `/api/o/${w.commune.slug}/monitoring/targets`, payload: { address, label: 'Essai' } });
  for (const address of ['10.0.0.1', '169.254.169.254', '192.168.1.1', 'fd00::1', '::ffff:10.0.0.1', '0.0.0.0'])
    assert.equal(refusal(await declare(address)), '422 monitoring.target-private', address);
  for (const address of ['2130706433', '0x7f000001', '127.1', 'https://exemple.fr/', 'un nom', 'serveur'])
    assert.equal(refusal(await declare(address)), '422 monitoring.target-address', address);
  assert.equal(refusal(await declare('127.0.0.1')), '409 monitoring.target-declared');
});

test('a line that is dead is one incident, not three', async () => {
  const line = await addCheck(w, web(), { name: 'Ligne de la mairie' });
  const children = [];
  for (const name of ['Site', 'Standard']) children.push(await addCheck(w, web(), { name, dependsOn: line.id }));
  await afterMinutes(w, 5);
  site.status = 503;
  await afterMinutes(w, 1);
  await afterMinutes(w, 1);
  const open = await incidents();
  assert.deepEqual(
    open.map(({ title, affected }) => [title, affected]),
    [['Ligne de la mairie', 3]],
  );
  site.status = 200;
  await afterMinutes(w, 1);
  assert.deepEqual(await incidents(), []);
  for (const { id } of [...children, line]) await remove(id);
});

test('what fails under a line that is not known to be dead yet waits for it, then joins it', async () => {
  const line = await addCheck(w, web(), { name: 'Ligne lente', failuresToOpen: 3 });
  const child = await addCheck(w, web(), { name: 'Site pressé', dependsOn: line.id });
  await afterMinutes(w, 5);
  site.status = 503;
  await afterMinutes(w, 1);
  assert.deepEqual(await incidents(), []);
  for (let minute = 0; minute < 4; minute++) await afterMinutes(w, 1);
  assert.deepEqual(
    (await incidents()).map(({ title, affected }) => [title, affected]),
    [['Ligne lente', 2]],
  );
  site.status = 200;
  await afterMinutes(w, 1);
  await afterMinutes(w, 1);
  assert.deepEqual(await incidents(), []);
  for (const { id } of [child, line]) await remove(id);
});

test('works that were announced are no incident; what still fails after them is', async () => {
  const { id } = await addCheck(w, web(), { name: 'Site en travaux' });
  await afterMinutes(w, 5);
  const now = w.it.clock.now().toZonedDateTimeISO('Europe/Paris');
  const planned = await w.secretary({
    method: 'POST',
    url: `/api/o/${w.commune.slug}/monitoring/maintenance`,
    payload: {
      title: 'Changement de serveur',
      beginsAt: now.toPlainDateTime().toString({ smallestUnit: 'minute' }),
      endsAt: now.add({ minutes: 10 }).toPlainDateTime().toString({ smallestUnit: 'minute' }),
    },
  });
  assert.equal(planned.statusCode, 200, planned.body);
  site.status = 500;
  await afterMinutes(w, 5);
  assert.deepEqual(await incidents(), []);
  await afterMinutes(w, 6);
  assert.equal((await incidents()).length, 1);
  await remove(id);
});

test('a check that flaps keeps one incident until it is calm', async () => {
  const { id } = await addCheck(w, web(), { name: 'Site capricieux' });
  await afterMinutes(w, 5);
  let opened = 0;
  for (let turn = 0; turn < 16; turn++) {
    site.status = turn % 2 === 0 ? 500 : 200;
    await afterMinutes(w, 1);
  }
  opened = (await incidents('closed')).filter(({ title }) => title.startsWith('Site capricieux')).length;
  assert.ok(opened <= 4, `${opened} incidents were opened and closed`);
  assert.equal((await incidents()).length, 1);
  site.status = 200;
  for (let turn = 0; turn < 21; turn++) await afterMinutes(w, 1);
  assert.deepEqual(await incidents(), []);
  await remove(id);
});

test('an incident is taken in charge in one gesture, by one person, and others are told when nobody does', async () => {
  const { id: check } = await addCheck(w, web(), { name: 'Site oublié' });
  await afterMinutes(w, 5);
  site.status = 500;
  await afterMinutes(w, 1);
  const [incident] = await incidents();
  assert.ok(incident);
  const notices = async (caller: typeof w.technician) =>
    (await caller({ method: 'GET', url: '/api/me/notices' }))
      .json<{ rows: { title: string; href: string }[] }>()
      .rows.filter(({ title }) => title.includes('Site oublié'));
  assert.equal((await notices(w.technician)).length, 1);
  assert.equal((await notices(w.technician))[0]?.href, `/o/${w.operator.slug}/surveillance/incidents/${incident.id}`);
  await afterMinutes(w, 31);
  assert.match((await notices(w.administrator)).map(({ title }) => title).join(), /personne n’a pris en charge/);
  const take = (caller: typeof w.technician, slug: string) =>
    caller({ method: 'POST', url: `/api/o/${slug}/monitoring/incidents/${incident.id}/acknowledgement` });
  assert.ok((await take(w.secretary, w.commune.slug)).statusCode < 300);
  assert.equal((await take(w.technician, w.operator.slug)).json<{ code: string }>().code, 'monitoring.incident-taken');
  const stranger = await callerIn(w.it, await makeBody(w.it), 'secretary');
  assert.equal((await take(stranger, w.commune.slug)).statusCode, 403);
  const page = await w.secretary({ method: 'GET', url: `/api/o/${w.commune.slug}/monitoring/incidents/${incident.id}` });
  assert.deepEqual(
    page.json<{ timeline: { kind: string }[] }>().timeline.map(({ kind }) => kind),
    ['opened', 'told', 'told', 'acknowledged'],
  );
  await remove(check);
});

test('a machine that calls lives; one that has fallen silent is an incident', async () => {
  const { id, pushAddress } = await addCheck(w, { kind: 'heartbeat', settings: { silenceSeconds: 600 } }, { name: 'Sauvegarde de la mairie' });
  assert.ok(pushAddress);
  const path = new URL(pushAddress).pathname;
  assert.equal((await w.it.app.inject({ method: 'GET', url: path })).statusCode, 200);
  await afterMinutes(w, 6);
  assert.equal((await read(id)).status, 'up');
  await afterMinutes(w, 6);
  assert.equal((await read(id)).status, 'down');
  assert.match((await incidents())[0]?.cause ?? '', /n’a pas appelé depuis 12 minutes/);
  assert.equal((await w.it.app.inject({ method: 'POST', url: path })).statusCode, 200);
  await afterMinutes(w, 1);
  assert.equal((await read(id)).status, 'up');
  assert.equal((await w.it.app.inject({ method: 'GET', url: path.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })).statusCode, 404);
  const renewed = await w.technician({ method: 'POST', url: `/api/o/${w.operator.slug}/monitoring/checks/${id}/address` });
  assert.equal(renewed.statusCode, 200);
  assert.equal((await w.it.app.inject({ method: 'GET', url: path })).statusCode, 404);
  await remove(id);
});

test('a machine reports its disks, and one that fills up is told before it is full', async () => {
  const { id, pushAddress } = await addCheck(w, { kind: 'disk', settings: { silenceSeconds: 86_400, warnPercent: 85, downPercent: 95 } });
  const url = new URL(pushAddress ?? '').pathname;
  const report = (free: number) => w.it.app.inject({ method: 'POST', url, payload: { disks: [{ name: 'C:', total: 500, free }] } });
  await report(250);
  await afterMinutes(w, 5);
  assert.equal((await read(id)).status, 'up');
  await report(50);
  await afterMinutes(w, 1);
  assert.deepEqual([(await read(id)).status, (await read(id)).says], ['warn', 'Le disque C: est plein à 90 %.']);
  await report(5);
  await afterMinutes(w, 1);
  assert.equal((await read(id)).status, 'down');
  assert.equal((await w.it.app.inject({ method: 'POST', url, payload: { disks: 'pleins' } })).statusCode, 422);
  await remove(id);
});

test('a target that the body takes back is asked nothing any more', async () => {
  const payload = { address: 'localhost', label: 'Poste' };
  const declared = await w.secretary({ method: 'POST', url: `/api/o/${w.commune.slug}/monitoring/targets`, payload });
  const { id: target } = declared.json<{ id: string }>();
  const decision = { outcome: 'approved', checks: ['http'] };
  await w.technician({ method: 'POST', url: `/api/o/${w.operator.slug}/monitoring/targets/${target}/decision`, payload: decision });
  const { rows } = (await w.technician({ method: 'GET', url: `/api/o/${w.operator.slug}/monitoring/checks?q=Poste` })).json<{
    rows: { id: string }[];
  }>();
  assert.equal(rows.length, 1);
  assert.equal((await afterMinutes(w, 5)).looks, 1);
  await w.secretary({ method: 'DELETE', url: `/api/o/${w.commune.slug}/monitoring/targets/${target}` });
  assert.equal((await afterMinutes(w, 10)).looks, 0);
  await remove(rows[0]?.id ?? '');
});

test('a target that is taken back while it fails closes its incident, and says why', async () => {
  const payload = { address: 'localhost', label: 'Poste retiré' };
  const declared = await w.secretary({ method: 'POST', url: `/api/o/${w.commune.slug}/monitoring/targets`, payload });
  const { id: target } = declared.json<{ id: string }>();
  await w.technician({ method: 'POST', url: `/api/o/${w.operator.slug}/monitoring/targets/${target}/decision`, payload: { outcome: 'approved' } });
  await w.it.settle();
  const settings = { ...web().settings, url: site.url.replace('127.0.0.1', 'localhost') };
  const { id } = await addCheck(w, { kind: 'http', settings }, { name: 'Site retiré' });
  const other = await addCheck(w, web(), { name: 'Site gardé' });
  site.status = 500;
  await afterMinutes(w, 5);
  assert.deepEqual((await incidents()).map(({ title }) => title).sort(), ['Site gardé', 'Site retiré']);
  await w.secretary({ method: 'DELETE', url: `/api/o/${w.commune.slug}/monitoring/targets/${target}` });
  await w.it.settle();
  assert.deepEqual(
    (await incidents()).map(({ title }) => title),
    ['Site gardé'],
  );
  const closed = (await incidents('closed')).find(({ title }) => title === 'Site retiré');
  const read = await w.secretary({ method: 'GET', url: `/api/o/${w.commune.slug}/monitoring/incidents/${closed?.id}` });
  assert.match(read.body, /Clos : la collectivité a retiré cette machine de la surveillance\./);
  for (const one of [id, other.id]) await remove(one);
});

test('a target that is taken back while its machine is asked opens no incident', async (t) => {
  const declared = await w.secretary({
    method: 'POST',
    url: `/api/o/${w.commune.slug}/monitoring/targets`,
    payload: { address: 'localhost', label: 'Poste lent' },
  });
  const { id: target } = declared.json<{ id: string }>();
  await w.technician({ method: 'POST', url: `/api/o/${w.operator.slug}/monitoring/targets/${target}/decision`, payload: { outcome: 'approved' } });
  // The body takes it back between the question and the answer, and all that hears of it has run.
  let asked = 0;
  const slow = createServer((_request, response) => {
    asked++;
    void w
      .secretary({ method: 'DELETE', url: `/api/o/${w.commune.slug}/monitoring/targets/${target}` })
      .then(() => w.it.settle())
      .then(() => response.writeHead(500).end());
  }).listen(0, '127.0.0.1');
  t.after(() => (slow.closeAllConnections(), slow.close()));
  await once(slow, 'listening');
  const { port } = slow.address() as AddressInfo; // listening on a port, not on a socket file
  const settings = { ...web().settings, url: `http://localhost:${port}/` };
  const { id } = await addCheck(w, { kind: 'http', settings }, { name: 'Poste lent' });
  await afterMinutes(w, 5);
  assert.equal(asked, 1);
  assert.deepEqual(await incidents(), []);
  assert.equal((await read(id)).status, 'pending');
  assert.deepEqual((await read(id)).looks, []);
  // Taken back later still, once the failure was written and before incidents follow.
  const late = { id, bodyId: w.commune.id, operatorId: w.operator.id, name: 'Poste lent', dependsOn: null, incidentId: null, says: '500' };
  const at = w.it.clock.now().toString();
  await within(w, w.operator, (ctx) => followChanges(ctx, [{ ...late, isDown: true, isFlapping: false, at }]));
  assert.deepEqual(await incidents(), []);
  await remove(id);
});

test('checks that are looked at no more take no place in a round', async () => {
  const { id } = await addCheck(w, web(), { name: 'Retirée' });
  await afterMinutes(w, 5);
  const nextAt = () =>
    within(w, w.operator, (ctx) => ctx.tx.selectFrom('monitoring.state').select('next_at').where('id', '=', id).executeTakeFirstOrThrow());
  const { rows } = (await w.secretary({ method: 'GET', url: `/api/o/${w.commune.slug}/monitoring/targets?q=127.0.0.1` })).json<{
    rows: { id: string }[];
  }>();
  await w.secretary({ method: 'DELETE', url: `/api/o/${w.commune.slug}/monitoring/targets/${rows[0]?.id}` });
  assert.match((await nextAt()).next_at, /^9999/);
  await w.it.settle();
  await remove(id);
  await approve(w, '127.0.0.1');
});

test('a check that is paused or removed holds no incident open, and what hung on it stands alone again', async () => {
  const line = await addCheck(w, web(), { name: 'Ligne retirée' });
  const child = await addCheck(w, web(), { name: 'Site derrière', dependsOn: line.id });
  site.status = 500;
  await afterMinutes(w, 5);
  await afterMinutes(w, 1);
  assert.deepEqual(
    (await incidents()).map(({ title, affected }) => [title, affected]),
    [['Ligne retirée', 2]],
  );
  await remove(line.id);
  await afterMinutes(w, 1);
  assert.deepEqual(
    (await incidents()).map(({ title }) => title),
    ['Site derrière'],
  );
  const url = `/api/o/${w.operator.slug}/monitoring/checks/${child.id}`;
  const payload = { name: 'Site derrière', everySeconds: 60, failuresToOpen: 1, successesToClose: 1, isPaused: true, check: web() };
  assert.ok((await w.technician({ method: 'PUT', url, payload })).statusCode < 300);
  assert.deepEqual(await incidents(), []);
  assert.equal((await afterMinutes(w, 10)).looks, 0);
  await remove(child.id);
});

test('the overview, the bodies and the public page say the same', async () => {
  const { id } = await addCheck(w, web(), { name: 'Portail', publicName: 'Portail des services' });
  site.status = 500;
  await afterMinutes(w, 5);
  const overview = (slug: string, caller: typeof w.technician) =>
    caller({ method: 'GET', url: `/api/o/${slug}/monitoring/overview` }).then((answer) =>
      answer.json<{ isOperator: boolean; counts: { down: number }; openIncidents: number }>(),
    );
  for (const [slug, caller, isOperator] of [
    [w.operator.slug, w.technician, true],
    [w.commune.slug, w.secretary, false],
  ] as const) {
    const seen = await overview(slug, caller);
    assert.deepEqual([seen.isOperator, seen.counts.down, seen.openIncidents], [isOperator, 1, 1]);
  }
  const bodies = (await w.technician({ method: 'GET', url: `/api/o/${w.operator.slug}/monitoring/bodies` })).json<{
    rows: { name: string; down: number }[];
  }>();
  assert.deepEqual(
    bodies.rows.map(({ name, down }) => [name, down]),
    [[w.commune.name, 1]],
  );
  assert.equal(await within(w, w.operator, availabilityLink), null);
  const closed = await w.it.app.inject({ method: 'GET', url: `/o/${w.operator.slug}/disponibilite` });
  assert.equal(closed.headers['location'], `/o/${w.operator.slug}/etat`);
  const settings = { steps: [], isOpen: true, intro: 'Bonjour' };
  assert.ok((await w.administrator({ method: 'PUT', url: `/api/o/${w.operator.slug}/monitoring/settings`, payload: settings })).statusCode < 300);
  const link = { label: 'Disponibilité des services', href: `/o/${w.operator.slug}/disponibilite` };
  assert.deepEqual(await within(w, w.operator, availabilityLink), link);
  const page = await w.it.app.inject({ method: 'GET', url: `/o/${w.operator.slug}/disponibilite` });
  assert.match(page.body, /Un service est en panne/);
  assert.match(page.body, /Portail des services/);
  assert.doesNotMatch(page.body, /127\.0\.0\.1/);
  await remove(id);
});

test('an incident is sent to the webhooks of the operator and of the body, signed so that somebody else’s library accepts it', async (t) => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  t.after(() => (receiver.closeAllConnections(), receiver.close()));
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo; // listening on a port, not on a socket file
  const subscribe = async (slug: string, caller: typeof w.technician): Promise<string> => {
    const events = ['monitoring.incident-opened', 'monitoring.incident-closed'];
    const payload = { label: 'Outil d’astreinte', url: `http://127.0.0.1:${port}/${slug}`, events };
    const answer = await caller({ method: 'POST', url: `/api/o/${slug}/people/webhooks`, payload });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<{ secret: string }>().secret;
  };
  // What earlier acts told is on its way to nobody.
  await w.it.settle();
  const secrets = [
    await subscribe(w.operator.slug, w.administrator),
    await subscribe(w.commune.slug, await callerIn(w.it, w.commune, 'body-administrator')),
  ];
  const { id } = await addCheck(w, web(), { name: 'Site signalé' });
  site.status = 500;
  await afterMinutes(w, 5);
  site.status = 200;
  await afterMinutes(w, 1);
  // The library measures the age of a message by the machine's clock; the house's stands still.
  const realNow = Date.now;
  Date.now = () => w.it.clock.now().epochMilliseconds;
  try {
    const verified = (secret: string): string[] =>
      received.flatMap(({ headers, body }) => {
        try {
          return [(new Webhook(secret).verify(body, headers as Record<string, string>) as { type: string }).type]; // what it parsed
        } catch {
          return [];
        }
      });
    for (const secret of secrets) assert.deepEqual(verified(secret).sort(), ['monitoring.incident-closed', 'monitoring.incident-opened']);
    assert.equal(received.length, 4);
    const [first] = received;
    assert.throws(() => new Webhook(secrets[0] ?? '').verify(`${first?.body} `, first?.headers as Record<string, string>));
  } finally {
    Date.now = realNow;
  }
  await remove(id);
});

test('what is said of an incident to everybody stands on the public page, in its feed, and only by the operator', async () => {
  const open = { steps: [], isOpen: true, intro: '' };
  await w.administrator({ method: 'PUT', url: `/api/o/${w.operator.slug}/monitoring/settings`, payload: open });
  const { id } = await addCheck(w, web(), { name: 'Portail interne', publicName: 'Portail public' });
  site.status = 500;
  await afterMinutes(w, 5);
  const [incident] = await incidents();
  const note = (caller: typeof w.technician, slug: string, says: string, isPublic: boolean) =>
    caller({ method: 'POST', url: `/api/o/${slug}/monitoring/incidents/${incident?.id}/notes`, payload: { says, isPublic } });
  assert.ok((await note(w.technician, w.operator.slug, 'Le fournisseur intervient.', true)).statusCode < 300);
  assert.ok((await note(w.technician, w.operator.slug, 'Ticket 4521 chez lui.', false)).statusCode < 300);
  assert.equal(refusal(await note(w.secretary, w.commune.slug, 'Bonjour à tous', true)), '403 monitoring.not-an-operator');
  for (const url of [`/o/${w.operator.slug}/disponibilite`, `/api/o/${w.operator.slug}/availability.atom`]) {
    const { body } = await w.it.app.inject({ method: 'GET', url });
    assert.match(body, /Portail public/);
    assert.match(body, /Le fournisseur intervient\./);
    assert.doesNotMatch(body, /Ticket 4521|Portail interne|erreur 500/);
  }
  await remove(id);
  const closed = { steps: [], isOpen: false, intro: '' };
  await w.administrator({ method: 'PUT', url: `/api/o/${w.operator.slug}/monitoring/settings`, payload: closed });
  const feed = await w.it.app.inject({ method: 'GET', url: `/api/o/${w.operator.slug}/availability.atom` });
  assert.doesNotMatch(feed.body, /<entry>/);
});

test('whoever confirms an address is mailed what the public page shows, once, and leaves without a trace', async () => {
  const at = `/o/${w.operator.slug}/disponibilite`;
  const address = 'abonnee@exemple.fr';
  const form = (url: string, fields: Record<string, string>) =>
    w.it.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
  const mails = async (): Promise<{ subject: string; text_part: string; html_part: string }[]> => {
    await w.it.settle();
    return asOwner(w.it, async (client) => {
      const { rows } = await client.query('select subject, text_part, html_part from platform.outbox_message where recipient_address = $1', [
        address,
      ]);
      return rows;
    });
  };
  const subjects = async () => (await mails()).map(({ subject }) => subject).toSorted();
  const kept = () =>
    asOwner(w.it, async (client) => (await client.query('select address, confirmed_at from monitoring.subscription order by address')).rows);
  const settings = (isOpen: boolean) =>
    w.administrator({ method: 'PUT', url: `/api/o/${w.operator.slug}/monitoring/settings`, payload: { steps: [], isOpen, intro: '' } });

  await settings(false);
  assert.equal((await form(`${at}/abonnement`, { address })).headers['location'], `/o/${w.operator.slug}/etat`, 'a page that is closed');
  await settings(true);
  assert.match((await w.it.app.inject({ method: 'GET', url: at })).body, /Abonnement par courriel/);
  const wrong = await form(`${at}/abonnement`, { address: 'pas une adresse' });
  assert.deepEqual([wrong.statusCode, /Saisissez une adresse électronique complète/.test(wrong.body)], [422, true]);
  // Twice at once, and in capitals: one message, and the same answer whatever is known.
  for (const typed of [address, address.toUpperCase()])
    assert.equal((await form(`${at}/abonnement`, { address: typed })).headers['location'], `${at}/abonnement?etat=envoye`);
  assert.deepEqual(await subjects(), ['Confirmez votre abonnement à la disponibilité des services']);
  const [letter] = await mails();
  const path = new RegExp(`${at}/abonnement/[0-9a-f-]{36}/[0-9a-f]{40}`).exec(letter?.text_part ?? '')?.[0] ?? '';
  assert.match(letter?.html_part ?? '', /Se désabonner<\/a>/);

  const { id } = await addCheck(w, web(), { name: 'Serveur interne', publicName: 'Portail public' });
  site.status = 500;
  await afterMinutes(w, 5);
  assert.equal((await subjects()).length, 1, 'not before it is confirmed');
  site.status = 200;
  await afterMinutes(w, 5);

  const shown = await w.it.app.inject({ method: 'GET', url: path });
  assert.match(shown.body, /Confirmer l’abonnement/);
  assert.equal(shown.headers['referrer-policy'], 'no-referrer');
  assert.deepEqual((await kept())[0]?.confirmed_at, null, 'a reader of links confirms nothing');
  const forged = path.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  assert.equal((await w.it.app.inject({ method: 'GET', url: forged })).statusCode, 404);
  assert.equal((await form(forged, { decision: 'confirmer' })).statusCode, 404);
  assert.equal((await form(path, { decision: 'confirmer' })).headers['location'], path);
  assert.match((await w.it.app.inject({ method: 'GET', url: path })).body, /Votre abonnement est actif/);

  site.status = 500;
  await afterMinutes(w, 5);
  const [incident] = await incidents();
  const note = (says: string, isPublic: boolean) =>
    w.technician({ method: 'POST', url: `/api/o/${w.operator.slug}/monitoring/incidents/${incident?.id}/notes`, payload: { says, isPublic } });
  await note('Le fournisseur intervient.', true);
  await note('Ticket 4521 chez lui.', false);
  await w.it.settle();
  // More came after it than the page shows: its end is told all the same.
  await asOwner(w.it, (client) =>
    client.query(
      `with made as (
         insert into monitoring.incident (organisation_id, id, body_id, check_id, title, cause, status, opened_at, closed_at)
         select organisation_id, gen_random_uuid(), body_id, check_id, title, cause, 'closed', opened_at + interval '1 s', opened_at + interval '2 s'
         from monitoring.incident, generate_series(1, 31) where id = $1
         returning *)
       insert into monitoring.affected (organisation_id, incident_id, check_id, body_id, joined_at, left_at)
       select organisation_id, id, check_id, body_id, opened_at, closed_at from made`,
      [incident?.id],
    ),
  );
  site.status = 200;
  await afterMinutes(w, 5);
  assert.deepEqual(await subjects(), [
    'Confirmez votre abonnement à la disponibilité des services',
    'En panne : Portail public',
    'Portail public : des nouvelles',
    'Rétabli : Portail public',
  ]);
  for (const { text_part: text } of await mails()) {
    assert.doesNotMatch(text, /Serveur interne|erreur 500|Ticket 4521/);
    assert.ok(text.includes(path), 'the way out is in each');
  }

  assert.equal((await form(path, { decision: 'arreter' })).headers['location'], `${at}/abonnement?etat=fini`);
  assert.deepEqual([await kept(), await subjects()], [[], []], 'neither the address nor what was written to it');
  assert.equal((await w.it.app.inject({ method: 'GET', url: path })).statusCode, 404);

  // Nobody confirms: two days after it was last asked, the address is gone by itself, and what was written to it.
  await form(`${at}/abonnement`, { address });
  const [waiting] = await asOwner(w.it, async (client) => (await client.query<{ id: string }>('select id from monitoring.subscription')).rows);
  const forget = () => within(w, w.operator, (ctx) => forgetUnconfirmed(ctx, { subscription: waiting?.id ?? '' }));
  w.it.clock.advance({ hours: 47 });
  await form(`${at}/abonnement`, { address });
  w.it.clock.advance({ hours: 1 });
  await forget();
  assert.deepEqual([(await kept()).length, (await subjects()).length], [1, 2], 'who asked again has two days again');
  w.it.clock.advance({ hours: 47 });
  await forget();
  assert.deepEqual([await kept(), await subjects()], [[], []]);
  w.it.clock.advance({ hours: -95 });
  await remove(id);
  await settings(false);
});

test('an event of the house is a sign of life', async () => {
  const { id } = await addCheck(w, { kind: 'event', settings: { event: 'monitoring.incident-opened', silenceSeconds: 600 } }, { name: 'Événement' });
  assert.equal((await read(id)).status, 'pending');
  await within(w, w.commune, (ctx) =>
    eventFollower.handler(ctx, { id: ctx.newId(), name: 'monitoring.incident-opened', at: ctx.now().toString(), payload: {} }),
  );
  await afterMinutes(w, 5);
  assert.equal((await read(id)).status, 'up');
  await afterMinutes(w, 11);
  assert.equal((await read(id)).status, 'down');
  await remove(id);
});

// Nobody stays signed in that long.
async function comesTheTime(instant: string): Promise<void> {
  w.it.clock.set(instant);
  w.technician = await signedIn(w.it.app, w.technicianPerson);
}

test('a day that is over is packed once, its hours summed, and what was found stays readable look by look', async () => {
  await comesTheTime('2026-12-24T22:56:00Z');
  const { id } = await addCheck(w, web(), { name: 'Ancien' });
  await afterMinutes(w, 1);
  site.status = 500;
  await afterMinutes(w, 1);
  site.status = 200;
  await afterMinutes(w, 3);
  await afterMinutes(w, 1);
  const job = contextWithoutTransaction(w.it.house, { actor: { kind: 'job', name: 'essai' }, organisation: null });
  const rows = <Row>(table: 'look' | 'result' | 'day') =>
    within(w, w.operator, (ctx) => ctx.tx.selectFrom(`monitoring.${table}`).selectAll().where('check_id', '=', id).execute()) as Promise<Row[]>; // as the table has them
  const found = (await read(id)).looks;
  assert.deepEqual(
    found.map(({ at, outcome }) => [at.slice(11, 19), outcome]),
    [
      ['23:02:00', 'up'],
      ['23:01:00', 'up'],
      ['22:58:00', 'down'],
      ['22:57:00', 'up'],
    ],
  );
  const beforeDays = (await read(id)).days.slice(-2);
  await packLooks(job);
  assert.equal((await rows('look')).length, 4, 'the round of midnight is given ten minutes');
  await comesTheTime('2026-12-24T23:15:00Z');
  await packLooks(job);
  await packLooks(job);
  assert.equal((await rows('look')).length, 2);
  const [packed] = await rows<{ gaps: number[]; outcomes: number[]; says: (string | null)[] }>('result');
  assert.deepEqual(
    [packed?.gaps, packed?.outcomes, packed?.says],
    [
      [86_220, 60],
      [0, 2],
      [null, 'Le site répond par une erreur 500.'],
    ],
  );
  const [day] = await rows<{ looked_on: string; looks: number; failed: number; downs: number[]; warns: null }>('day');
  assert.deepEqual([day?.looked_on, day?.looks, day?.failed, day?.downs.length, day?.downs.at(-1), day?.warns], ['2026-12-24', 2, 1, 24, 1, null]);
  assert.deepEqual((await read(id)).looks, found);
  assert.deepEqual((await read(id)).days.slice(-2), beforeDays);
  await remove(id);
  assert.deepEqual([...(await rows('look')), ...(await rows('result')), ...(await rows('day'))], []);
});

test('a day of twenty-five hours has twenty-five', async () => {
  await comesTheTime('2027-10-31T22:29:00Z');
  const { id } = await addCheck(w, web(), { name: 'Heure d’hiver' });
  await afterMinutes(w, 1);
  await comesTheTime('2027-11-01T00:00:00Z');
  await packLooks(contextWithoutTransaction(w.it.house, { actor: { kind: 'job', name: 'essai' }, organisation: null }));
  const [day] = await within(w, w.operator, (ctx) => ctx.tx.selectFrom('monitoring.day').selectAll().where('check_id', '=', id).execute());
  assert.deepEqual([day?.ups.length, day?.ups[24], day?.ups[23]], [25, 1, 0]);
  await remove(id);
});

test('looks of thirty-one days ago are dropped without touching those of thirty, their sums are kept', async () => {
  const job = contextWithoutTransaction(w.it.house, { actor: { kind: 'job', name: 'essai' }, organisation: null });
  await comesTheTime('2028-01-01T08:00:00Z');
  const { id } = await addCheck(w, web(), { name: 'Plus ancien' });
  await afterMinutes(w, 1);
  await comesTheTime('2028-01-02T08:00:00Z');
  await packLooks(job);
  const kept = (table: 'result' | 'day'): Promise<unknown[]> =>
    within(w, w.operator, (ctx) => ctx.tx.selectFrom(`monitoring.${table}`).select('looked_on').where('check_id', '=', id).execute());
  await comesTheTime('2028-01-31T11:00:00Z');
  await forgetHistory(job);
  assert.equal((await kept('result')).length, 1);
  await comesTheTime('2028-02-01T11:00:00Z');
  await forgetHistory(job);
  assert.deepEqual(await kept('result'), []);
  assert.equal((await kept('day')).length, 1);
  await comesTheTime('2029-02-02T11:00:00Z');
  await forgetHistory(job);
  assert.deepEqual(await kept('day'), []);
});
