// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { myGenericAccounts, recordUse } from '../api.ts';
import type { HolderRole } from '../contract.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';

let it: TestHouse;
let commune: TestBody;
let admin: Caller;
before(async () => {
  it = await openTestHouse([organisations, people]);
  commune = await makeBody(it);
  admin = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
});
after(() => it.close());

const at = (path = ''): string => `/api/o/${commune.slug}/people/generic-accounts${path}`;
type Agent = TestPerson & { mandateId: string };

async function agent(endsOn?: string): Promise<Agent> {
  const person = await makePerson(it, [{ in: commune, roles: ['agent'], ...(endsOn && { endsOn }) }]);
  const { rows } = await asOwner(it, (client) => client.query<{ id: string }>('select id from people.mandate where person_id = $1', [person.id]));
  return { ...person, mandateId: rows[0]?.id ?? '' };
}

async function open(address: string, holders: { of: Agent; role: HolderRole }[]): Promise<{ id: string; code: string }> {
  const payload = { address, name: 'Accueil', holders: holders.map(({ of, role }) => ({ mandateId: of.mandateId, role })) };
  return (await admin({ method: 'POST', url: at(), payload })).json<{ id: string; code: string }>();
}

const as = <Result>(person: Agent, work: (ctx: Context) => Promise<Result>): Promise<Result> =>
  inContext(
    it.house,
    { actor: { kind: 'person', personId: person.id, name: 'Camille Essai', sessionId: person.id }, organisation: commune.id },
    work,
  );

test('belongs to named persons, each of whom sees it as theirs', async () => {
  const [holder, other] = [await agent(), await agent()];
  const { id } = await open('mairie@commune.exemple', [{ of: holder, role: 'writer' }]);
  assert.deepEqual(await as(holder, (ctx) => myGenericAccounts(ctx)), [{ id, address: 'mairie@commune.exemple', name: 'Accueil', role: 'writer' }]);
  assert.deepEqual(await as(other, (ctx) => myGenericAccounts(ctx)), []);
});

test('says who used it, by name, and refuses whoever does not hold it that far', async () => {
  const [reader, writer] = [await agent(), await agent()];
  const { id } = await open('accueil@commune.exemple', [
    { of: reader, role: 'reader' },
    { of: writer, role: 'writer' },
  ]);
  const what = 'a répondu à un message';
  await as(writer, (ctx) => recordUse(ctx, { accountId: id, needs: 'writer', what }));
  await assert.rejects(
    as(reader, (ctx) => recordUse(ctx, { accountId: id, needs: 'writer', what })),
    { code: 'people.not-a-holder' },
  );
  const { uses } = (await admin({ url: at(`/${id}`) })).json<{ uses: { by: string; what: string }[] }>();
  assert.deepEqual(
    uses.map(({ by, what: said }) => [by, said]),
    [['Camille Essai', what]],
  );
});

test('never stands without a holder who serves today', async () => {
  const [holder, gone] = [await agent(), await agent('2026-11-20')];
  assert.equal((await open('rh@commune.exemple', [{ of: gone, role: 'manager' }])).code, 'people.holder-needed');
  assert.equal(
    (
      await open('rh@commune.exemple', [
        { of: gone, role: 'reader' },
        { of: holder, role: 'manager' },
      ])
    ).code,
    'people.holder-unknown',
  );
  await open('rh@commune.exemple', [{ of: holder, role: 'manager' }]);
  const end = await admin({
    method: 'POST',
    url: `/api/o/${commune.slug}/people/mandates/${holder.mandateId}/end`,
    payload: { endsOn: '2026-11-21' },
  });
  assert.deepEqual(
    [end.statusCode, end.json<{ title: string }>().title],
    [409, 'Cette personne est seule titulaire de rh@commune.exemple : désignez d’abord un autre titulaire.'],
  );
});

test('has an address that is nobody’s, once', async () => {
  const holder = await agent();
  await asOwner(it, (client) => client.query(`update people.mandate set email = 'prenom.nom@commune.exemple' where id = $1`, [holder.mandateId]));
  assert.equal((await open('Prenom.Nom@commune.exemple', [{ of: holder, role: 'manager' }])).code, 'people.generic-account-is-a-person');
  const { id } = await open('unique@commune.exemple', [{ of: holder, role: 'manager' }]);
  assert.equal((await open('unique@commune.exemple', [{ of: holder, role: 'manager' }])).code, 'people.generic-account-taken');
  assert.equal((await admin({ method: 'POST', url: at(`/${id}/close`) })).statusCode, 204);
  assert.ok((await open('unique@commune.exemple', [{ of: holder, role: 'manager' }])).id);
});
