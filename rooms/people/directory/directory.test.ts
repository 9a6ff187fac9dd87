// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { needs } from '#platform/testing/peer.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';

let it: TestHouse;
let commune: TestBody;
let epci: TestBody;
let sister: TestBody;
let far: TestBody;
let operator: TestBody;
let keeper: Caller;

before(async () => {
  it = await openTestHouse([organisations, people]);
  [commune, sister, far, operator] = [await makeBody(it, { name: 'Salles-les-Tours' }), await makeBody(it), await makeBody(it), await makeBody(it)];
  epci = await makeBody(it, { kind: 'cc' });
  await asOwner(it, async (client) => {
    for (const member of [commune, sister])
      await client.query(`insert into organisations.membership values ($1, $2, '2020-01-01', null)`, [epci.id, member.id]);
    await client.query(`insert into organisations.operator values ($1, '2020-01-01')`, [operator.id]);
    await client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at) values ($1, $2, $3, '2020-01-01', 'test', now())`,
      [operator.id, uuidV7(), epci.id],
    );
  });
  keeper = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
});
after(() => it.close());

const at = (path: string, body: TestBody = commune): string => `/api/o/${body.slug}/directory${path}`;
const callerIn = async (body: TestBody): Promise<Caller> => signedIn(it.app, await makePerson(it, [{ in: body, roles: ['agent'] }]));

/** Somebody with a name of their own, their caller and their entry. */
async function named(familyName: string, body = commune): Promise<{ person: TestPerson; call: Caller; id: string }> {
  const person = await makePerson(it, [{ in: body, roles: ['agent'] }]);
  const { rows } = await asOwner(it, async (client) => {
    await client.query(`update people.person set given_name = 'Dominique', family_name = $2 where id = $1`, [person.id, familyName]);
    return client.query<{ id: string }>(`update people.mandate set email = 'd.' || $2 || '@exemple.fr' where person_id = $1 returning id`, [
      person.id,
      familyName.toLowerCase(),
    ]);
  });
  return { person, call: await signedIn(it.app, person), id: rows[0]?.id ?? '' };
}
const searched = async (call: Caller, body: TestBody, q: string) => {
  const response = await call({ url: `${at('/search', body)}?q=${encodeURIComponent(q)}` });
  assert.equal(response.statusCode, 200, response.body);
  return response.json().rows;
};
const entry = { phone: '05 56 00 00 01', mobile: null, office: 'Bureau 12', skills: 'Voirie' };

test('shows a body its own directory, found by name without accents and by what people know', async () => {
  const { id } = await named('Édredon');
  await keeper({ method: 'PUT', url: at(`/entries/${id}`), payload: entry });
  for (const q of ['edredon', 'Dominique é', 'voir']) {
    const { rows } = (await keeper({ url: `${at('')}?q=${encodeURIComponent(q)}` })).json();
    assert.ok(
      rows.some((row: { id: string; phone: string }) => row.id === id && row.phone === entry.phone),
      q,
    );
  }
  assert.deepEqual((await keeper({ url: `${at('')}?q=zzz` })).json(), { rows: [], total: 0 });
});

test('is closed to every other body until somebody opens it, each group of fields apart', async () => {
  const { call, id } = await named('Quillebeuf');
  await call({ method: 'PUT', url: at(`/entries/${id}`), payload: entry });
  const [inSister, inEpci, inOperator, inFar] = [await callerIn(sister), await callerIn(epci), await callerIn(operator), await callerIn(far)];
  const seen = async () => ({
    own: (await searched(keeper, commune, 'Quillebeuf')).length,
    sister: (await searched(inSister, sister, 'Quillebeuf'))[0],
    epci: (await searched(inEpci, epci, 'Quillebeuf'))[0],
    operator: (await searched(inOperator, operator, 'Quillebeuf'))[0],
    far: (await searched(inFar, far, 'Quillebeuf'))[0],
  });
  assert.deepEqual(await seen(), { own: 1, sister: undefined, epci: undefined, operator: undefined, far: undefined });
  const choose = async (identity: string | null, contact: string | null): Promise<void> => {
    const response = await call({ method: 'PUT', url: at(`/entries/${id}/levels`), payload: { identity, contact, photo: null } });
    assert.equal(response.statusCode, 204, response.body);
  };
  await choose('territory', 'body');
  const territory = await seen();
  for (const reader of ['sister', 'epci', 'operator'] as const)
    assert.deepEqual(
      [territory[reader]?.familyName, territory[reader]?.phone, territory[reader]?.email, territory[reader]?.isOwn],
      ['Quillebeuf', null, null, false],
      reader,
    );
  assert.equal(territory.far, undefined);
  await choose('public', 'territory');
  const open = await seen();
  assert.deepEqual([open.sister?.phone, open.far?.familyName, open.far?.phone, open.far?.email], [entry.phone, 'Quillebeuf', null, null]);
  await choose('body', 'public');
  assert.equal((await seen()).far, undefined, 'contact without identity opens nothing');
});

test('the body chooses for those who chose nothing, and the person’s own choice stands', async () => {
  const [silent, shy] = [await named('Silencieux', epci), await named('Timide', epci)];
  const inEpci = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  await shy.call({ method: 'PUT', url: at(`/entries/${shy.id}/levels`, epci), payload: { identity: 'body', contact: null, photo: null } });
  assert.equal(
    (await inEpci({ method: 'PUT', url: at('/policy', epci), payload: { identity: 'public', contact: 'territory', photo: 'body' } })).statusCode,
    204,
  );
  const inFar = await callerIn(far);
  assert.equal((await searched(inFar, far, 'Silencieux'))[0]?.id, silent.id);
  assert.deepEqual(await searched(inFar, far, 'Timide'), []);
});

test('forgets whoever serves no more', async () => {
  const { person, id } = await named('Partante');
  await asOwner(it, (client) => client.query(`update people.mandate set ends_on = '2026-11-20' where person_id = $1`, [person.id]));
  assert.deepEqual(await searched(keeper, commune, 'Partante'), []);
  assert.equal((await keeper({ url: at(`/entries/${id}`) })).json().code, 'people.entry-unknown');
});

test('a person changes their own entry but neither their service nor their delegations; a colleague changes nothing', async () => {
  const { call, id } = await named('Ordinaire');
  const colleague = await callerIn(commune);
  const unitId = (await keeper({ method: 'POST', url: at('/units'), payload: { name: 'Voirie', parentId: null, headId: null } })).json().id;
  await call({ method: 'PUT', url: at(`/entries/${id}`), payload: { ...entry, unitId, delegation: 'Tout' } });
  const read = (await call({ url: at(`/entries/${id}`) })).json();
  assert.deepEqual([read.phone, read.unit, read.delegation, read.isMine], [entry.phone, null, null, true]);
  await keeper({ method: 'PUT', url: at(`/entries/${id}`), payload: { ...entry, unitId, delegation: 'Voirie' } });
  assert.deepEqual((({ unit, delegation }) => [unit, delegation])((await keeper({ url: at(`/entries/${id}`) })).json()), ['Voirie', 'Voirie']);
  for (const [path, payload] of [
    ['', entry],
    ['/levels', { identity: 'public', contact: 'public', photo: 'public' }],
  ] as const)
    assert.equal((await colleague({ method: 'PUT', url: at(`/entries/${id}${path}`), payload })).json().code, 'people.entry-not-yours');
  assert.equal(
    (await keeper({ method: 'PUT', url: at(`/entries/${id}/levels`), payload: { identity: 'public', contact: 'public', photo: 'public' } })).json()
      .code,
    'people.entry-not-yours',
  );
});

test('services stand one under another, never in a circle, and keep their people when moved', async () => {
  const { id: headId } = await named('Responsable');
  const add = async (name: string, parentId: string | null, head: string | null = null): Promise<string> =>
    (await keeper({ method: 'POST', url: at('/units'), payload: { name, parentId, headId: head } })).json().id;
  const top = await add('Direction générale', null, headId);
  const part = await add('Finances', top);
  assert.equal(
    (await keeper({ method: 'POST', url: at('/units'), payload: { name: 'FINANCES', parentId: top, headId: null } })).json().code,
    'people.unit-named-twice',
  );
  const circle = await keeper({ method: 'PUT', url: at(`/units/${top}`), payload: { name: 'Direction générale', parentId: part, headId: null } });
  assert.deepEqual([circle.statusCode, circle.json().code, circle.json().fields[0].path], [422, 'people.unit-under-itself', 'parentId']);
  assert.equal((await keeper({ method: 'DELETE', url: at(`/units/${top}`) })).json().code, 'people.unit-has-parts');
  const { units } = (await keeper({ url: at('/units') })).json();
  const names = units.map(({ name }: { name: string }) => name);
  assert.ok(names.indexOf('Direction générale') < names.indexOf('Finances'));
  assert.equal(units.find(({ id }: { id: string }) => id === top).head, 'Dominique Responsable');
  const agent = await callerIn(commune);
  assert.equal((await agent({ method: 'POST', url: at('/units'), payload: { name: 'X', parentId: null, headId: null } })).statusCode, 403);
});

test('a photo is an image by its bytes, of its person, and goes with the entry', async () => {
  const { call, id } = await named('Photographiée');
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const put = (content: Buffer) => call({ method: 'PUT', url: at(`/entries/${id}/photo`), payload: { content: content.toString('base64') } });
  assert.equal((await put(Buffer.from('<svg onload="alert(1)"/>'))).json().code, 'people.photo-type');
  assert.equal((await put(Buffer.concat([png, Buffer.alloc(300_000)]))).json().code, 'people.photo-size');
  assert.equal((await put(png)).statusCode, 204);
  const photo = await keeper({ url: at(`/entries/${id}/photo`) });
  assert.deepEqual([photo.headers['content-type'], photo.rawPayload.equals(png)], ['image/png', true]);
  assert.equal((await (await callerIn(far))({ url: at(`/entries/${id}/photo`, far) })).statusCode, 404);
  await call({ method: 'DELETE', url: at(`/entries/${id}/photo`) });
  assert.equal((await keeper({ url: at(`/entries/${id}/photo`) })).statusCode, 404);
});

test('the search of everything finds a colleague, and whoever opened their entry elsewhere', async () => {
  const { id } = await named('Trouvable');
  const { hits } = (await keeper({ url: '/api/me/search?q=trouvable' })).json();
  assert.deepEqual(
    hits.filter(({ source }: { source: string }) => source === 'Annuaire'),
    [{ source: 'Annuaire', title: 'Dominique Trouvable', detail: 'Fonction, Salles-les-Tours', href: `/o/${commune.slug}/annuaire/${id}` }],
  );
});

test('prints the organigramme as an accessible PDF', needs('pdftotext', 'poppler-utils'), async () => {
  const pdf = await keeper({ url: at('/organigramme.pdf') });
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  const text = execFileSync('pdftotext', ['-', '-'], { input: pdf.rawPayload, encoding: 'utf8' });
  assert.match(text, /Direction générale\s+Responsable : Dominique Responsable/);
  assert.match(text, /Sans service/);
});

test('gives the cards chosen, and none of another body', async () => {
  const { id } = await named('Carte');
  const one = await keeper({ url: `${at('/annuaire.vcf')}?ids=${id}` });
  assert.match(String(one.headers['content-type']), /^text\/vcard/);
  assert.deepEqual(one.body.match(/^FN:.*$/gm), ['FN:Dominique Carte\r'.trimEnd()]);
  const other = await (await callerIn(far))({ url: `${at('/annuaire.vcf', far)}?ids=${id}` });
  assert.equal(other.body, '');
});
