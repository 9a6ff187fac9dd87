// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { inviteAdministratorCommand } from '../invitations/invite-administrator.ts';
import people from '../room.ts';
import { asOwner, lastMailTo, makeBody, makePerson, secretIn, signedIn, type TestBody } from '../testing.ts';

const url = '/demonstration/courrier';
let it: TestHouse;
let operator: TestBody;
let commune: TestBody;

before(async () => {
  it = await openTestHouse([organisations, people], { settings: { demonstration: true } });
  [operator, commune] = [await makeBody(it, { kind: 'syndicat' }), await makeBody(it)];
  await asOwner(it, (db) => db.query("insert into organisations.operator (body_id, since_on) values ($1, '2026-01-01')", [operator.id]));
});
after(() => it.close());

const invite = (email: string) =>
  inviteAdministratorCommand(it.house, ['--operator', operator.slug, '--email', email, '--given-name', 'Camille', '--family-name', 'Première']);

test('the command line prints a link and mails that very one', async () => {
  const printed = secretIn((await invite('premiere@exemple.fr')).join('\n'), '/invitation');
  await it.settle();
  assert.equal(secretIn(await lastMailTo(it, 'premiere@exemple.fr'), '/invitation'), printed);
});

test('whoever works for an operator follows in the mailbox the link of an invitation', async () => {
  await invite('a.inviter@exemple.fr');
  const call = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['technician'] }]));
  const { statusCode, body, headers } = await call({ url: `${url}?adresse=A.INVITER` });
  assert.equal(statusCode, 200, body);
  assert.equal(headers['cache-control'], 'no-store');
  const [, secret] = /<a href="[^"]*\/invitation#([\w-]+)"/.exec(body) ?? [];
  const read = await it.app.inject({ method: 'POST', url: '/api/invitation/read', payload: { secret } });
  assert.equal(read.json().email, 'a.inviter@exemple.fr');
  assert.doesNotMatch((await call({ url: `${url}?adresse=personne-d-autre` })).body, /a\.inviter/);
});

test('what a mail quotes is text: no markup, no link to elsewhere', async () => {
  await asOwner(it, (db) =>
    db.query("update platform.outbox_message set text_part = 'Voir https://ailleurs.exemple/x et <b>ceci</b>' where recipient_address = $1", [
      'a.inviter@exemple.fr',
    ]),
  );
  const call = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['technician'] }]));
  const { body } = await call({ url: `${url}?adresse=a.inviter` });
  assert.doesNotMatch(body, /href="https:\/\/ailleurs/);
  assert.doesNotMatch(body, /<b>ceci/);
});

test('nobody else reads it: not before signing in, not for a commune', async () => {
  const anyone = await it.app.inject({ url });
  assert.deepEqual([anyone.statusCode, anyone.headers.location], [303, '/connexion?retour=%2Fdemonstration%2Fcourrier']);
  const call = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  const refused = await call({ url });
  assert.equal(refused.statusCode, 403);
  assert.doesNotMatch(refused.body, /exemple\.fr/);
});

for (const [what, settings] of [
  ['is no demonstration', { demonstration: false }],
  ['mails for good', { demonstration: true, mail: { kind: 'smtp', url: 'smtp://127.0.0.1:9', from: 'beffroi@exemple.fr' } }],
] as const)
  test(`it does not exist where the installation ${what}`, async () => {
    const other = await openTestHouse([organisations, people], { settings });
    try {
      const unknown = await other.app.inject({ url: '/demonstration/rien' });
      const there = await other.app.inject({ url });
      assert.deepEqual([there.statusCode, there.json().code], [404, unknown.json().code]);
    } finally {
      await other.close();
    }
  });
