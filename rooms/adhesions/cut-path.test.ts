// SPDX-License-Identifier: EUPL-1.2
/** The process dies before the n-th statement, for every n of the path: each act is whole or has not begun, and the dossier goes on. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import type { Actor, Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { addPiece, moveDossier } from '#rooms/dossiers/api.ts';
import { asOwner } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { acceptQuote, openAdhesionHouse, openDue } from './testing.ts';
import { startAdhesion } from './start-adhesion.ts';
import type { Tables } from './tables.ts';

// Three communes: the smallest territory of the département.
const EPCI = '243301165';

let whole: TestHouse;
let cut: TestHouse;
before(async () => {
  [whole, cut] = await Promise.all([openAdhesionHouse(), openAdhesionHouse()]);
});
after(async () => {
  pg.Client.prototype.query = query;
  await Promise.all([whole.close(), cut.close()]);
});

const query = pg.Client.prototype.query;
let left = Infinity;

/** From now on, the n-th statement never leaves: what the transaction had written is undone, as when its process is gone. */
function dieBefore(nth: number): void {
  left = nth;
  // oxlint-disable-next-line typescript/no-explicit-any -- the overloads of `query` are passed on as they came
  pg.Client.prototype.query = function (this: any, ...asked: any[]): any {
    left -= 1;
    return left === 0 ? Promise.reject(new Error('died')) : query.apply(this, asked as Parameters<typeof query>);
  };
}

function live(): boolean {
  const hasDied = left <= 0;
  pg.Client.prototype.query = query;
  left = Infinity;
  return !hasDied;
}

/** Runs an act again and again, dying one statement later each time, until it has nothing more to send. Returns how often it died. */
async function dyingEverywhere(act: () => Promise<unknown>): Promise<number> {
  for (let nth = 1; nth < 2_000; nth += 1) {
    dieBefore(nth);
    const outcome = await act().then(
      () => 'done',
      (error: unknown) => error,
    );
    if (live()) {
      if (outcome !== 'done') throw outcome;
      return nth - 1;
    }
    assert.notEqual(outcome, 'done', `statement ${nth} was not needed`);
  }
  throw new Error('an act of two thousand statements');
}

type Steps = { name: string; act: () => Promise<unknown> }[];

/** The path of a territory, as acts of the operator; `dossiers` fills as they open. */
async function stepsIn(it: TestHouse, { managerPerson, body, ...operator }: TestOperator): Promise<Steps> {
  const quoteId = await acceptQuote(
    { managerPerson, body, ...operator },
    {
      edition: 'gironde-numerique-2017',
      for: { siren: EPCI },
      volume: { value: 1, unit: 'To' },
      items: [{ offer: 'adhesion-mutualisee' }],
    },
  );
  const actor: Actor = { kind: 'person', personId: managerPerson.id, name: 'Gestion', sessionId: 'essai' };
  const inside = <Result>(work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
    inContext<Tables, Result>(it.house, { actor, organisation: body.id, may: () => true }, work);
  let dossiers: string[] = [];
  const start: Steps = [
    {
      name: 'start',
      act: async () => {
        const { dossierId, linked } = await inside((ctx) => startAdhesion(ctx, { quoteId, startsOn: '2027-01-01' }));
        dossiers = [dossierId, ...linked.map((one) => one.dossierId)];
      },
    },
  ];
  const vote = { inOffice: 30, present: 23, represented: 5, for: 28, against: 0 };
  const of = (at: number, siren: () => Promise<string>): Steps => {
    const id = () => dossiers[at] ?? assert.fail();
    const move = (transition: string, facts: Record<string, unknown>) => ({
      name: transition,
      act: () => inside((ctx) => moveDossier(ctx, id(), { transition, facts })),
    });
    const piece = (kind: string) => ({
      name: `piece ${kind}`,
      act: () => inside((ctx) => addPiece(ctx, id(), { kind, name: 'acte.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 essai') })),
    });
    return [
      move('convened', { convenedOn: '2026-11-13', sessionOn: '2026-11-20' }),
      piece('deliberation'),
      move('voted', { number: 'D2026-37', votedOn: '2026-11-20', secretary: true, vote }),
      {
        name: 'transmitted',
        act: async () => {
          const identifier = `033-${await siren()}-20261121-D2026-37-DE`;
          return inside((ctx) => moveDossier(ctx, id(), { transition: 'transmitted', facts: { identifier, receivedOn: '2026-11-21' } }));
        },
      },
      move('published', { publishedOn: '2026-11-21' }),
      piece('convention'),
      move('signed', { signedOn: '2026-11-21', signedBy: 'Camille Gabare', signedFor: 'Présidence' }),
    ];
  };
  const first = (transition: string, facts: Record<string, unknown>) => ({
    name: transition,
    act: () => inside((ctx) => moveDossier(ctx, dossiers[0] ?? '', { transition, facts })),
  });
  return [
    ...start,
    first('commission-skipped', { commissionSkipped: 'Aucune commission compétente' }),
    first('bureau-held', { bureauOn: '2026-11-12', bureauOpinion: 'favourable' }),
    ...of(0, () => Promise.resolve(EPCI)),
    ...of(1, () => sirenOfFirst(it)),
    {
      name: 'midnight',
      act: async () => {
        it.clock.set('2026-12-31T23:05:00Z');
        await openDue(it);
      },
    },
  ];
}

async function sirenOfFirst(it: TestHouse): Promise<string> {
  const { rows } = await asOwner(it, (client) =>
    client.query(`
      select b.siren from dossiers.dossier d
      join dossiers.party p on p.dossier_id = d.id and p.role = 'member'
      join organisations.body b on b.id = p.party_id
      where d.number = 'TRI-2026-0001'`),
  );
  return rows[0].siren;
}

/** What the path has written, without what two runs never share: ids, digests, hours. */
async function written(it: TestHouse): Promise<unknown> {
  const rows = async (text: string) => (await asOwner(it, (client) => client.query(text))).rows;
  return {
    dossiers: await rows(`select number, type, step, status, awaits, rank from dossiers.dossier order by number`),
    happenings: await rows(`
      select d.number, h.rank, h.kind, h.visible_to, h.on_day::text from dossiers.happening h
      join dossiers.dossier d on d.id = h.dossier_id order by 1, 2`),
    pieces: await rows(`select d.number, p.kind, p.digest from dossiers.piece p join dossiers.dossier d on d.id = p.dossier_id order by 1, 2`),
    conventions: await rows(`
      select c.number, c.kind, b.siren, c.edition, c.yearly_cents, c.begins_on::text, c.ends_on::text, c.opened_at is not null as opened
      from adhesions.convention c join organisations.body b on b.id = c.beneficiary_id order by 1`),
    memberships: await rows(`
      select b.siren, m.scope, m.begins_on::text from adhesions.membership m join organisations.body b on b.id = m.beneficiary_id order by 1, 2`),
    lines: await rows(`select l.offer, l.yearly_cents, l.begins_on::text from adhesions.line l order by 1`),
    rights: await rows(
      `select b.siren, o.service, o.begins_on::text from rights.opening o join organisations.body b on b.id = o.beneficiary_id order by 1, 2`,
    ),
    allowances: await rows(
      `select b.siren, a.key, a.amount from rights.allowance a join organisations.body b on b.id = a.beneficiary_id order by 1, 2`,
    ),
    told: await rows(`
      select what, count(*)::int from platform.audit_entry
      where is_event and (what like 'adhesions.%' or what like 'dossiers.%' or what like 'rights.%') group by 1 order by 1`),
  };
}

test('dies before every statement of the path, and ends where a life without accident ends', async () => {
  const plain = await stepsIn(whole, await makeOperator(whole, 'gironde-numerique'));
  for (const { act } of plain) await act();
  const broken = await stepsIn(cut, await makeOperator(cut, 'gironde-numerique'));
  let deaths = 0;
  for (const { act } of broken) deaths += await dyingEverywhere(act);
  assert.ok(deaths > 200, `only ${deaths} deaths`);
  assert.deepEqual(await written(cut), await written(whole));
});

test('what is played again changes nothing: the start, the night, the delivery of what was told', async () => {
  const before = await written(cut);
  await openDue(cut);
  await cut.settle();
  await openDue(cut);
  await cut.settle();
  assert.deepEqual(await written(cut), before);
});
