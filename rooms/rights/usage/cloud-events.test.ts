// SPDX-License-Identifier: EUPL-1.2
/** The intake of usage, by the SDK that programs use: https://github.com/cloudevents/sdk-javascript */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CloudEvent, emitterFor, HTTP, httpTransport, Mode } from 'cloudevents';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import catalogue from '#rooms/catalogue/room.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import room from '../room.ts';
import { allowance, openedTo } from '../testing.ts';

let it: TestHouse;
let operator: TestBody;
let url: string;
let technician: Caller;
let token: string;
let turn = 0;

before(async () => {
  it = await openTestHouse([organisations, people, catalogue, room]);
  const made = { slug: 'operateur-d-essai', name: 'Opérateur', kind: 'syndicat' } as const;
  operator = { ...made, id: await openOperator(it.house, made) };
  url = `${await it.app.listen({ port: 0, host: '127.0.0.1' })}/o/${operator.slug}/cloudevents`;
  technician = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['technician', 'administrator'] }]));
  token = await tokenFor('rights.report');
});
after(() => it.close());

async function tokenFor(permission: string): Promise<string> {
  const drawn = await technician({
    method: 'POST',
    url: `/api/o/${operator.slug}/people/api-tokens`,
    payload: { label: 'Sauvegarde', permissions: [permission] },
  });
  assert.equal(drawn.statusCode, 200, drawn.body);
  return drawn.json().token;
}

const storage = () =>
  allowance({ service: 'stockage', key: 'stockage-go', label: 'Stockage', unit: 'Go', kind: 'level', amount: 100_000, isHard: false });
const letters = () => allowance({ key: 'lettres', label: 'Lettres', amount: 2_000 });
const event = (subject: string, over: Record<string, unknown> = {}) =>
  new CloudEvent({
    id: `essai-${turn++}`,
    source: '/sauvegarde/nas-1',
    time: Temporal.Instant.from('2026-11-21T08:00:00Z').add({ seconds: turn }).toString(),
    type: 'beffroi.usage.report',
    subject,
    data: { allowance: 'stockage-go', amount: 18.2, says: 'Relevé de la nuit' },
    ...over,
  });
type Answer = { status: number; body: Record<string, unknown> & { outcomes: Record<string, unknown>[]; fields?: { path: string }[] } };

async function send(message: { headers: object; body: unknown }, bearer: string | null = token): Promise<Answer> {
  const headers = { ...(message.headers as Record<string, string>), ...(bearer !== null && { authorization: `Bearer ${bearer}` }) };
  const response = await fetch(url, { method: 'POST', headers, body: String(message.body) });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const sendBatch = (events: readonly unknown[]) =>
  send({ headers: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' }, body: JSON.stringify(events) });
const usedOf = async (body: TestBody): Promise<number> =>
  asOwner(it, async (client) => {
    const { rows } = await client.query('select coalesce(sum(used), 0)::int as used from rights.movement where consumer_id = $1', [body.id]);
    return rows[0].used;
  });

test('takes an event of the SDK in structured and in binary mode, once for both', async () => {
  const body = await openedTo(it, operator, [storage()]);
  const one = event(body.slug);
  assert.deepEqual(await send(HTTP.structured(one)), { status: 200, body: { beyond: 0, beyondCents: null, isReplayed: false, isOutdated: false } });
  const again = await send(HTTP.binary(one));
  assert.deepEqual([again.status, again.body['isReplayed']], [200, true]);
  const next = await send(HTTP.binary(event(body.slug, { source: '/sauvegarde/nas-2', data: { allowance: 'stockage-go', amount: 20 } })));
  assert.deepEqual([next.status, next.body['isReplayed']], [200, false]);
  assert.equal(await usedOf(body), 20_000);
});

test('the SDK’s own emitter is understood', async () => {
  const body = await openedTo(it, operator, [storage()]);
  for (const mode of [Mode.BINARY, Mode.STRUCTURED] as const) {
    const emit = emitterFor(httpTransport(url), { mode });
    await emit(event(body.slug, { data: { allowance: 'stockage-go', amount: mode === Mode.BINARY ? 5 : 6 } }), {
      headers: { authorization: `Bearer ${token}` },
    });
  }
  assert.equal(await usedOf(body), 6_000);
});

test('a batch says what became of each event: one refusal hides no other', async () => {
  const [body, stranger] = [await openedTo(it, operator, [storage(), letters()]), await makeBody(it)];
  const letter = (amount: number) => event(body.slug, { type: 'beffroi.usage.consume', data: { allowance: 'lettres', amount } });
  const first = letter(2);
  const { status, body: answer } = await sendBatch([
    event(body.slug),
    first,
    first,
    letter(1),
    event(stranger.slug),
    { ...event(body.slug).toJSON(), data: { allowance: 'stockage-go', amount: -1 } },
    'pas un événement',
  ]);
  assert.equal(status, 200);
  assert.deepEqual([answer['taken'], answer['refused']], [3, 4]);
  assert.deepEqual(
    answer.outcomes.map((one) => one['code'] ?? (one['isReplayed'] ? 'replayed' : 'taken')),
    ['taken', 'taken', 'replayed', 'rights.exhausted', 'rights.not-served', 'rights.unreadable-event', 'rights.unreadable-event'],
  );
  assert.equal(await usedOf(body), 18_200 + 2_000);
  assert.equal((await sendBatch(Array.from({ length: 501 }, () => first))).body['code'], 'rights.too-many-events');
});

test('measures that arrive out of order leave the newest', async () => {
  const body = await openedTo(it, operator, [storage()]);
  const at = (time: string, amount: number) => event(body.slug, { time, data: { allowance: 'stockage-go', amount } });
  const { body: answer } = await sendBatch([
    at('2026-11-20T12:00:00Z', 12),
    at('2026-11-20T10:00:00.000Z', 99),
    at('2026-11-20T13:00:00+01:00', 13),
    at('2026-11-30T10:00:00Z', 14),
  ]);
  assert.deepEqual(
    answer.outcomes.map((one) => one['code'] ?? one['isOutdated']),
    [false, true, false, 'rights.measured-later'],
  );
  assert.equal(await usedOf(body), 13_000);
});

test('the same events sent by twenty at once count once', async () => {
  const body = await openedTo(it, operator, [letters()]);
  const one = event(body.slug, { type: 'beffroi.usage.consume', data: { allowance: 'lettres', amount: 1 } });
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(HTTP.structured(one))));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal(answers.filter(({ body: { isReplayed } }) => !isReplayed).length, 1);
  assert.equal(await usedOf(body), 1_000);
});

test('refuses whoever may not report, and what is no event, with the reason', async () => {
  const body = await openedTo(it, operator, [storage()]);
  const message = HTTP.structured(event(body.slug));
  assert.equal((await send(message, null)).body['code'], 'platform.sign-in-required');
  assert.equal((await send(message, await tokenFor('rights.read'))).body['code'], 'platform.not-permitted');
  assert.equal((await send({ headers: { 'content-type': 'application/json' }, body: '{}' })).status, 415);
  assert.equal((await send({ ...message, body: '{"' })).body['code'], 'rights.unreadable-event');
  const without = await send({ ...message, body: JSON.stringify({ ...event(body.slug).toJSON(), subject: undefined }) });
  assert.deepEqual([without.status, without.body.fields?.[0]?.path], [400, 'subject']);
  const huge = await send({ ...message, body: JSON.stringify({ ...event(body.slug).toJSON(), filler: 'x'.repeat(1_100_000) }) });
  assert.equal(huge.status, 413);
  assert.equal(await usedOf(body), 0);
});
