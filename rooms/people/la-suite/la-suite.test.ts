// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { registerOn } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '../testing.ts';
import { calendarsAsks, driveAsks, messagesAsksForMailbox, messagesAsksForUser, type Client } from './suite-clients.ts';

let it: TestHouse;
let operator: TestBody;
let commune: TestBody;
let stranger: TestBody;
let administrator: Caller;
let url: string;
const siret = (body: TestBody): string => `${sirens.get(body.id)}00017`;
const sirens = new Map<string, string>();

before(async () => {
  it = await openTestHouse([organisations, people]);
  operator = await makeBody(it, { name: 'Opérateur', kind: 'syndicat', siren: '200000008' });
  commune = await makeBody(it, { name: 'Salles-les-Tours', siren: '210000005' });
  stranger = await makeBody(it, { name: 'Hors-Territoire', siren: '210000013' });
  for (const [body, siren] of [
    [operator, '200000008'],
    [commune, '210000005'],
    [stranger, '210000013'],
  ] as const)
    sirens.set(body.id, siren);
  await asOwner(it, async (client) => {
    await client.query(`insert into organisations.operator (body_id, since_on) values ($1, '2020-01-01')`, [operator.id]);
    await client.query(
      `insert into organisations.register_edition (edition, package_version, in_force_on, digest, communes, epci, imported_at)
       values (2026, '1', '2026-01-01', 'x', 2, 0, now())`,
    );
    for (const body of [commune, stranger]) {
      await client.query(
        `insert into organisations.register_entry (body_id, edition, name, kind, siren, insee) values ($1, 2026, $2, 'commune', $3, null)`,
        [body.id, body.name, sirens.get(body.id)],
      );
      await client.query(
        `insert into organisations.population (body_id, edition, figure, inhabitants, vintage) values ($1, 2026, 'communeFile', 900, '2023')`,
        [body.id],
      );
    }
    await client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at) values ($1, $2, $3, '2020-01-01', 'x', now())`,
      [operator.id, uuidV7(), commune.id],
    );
  });
  await registerIsRead();
  administrator = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['administrator'] }]));
  url = await it.app.listen({ port: 0, host: '127.0.0.1' });
});
after(() => it.close());

// The house read an empty register when it opened; it reads again when it is told.
async function registerIsRead(): Promise<void> {
  await asOwner(it, (client) => client.query(`select pg_notify('organisations.register', '')`));
  while (!registerOn(it.house, Temporal.PlainDate.from('2026-11-21')).bySiren('210000005')) await setTimeout(50);
}

const at = (path: string): string => `/api/o/${operator.slug}/people/la-suite${path}`;
const limits = { accountBytes: 5_000_000_000, bodyBytes: 10_000_000_000 };
const content = {
  name: 'Application',
  url: 'https://application.exemple.fr',
  logoUrl: null,
  maturity: 'stable',
  rank: 0,
  ...limits,
  smallBelow: 3500,
  isTrusted: false,
  idpId: null,
};
const room = { administrators: null, accountBytes: null, bodyBytes: null, domains: [] as string[] };

async function open(
  kind: string,
  { isOpen = true, domains = [] as string[], isTrusted = false } = {},
): Promise<Client & { id: string; subscription: string | null }> {
  const payload = { ...content, kind, isTrusted };
  const made = (await administrator({ method: 'POST', url: at('/services'), payload })).json<{ id: string; number: number; key: string }>();
  assert.ok(made.key, JSON.stringify(made));
  const opened = isOpen
    ? (await administrator({ method: 'POST', url: at(`/services/${made.id}/bodies`), payload: { ...room, domains, body: commune.slug } })).json<{
        id: string;
      }>()
    : null;
  return { baseUrl: `${url}/api/v1.0/entitlements/`, serviceId: made.number, apiKey: made.key, id: made.id, subscription: opened?.id ?? null };
}

test('Calendars learns who may enter, and that closing takes effect at the next question', async () => {
  const calendars = await open('calendars');
  assert.deepEqual(await calendarsAsks(calendars, 'agent@mairie.fr', { siret: siret(commune) }), { can_access: true });
  assert.equal((await administrator({ method: 'DELETE', url: at(`/subscriptions/${calendars.subscription}`) })).statusCode, 204);
  assert.deepEqual(await calendarsAsks(calendars, 'agent@mairie.fr', { siret: siret(commune) }), { can_access: false });
});

test('Drive pushes what is stored, and learns whether more may be sent', async () => {
  const drive = await open('drive');
  const user = { email: 'agent@mairie.fr', sub: 'sub-1', claims: { siret: siret(commune) } };
  const room = await driveAsks(drive, user, { account: 1_000, organization: 2_000 });
  assert.deepEqual(room.canUpload, { result: true, reason: null });
  assert.deepEqual(room.quota, { state: 'default', usage: 1_000, limit: limits.accountBytes });
  const full = await driveAsks(drive, user, { account: limits.accountBytes + 1, organization: limits.accountBytes + 1 });
  assert.deepEqual(full.canUpload, { result: false, reason: 'user_quota_exceeded' });
  const all = await driveAsks(drive, user, { account: 1_000, organization: limits.bodyBytes + 1 });
  assert.deepEqual(all.canUpload, { result: false, reason: 'organization_quota_exceeded' });
  assert.equal(all.quota.state, 'exceeded_locked');
});

test('Drive opens without subscription, and says why nothing can be sent there', async () => {
  const drive = await open('drive', { isOpen: false });
  const user = (body: TestBody | null) => ({ email: 'a@b.fr', sub: 's', claims: body ? { siret: siret(body) } : { siret: '99999999900017' } });
  const known = await driveAsks(drive, user(commune), { account: 0, organization: 0 });
  assert.deepEqual([known.canAccess, known.canUpload], [true, { result: false, reason: 'not_activated' }]);
  assert.equal(known.answer.operator, null);
  assert.deepEqual(
    known.answer.potentialOperators?.map(({ id }) => id),
    [operator.id],
  );
  assert.deepEqual((await driveAsks(drive, user(stranger), { account: 0, organization: 0 })).answer.potentialOperators, []);
  const unknown = await driveAsks(drive, user(null), { account: 0, organization: 0 });
  assert.deepEqual([unknown.canUpload.reason, unknown.answer.organization], ['no_organization', null]);
});

test('Messages learns the room of a mailbox and of its body, and which domains a person administers', async () => {
  const messages = await open('messages', { domains: ['salles-les-tours.fr'] });
  const mailbox = await messagesAsksForMailbox(messages, 'mairie@salles-les-tours.fr', siret(commune), { mailbox: 700, organization: 900 });
  assert.deepEqual(mailbox, {
    account: { storage_used: 700, max_storage: limits.accountBytes },
    organization: { storage_used: 900, max_storage: limits.bodyBytes },
  });
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  await asOwner(it, (client) =>
    client.query('update people.mandate set email = $2 where person_id = $1', [person.id, 'Secretaire@salles-les-tours.fr']),
  );
  const asked = (email: string) => messagesAsksForUser(messages, email, { siret: siret(commune) });
  assert.deepEqual(await asked('secretaire@salles-les-tours.fr'), { can_access: true, can_admin_maildomains: ['salles-les-tours.fr'] });
  assert.deepEqual((await asked('agent@salles-les-tours.fr')).can_admin_maildomains, []);
  await asOwner(it, (client) => client.query(`update people.mandate set ends_on = '2026-11-20' where person_id = $1`, [person.id]));
  assert.deepEqual((await asked('secretaire@salles-les-tours.fr')).can_admin_maildomains, []);
});

test('in a small commune everybody administers, until its operator says otherwise', async () => {
  const adc = await open('adc');
  const ask = async () => {
    const answer = await fetch(`${adc.baseUrl}?account_type=user&account_email=a@b.fr&siret=${siret(commune)}&service_id=${adc.serviceId}`, {
      headers: { 'x-service-auth': `Bearer ${adc.apiKey}` },
    });
    const { entitlements } = (await answer.json()) as { entitlements: Record<string, unknown> };
    return [entitlements['is_admin'], entitlements['is_admin_resolve_level']];
  };
  const choose = (administrators: string | null) =>
    administrator({ method: 'PUT', url: at(`/subscriptions/${adc.subscription}`), payload: { ...room, administrators } });
  assert.deepEqual(await ask(), [true, 'population']);
  await choose('manual');
  assert.deepEqual(await ask(), [false, undefined]);
  await choose('all');
  assert.deepEqual(await ask(), [true, 'auto_admin']);
});

test('an identifier is bound to an address by a trusted service only, and never rewritten', async () => {
  const tell = async (service: Client, sub: string, email: string) => {
    await driveAsks(service, { email, sub, claims: { siret: siret(commune) } }, { account: 1, organization: 1 });
    const { rows } = await asOwner(it, (client) =>
      client.query<{ external_id: string }>('select external_id from people.suite_account where email = $1', [email]),
    );
    return rows.map(({ external_id }) => external_id);
  };
  await asOwner(it, (client) =>
    client.query(
      `insert into people.suite_account (organisation_id, id, body_id, type, email, created_at) values ($1, $2, $3, 'user', 'elue@b.fr', now())`,
      [operator.id, uuidV7(), commune.id],
    ),
  );
  assert.deepEqual(await tell(await open('drive'), 'attaquant', 'elue@b.fr'), ['']);
  const trusted = await open('drive', { isTrusted: true });
  assert.deepEqual(await tell(trusted, 'sub-9', 'elue@b.fr'), ['sub-9']);
  assert.deepEqual(await tell(trusted, 'autre', 'elue@b.fr'), ['sub-9']);
});

test('refuses alike without key, with another service’s, with one that was drawn again, and names a wrong parameter', async () => {
  const [one, other] = [await open('docs'), await open('docs')];
  const ask = async (key: string | null, query: string) => {
    const response = await fetch(`${one.baseUrl}?${query}`, { headers: key ? { 'x-service-auth': key } : {} });
    return { status: response.status, body: await response.text() };
  };
  const query = `account_type=user&account_email=a@b.fr&siret=${siret(commune)}&service_id=${one.serviceId}`;
  assert.equal((await ask(`Bearer ${one.apiKey}`, query)).status, 200);
  const again = (await administrator({ method: 'POST', url: at(`/services/${one.id}/key`) })).json<{ key: string }>();
  const answers = [
    await ask(null, query),
    await ask(`Bearer ${other.apiKey}`, query),
    await ask(`Bearer ${one.apiKey}`, query),
    await ask('Bearer x', query),
  ];
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
  assert.equal(answers[0]?.status, 403);
  assert.deepEqual((await ask(`Bearer ${again.key}`, query.replace(siret(commune), '12'))).body, '{"siret":["14 digits are expected."]}');
  assert.equal((await ask(`Bearer ${again.key}`, `account_type=user&siret=${siret(commune)}&service_id=${one.serviceId}`)).status, 400);
});

test('the launcher tells any page what a body may open, those first, and nothing of a body that it does not know', async () => {
  const docs = await open('docs');
  const ask = async (query: string) => {
    const response = await fetch(`${url}/api/v1.0/lagaufre/services/?${query}`);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    return { status: response.status, ...((await response.json()) as { organization?: unknown; services: { id: number; subscribed?: boolean }[] }) };
  };
  const own = await ask(`operator=${operator.id}&siret=${siret(commune)}`);
  assert.deepEqual(own.organization, { type: 'commune', name: 'Salles-les-Tours', siret: null });
  assert.equal(own.services.find(({ id }) => id === docs.serviceId)?.subscribed, true);
  const order = own.services.map(({ subscribed }) => subscribed);
  assert.deepEqual(
    order,
    [...order].sort((a, b) => Number(b) - Number(a)),
  );
  assert.equal('subscribed' in ((await ask(`operator=${operator.id}`)).services[0] ?? {}), false);
  assert.deepEqual(
    [
      await ask(''),
      await ask(`operator=${uuidV7()}`),
      await ask(`operator=${operator.id}&siren=999999999`),
      await ask(`operator=${operator.id}&siren=1`),
    ].map(({ status }) => status),
    [400, 404, 404, 400],
  );
});

test('only an operator adds applications, and opens them in its territory alone', async () => {
  const docs = await open('docs', { isOpen: false });
  const outside = await administrator({ method: 'POST', url: at(`/services/${docs.id}/bodies`), payload: { ...room, body: stranger.slug } });
  assert.equal(outside.json<{ code: string }>().code, 'people.suite-body-unknown');
  await administrator({ method: 'POST', url: at(`/services/${docs.id}/bodies`), payload: { ...room, body: commune.slug } });
  const twice = await administrator({ method: 'POST', url: at(`/services/${docs.id}/bodies`), payload: { ...room, body: commune.slug } });
  assert.equal(twice.json<{ code: string }>().code, 'people.suite-already-open');
  const other = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['administrator'] }]));
  const refused = await other({ method: 'POST', url: `/api/o/${commune.slug}/people/la-suite/services`, payload: { ...content, kind: 'docs' } });
  assert.equal(refused.json<{ code: string }>().code, 'people.suite-operators-only');
  const { rows, total } = (await administrator({ url: at(`/services/${docs.id}/bodies?q=salles`) })).json<{
    rows: { body: { name: string } }[];
    total: number;
  }>();
  assert.deepEqual([rows[0]?.body.name, total], ['Salles-les-Tours', 1]);
  assert.equal((await administrator({ method: 'DELETE', url: at(`/services/${docs.id}`) })).statusCode, 204);
  assert.deepEqual(await calendarsAsks(docs, 'a@b.fr', { siret: siret(commune) }), null);
});
