// SPDX-License-Identifier: EUPL-1.2
/** Two communes of the Coteaux merge, one goes to a neighbour, then the EPCI itself merges: conventions and rights follow, the past stays. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { recordMerger } from '#rooms/organisations/testing.ts';
import { asOwner, signedIn, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, refusalOf, type TestOperator } from '#rooms/quotes/testing.ts';
import { conventionOf } from '../api.ts';
import { bodiesWhere, communesOf, COTEAUX, openAdhesionHouse, post, read, sirenOf } from '../testing.ts';
import { packageInForce, territoryInForce } from '../successions/testing.ts';
import type { Tables } from '../tables.ts';

const EDITION = 'gironde-numerique-courante';
const DAY = '2027-01-01';

let it: TestHouse;
let gironde: TestOperator;
let coteaux: TestBody;
let neighbour: TestBody;
let communes: TestBody[];
before(async () => {
  it = await openAdhesionHouse();
  gironde = await makeOperator(it, 'gironde-numerique');
  coteaux = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
  communes = await communesOf(it, coteaux);
  const [other] = await bodiesWhere(it, `kind = 'cc' and department = '33' and siren <> '${COTEAUX}' and ended_on is null order by siren limit 1`);
  neighbour = other ?? assert.fail();
  const days = { edition: EDITION, beginsOn: '2026-01-01', endsOn: '2028-12-31' };
  await territoryInForce(it, gironde, { epci: coteaux, siren: COTEAUX, members: communes.slice(0, 6), ...days });
  const theirs = (await communesOf(it, neighbour)).slice(0, 5);
  await territoryInForce(it, gironde, { epci: neighbour, siren: await sirenOf(it, neighbour), members: theirs, ...days });
});
after(() => it.close());

type Waiting = { rows: { id: string; kind: string; says: string }[] };
type Preview = { steps: { action: string }[]; conflicts: { choices: { conventionId: string; isProposed: boolean }[] }[] };
type Row = { id: string; kind: string; number: string; payer: { id: string }; beneficiary: { id: string } };
const waiting = async () => (await read<Waiting>(gironde.manager, gironde.body, '/adhesions/changes')).rows;
const preview = (kind: string, id: string) => read<Preview>(gironde.manager, gironde.body, `/adhesions/changes/${kind}/${id}`);
const reason = 'Arrêté préfectoral du 12 octobre 2026';
/** One person proposes, another applies. */
const apply = async (kind: string, id: string, keeps: string[] = [], { body, manager, head }: TestOperator = gironde) => {
  const path = `/adhesions/changes/${kind}/${id}`;
  const proposed = await manager({ method: 'PUT', url: `/api/o/${body.slug}${path}/proposal`, payload: { keeps, reason } });
  return proposed.statusCode < 300 ? post(head, body, path) : proposed;
};
const inForce = async (on: string) =>
  (await read<{ rows: Row[] }>(gironde.manager, gironde.body, `/adhesions/conventions?size=100&on=${on}&status=in-force`)).rows;
const proposedOf = ({ conflicts }: Preview) =>
  conflicts.flatMap(({ choices }) => choices.filter(({ isProposed }) => isProposed).map(({ conventionId }) => conventionId));
type Read = { suspension: { beginsOn: string; endsOn: string | null; by: string } | null };
const readOn = (id: string, on: string, by = gironde.manager) => read<Read>(by, gironde.body, `/adhesions/conventions/${id}?on=${on}`);
/** What the cadre that this EPCI pays on a day owes, from each day on. */
const owedBy = async (payer: { id: string }, on: string): Promise<string[]> => {
  const cadre = (await inForce(on)).find(({ kind, payer: { id } }) => kind === 'cadre' && id === payer.id) ?? assert.fail();
  const entry = { actor: { kind: 'job', name: 'essai' } as const, organisation: gironde.body.id };
  const found = await inContext<Tables, Awaited<ReturnType<typeof conventionOf>>>(it.house, entry, (ctx) => conventionOf(ctx, cadre.id));
  return (found?.amounts ?? []).map(({ from, yearlyCents, says }) => `${from} ${yearlyCents} ${says.replace(/ [A-Z]+-.*/, '')}`);
};
/** How many thousandths of Go a territory may store on a day. */
const volumeOf = (holder: string, on: string): Promise<number[]> =>
  asOwner(it, async (client) => {
    const { rows } = await client.query<{ amount: string }>(
      `select amount from rights.allowance
       where key = 'volume-du-territoire' and beneficiary_id = $1 and begins_on <= $2 and (ends_on is null or ends_on >= $2)`,
      [holder, on],
    );
    return rows.map(({ amount }) => Number(amount));
  });
const member = (index: number): TestBody => communes[index] ?? assert.fail();
const codeOf = (body: TestBody) => sirenOf(it, body);

test('nothing waits while the register tells of no change', async () => {
  assert.deepEqual(await waiting(), []);
});

test('a commune nouvelle takes the place of its parts: one convention goes on, the counters with it, and before that day they were two', async () => {
  const [one, two] = [member(0), member(1)];
  const intoId = await recordMerger(it.house, {
    from: [await codeOf(one), await codeOf(two)],
    into: { name: 'Val des Coteaux', siren: null, insee: null },
    on: Temporal.PlainDate.from(DAY),
    reason: 'Arrêté préfectoral',
  });
  const [change] = await waiting();
  assert.equal(change?.kind, 'merger');
  const plan = await preview('merger', intoId);
  assert.equal(plan.conflicts.length, 1);
  assert.equal(refusalOf(await apply('merger', intoId)), '409 adhesions.change-undecided');
  assert.equal(refusalOf(await post(gironde.head, gironde.body, `/adhesions/changes/merger/${intoId}`)), '409 adhesions.change-not-proposed');
  const applied = await apply('merger', intoId, proposedOf(plan));
  assert.deepEqual(applied.json(), { transferred: 1, ended: 1 }, applied.body);
  assert.deepEqual(await waiting(), []);
  const [then, now] = [await inForce('2026-12-31'), await inForce(DAY)];
  const of = (rows: Row[], id: string) => rows.filter(({ beneficiary }) => beneficiary.id === id);
  assert.equal(of(then, one.id).length + of(then, two.id).length, 2);
  assert.equal(of(then, intoId).length, 0);
  assert.equal(of(now, one.id).length + of(now, two.id).length, 0);
  assert.deepEqual(
    of(now, intoId).map(({ kind, payer }) => [kind, payer.id]),
    [['tripartite', coteaux.id]],
  );
  // Six were counted, five are: the participation is that of the column before.
  assert.deepEqual(await owedBy(coteaux, DAY), ['2026-01-01 1398800 Convention', `${DAY} 1119000 Recomptage à la fin de la convention`]);
  const holds = async (instant: string, id: string) => {
    it.clock.set(instant);
    return rightsOf(it.house).holds(it.house, id, 'parapheur');
  };
  assert.equal(await holds('2026-12-31T22:59:59Z', one.id), true);
  assert.equal(await holds('2026-12-31T23:00:00Z', one.id), false);
  assert.equal(await holds('2026-12-31T23:00:00Z', intoId), true);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('a commune that goes to another EPCI leaves one cadre and joins the other', async () => {
  const mover = member(2);
  await asOwner(it, async (client) => {
    await client.query(`update organisations.membership set until_on = '${DAY}' where member_id = $1 and until_on is null`, [mover.id]);
    await client.query(`insert into organisations.membership (epci_id, member_id, since_on) values ($1, $2, '${DAY}')`, [neighbour.id, mover.id]);
  });
  const [change] = await waiting();
  assert.equal(change?.kind, 'move');
  const path = `/adhesions/changes/move/${mover.id}`;
  await gironde.manager({ method: 'PUT', url: `/api/o/${gironde.body.slug}${path}/proposal`, payload: { reason } });
  assert.equal(refusalOf(await post(gironde.manager, gironde.body, path)), '403 adhesions.change-same-person');
  assert.deepEqual((await apply('move', mover.id)).json(), { transferred: 1, ended: 0 });
  const payerOn = async (day: string) => (await inForce(day)).filter(({ beneficiary }) => beneficiary.id === mover.id).map(({ payer }) => payer.id);
  assert.deepEqual(await payerOn('2026-12-31'), [coteaux.id]);
  assert.deepEqual(await payerOn(DAY), [neighbour.id]);
  // Five and one more: the territory that it joins is in the next column; the one that it leaves stays in its own.
  assert.deepEqual(await owedBy(neighbour, DAY), ['2026-01-01 1119000 Convention', `${DAY} 1398800 Recomptage par la convention`]);
  assert.deepEqual(await owedBy(coteaux, DAY), ['2026-01-01 1398800 Convention', `${DAY} 1119000 Recomptage à la fin de la convention`]);
});

test('two EPCI that merge: one cadre is chosen, every member stands under it, the other ended the day before', async () => {
  const intoId = await recordMerger(it.house, {
    from: [COTEAUX, await codeOf(neighbour)],
    into: { name: 'CC de l’Entre-deux', siren: '200999993', insee: null },
    on: Temporal.PlainDate.from('2027-07-01'),
    reason: 'Arrêté préfectoral',
  });
  const plan = await preview('merger', intoId);
  assert.equal(plan.conflicts.length, 1);
  const members = (await inForce('2027-06-30')).filter(({ kind }) => kind === 'tripartite').length;
  const kept = proposedOf(plan)[0] ?? assert.fail();
  const suspended = await post(gironde.manager, gironde.body, `/adhesions/conventions/${kept}/suspension`, {
    beginsOn: '2027-03-01',
    reason: 'Participation impayée',
  });
  assert.equal(suspended.statusCode, 200, suspended.body);
  const applied = await apply('merger', intoId, proposedOf(plan));
  assert.equal(applied.statusCode, 200, applied.body);
  const now = await inForce('2027-07-01');
  assert.equal(now.filter(({ kind }) => kind === 'cadre').length, 1);
  assert.equal(now.filter(({ kind }) => kind === 'tripartite').length, members);
  assert.ok(now.every(({ payer }) => payer.id === intoId));
  // Four stood under the cadre that goes on, six come from the other: ten; 1 To and 1 To are 2: « 2 To, +10 EP ».
  assert.deepEqual(await owedBy({ id: intoId }, '2027-07-01'), ['2027-07-01 1958300 Recomptage par la convention']);
  assert.deepEqual(await volumeOf(intoId, '2027-07-01'), [2_000_000]);
  assert.deepEqual(await volumeOf(coteaux.id, '2027-06-30'), [1_000_000]);
  assert.equal((await inForce('2027-06-30')).filter(({ kind }) => kind === 'cadre').length, 2);
  assert.deepEqual(await waiting(), []);
  const cadre = now.find(({ kind }) => kind === 'cadre') ?? assert.fail();
  const [before, after] = [await readOn(kept, '2027-06-30'), await readOn(cadre.id, '2027-07-01')];
  assert.deepEqual(before.suspension, { beginsOn: '2027-03-01', endsOn: '2027-06-30', reason: 'Participation impayée', by: before.suspension?.by });
  assert.deepEqual([after.suspension?.beginsOn, after.suspension?.endsOn], ['2027-07-01', null]);
  const holds = (id: string) => rightsOf(it.house).holds(it.house, id, 'parapheur');
  it.clock.set('2027-07-02T09:00:00Z');
  const own = now.find(({ kind, beneficiary }) => kind === 'tripartite' && beneficiary.id === member(3).id) ?? assert.fail();
  assert.deepEqual([await holds(intoId), await holds(own.beneficiary.id)], [false, false], 'a merger gives nobody back what was suspended');
  // The session of November is over by then.
  const manager = await signedIn(it.app, gironde.managerPerson);
  const resume = (id: string) => manager({ method: 'DELETE', url: `/api/o/${gironde.body.slug}/adhesions/conventions/${id}/suspension` });
  assert.equal(refusalOf(await resume(kept)), '409 adhesions.not-suspended', 'the one that ended is suspended no more');
  assert.equal((await resume(cadre.id)).statusCode, 204);
  assert.deepEqual((await readOn(cadre.id, '2027-07-02', manager)).suspension, null);
  assert.deepEqual([await holds(intoId), await holds(own.beneficiary.id)], [true, true]);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('an EPCI that absorbs another goes on with what both may store, and beyond the grid at its own price until a quote says one', async () => {
  const [host, guest] = await bodiesWhere(it, `kind = 'cc' and department = '24' and ended_on is null order by siren limit 2`);
  assert.ok(host && guest);
  const days = { edition: EDITION, beginsOn: '2026-01-01', endsOn: '2028-12-31', volume: { value: 3, unit: 'To' as const } };
  for (const epci of [host, guest])
    await territoryInForce(it, gironde, { epci, siren: await sirenOf(it, epci), members: (await communesOf(it, epci)).slice(0, 1), ...days });
  const alone = await owedBy(host, '2026-12-31');
  const intoId = await recordMerger(it.house, {
    from: [await sirenOf(it, guest)],
    into: await sirenOf(it, host),
    on: Temporal.PlainDate.from(DAY),
    reason: 'Arrêté préfectoral',
  });
  assert.equal(intoId, host.id);
  const kept = (await inForce(DAY)).find(({ kind, payer }) => kind === 'cadre' && payer.id === host.id) ?? assert.fail();
  const applied = await apply('merger', intoId, [kept.id]);
  assert.deepEqual(applied.json(), { transferred: 3, ended: 1 }, applied.body);
  assert.deepEqual(await volumeOf(host.id, '2026-12-31'), [3_500_000]);
  assert.deepEqual(await volumeOf(host.id, DAY), [7_000_000]);
  const under = (await inForce(DAY)).filter(({ kind, payer }) => kind === 'tripartite' && payer.id === host.id);
  assert.equal(under.length, 2);
  assert.deepEqual(
    (await owedBy(host, DAY)).map((said) => said.split(' ')[1]),
    alone.map((said) => said.split(' ')[1]),
  );
});

test('a dissolved body has no follower; one that merges into another leaves it its package', async () => {
  const cdg = await makeOperator(it, 'cdg-47');
  const [one, two, gone] = await bodiesWhere(it, `kind = 'commune' and department = '47' and ended_on is null order by insee limit 3`);
  assert.ok(one && two && gone);
  for (const body of [one, gone])
    await packageInForce(it, cdg, {
      body,
      request: { edition: 'cdg47-deux-forfaits', for: { siren: await sirenOf(it, body) }, items: [{ offer: 'forfait-metiers' }] },
      beginsOn: '2026-01-01',
      endsOn: '2027-12-31',
    });
  await asOwner(it, (client) => client.query(`update organisations.body set ended_on = '${DAY}' where id = $1`, [gone.id]));
  const intoId = await recordMerger(it.house, {
    from: [await sirenOf(it, one)],
    into: await sirenOf(it, two),
    on: Temporal.PlainDate.from(DAY),
    reason: 'Arrêté préfectoral',
  });
  const cdgApply = (kind: string, id: string) => apply(kind, id, [], cdg);
  assert.deepEqual((await cdgApply('dissolution', gone.id)).json(), { transferred: 0, ended: 1 });
  assert.deepEqual((await cdgApply('merger', intoId)).json(), { transferred: 1, ended: 0 });
});
