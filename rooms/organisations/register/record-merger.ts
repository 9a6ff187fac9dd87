// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { acrossOrganisations, HOUSE_ID } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { foldText } from '#platform/text/fold.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { isEpci } from '../contract/body-kinds.ts';
import { refuse } from '../contract/refusals.ts';
import { inseeIn, sirenIn } from '../search/search-words.ts';
import type { BodyRow, Tables } from '../tables.ts';
import { writeRows } from '../write-rows.ts';
import { REGISTER_CHANNEL } from './import-register.ts';
import { refreshRegister } from './register-in-memory.ts';
import { freeSlug } from './write-edition.ts';

export type Merger = {
  /** SIREN or INSEE codes of those that end. */
  from: readonly string[];
  /** SIREN or INSEE code of the body that takes them in, or the new one. */
  into: string | { name: string; siren: string | null; insee: string | null };
  /** First day of the new state: a 1 January. */
  on: Temporal.PlainDate;
  /** The act that decides it, as far as it is known. */
  reason: string;
};

/**
 * Records a merger of communes or of EPCI that the register does not tell yet. Those that end keep their page and lead to their successor; a
 * new body takes over memberships, and the sum of populations where each part is known. The next edition finds it again by its SIREN or code.
 * Refuses bodies of two kinds, unknown or ended ones. Returns the successor's id.
 */
export async function recordMerger(house: House, merger: Merger): Promise<string> {
  const recorded = await writeMerger(house, merger);
  await refreshRegister(house);
  await tellMerger(house, recorded);
  return recorded.successorId;
}

export type RecordedMerger = { successorId: string; predecessorIds: string[]; on: string };

/** Writes a merger for whoever reads the register again, and tells it, afterwards. */
export async function writeMerger(house: House, merger: Merger): Promise<RecordedMerger> {
  const on = merger.on.toString();
  const recorded = await acrossOrganisations<Tables, { successorId: string; predecessorIds: string[] }>(
    house.db,
    'organisations.record-merger',
    `enregistrer une fusion : ${merger.reason}`,
    async (tx) => {
      const predecessors = await Promise.all(merger.from.map((code) => livingBody(tx, code)));
      const [first] = predecessors;
      if (!first) throw refuse('organisations.unknown-body', { asked: '' });
      refuseOtherKinds(predecessors, first);
      const standing = typeof merger.into === 'string' ? await livingBody(tx, merger.into) : null;
      if (standing) refuseOtherKinds([standing], first);
      await end(tx, predecessors, on);
      const successor = standing ?? (await add(tx, merger, first, house.clock.now()));
      if (!standing) await addPopulations(tx, successor.id, predecessors);
      await followNames(tx, successor, predecessors);
      await followMemberships(tx, successor, predecessors, on);
      await writeRows(
        tx,
        'organisations.succession',
        { predecessor_id: 'uuid', successor_id: 'uuid', happened_on: 'date', source: 'text', reason: 'text' },
        predecessors.map(({ id }) => ({
          predecessor_id: id,
          successor_id: successor.id,
          happened_on: on,
          source: 'recorded',
          reason: merger.reason,
        })),
      );
      await sql`select pg_notify(${REGISTER_CHANNEL}, '')`.execute(tx);
      return { successorId: successor.id, predecessorIds: predecessors.map(({ id }) => id) };
    },
  );
  return { ...recorded, on };
}

export async function tellMerger(house: House, { successorId, predecessorIds, on }: RecordedMerger): Promise<void> {
  await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'Installation' }, organisation: HOUSE_ID }, (ctx) =>
    ctx.tell('organisations.merger-recorded', { predecessorIds, successorId, on }),
  );
}

async function livingBody(tx: Transaction<Tables>, code: string): Promise<BodyRow> {
  const [siren, insee] = [sirenIn(code), inseeIn(code)];
  const body = await tx
    .selectFrom('organisations.body')
    .selectAll()
    .where(siren === null ? 'insee' : 'siren', '=', siren ?? insee ?? '')
    .where('ended_on', 'is', null)
    .where('origin', '=', 'register')
    .executeTakeFirst();
  if (!body) throw refuse('organisations.unknown-body', { asked: code });
  return body;
}

function refuseOtherKinds(bodies: readonly BodyRow[], first: BodyRow): void {
  const other = bodies.find(({ kind }) => (first.kind === 'commune' ? kind !== 'commune' : !isEpci(kind)));
  if (other) throw refuse('organisations.not-a-merger', { name: other.name });
}

async function end(tx: Transaction<Tables>, predecessors: readonly BodyRow[], on: string): Promise<void> {
  const ids = predecessors.map(({ id }) => id);
  await sql`update organisations.body set ended_on = ${on} where id = any(${ids}::uuid[])`.execute(tx);
  await sql`update organisations.body_name set ended_on = ${on} where body_id = any(${ids}::uuid[])`.execute(tx);
}

async function add(tx: Transaction<Tables>, { into, on }: Merger, first: BodyRow, at: Temporal.Instant): Promise<BodyRow> {
  if (typeof into === 'string') throw new Error('the successor stands already');
  const { name, siren, insee } = into;
  const taken = await tx
    .selectFrom('organisations.body')
    .select(['name', 'siren'])
    .where((where) => where.or([where('siren', '=', siren), where.and([where('insee', '=', insee), where('ended_on', 'is', null)])]))
    .executeTakeFirst();
  if (taken) throw refuse('organisations.code-taken', { code: taken.siren === siren ? siren : insee, name: taken.name });
  const { rows } = await sql<{ slug: string }>`select slug from organisations.body where slug like ${`%${insee ?? siren ?? ''}%`}`.execute(tx);
  const body: BodyRow = {
    id: uuidV7(at.epochMilliseconds),
    slug: freeSlug(into, new Set(rows.map(({ slug }) => slug))),
    name,
    kind: first.kind,
    siren,
    insee,
    department: first.department,
    origin: 'register',
    began_on: on.toString(),
    ended_on: null,
  };
  await tx.insertInto('organisations.body').values(body).execute();
  return body;
}

// The decree of a commune nouvelle adds the populations of its parts; one unknown part leaves the sum unknown.
async function addPopulations(tx: Transaction<Tables>, successorId: string, predecessors: readonly BodyRow[]): Promise<void> {
  await sql`
    insert into organisations.population (body_id, edition, figure, inhabitants, vintage)
    select ${successorId}, edition, figure, sum(inhabitants)::integer, min(vintage)
    from organisations.population
    where body_id = any(${predecessors.map(({ id }) => id)}::uuid[])
      and edition = (select max(edition) from organisations.register_edition)
    group by edition, figure
    having count(*) = ${predecessors.length}
      and min(vintage) = max(vintage)`.execute(tx);
}

async function followNames(tx: Transaction<Tables>, successor: BodyRow, predecessors: readonly BodyRow[]): Promise<void> {
  const names = [successor, ...predecessors].map(({ name }, index) => ({ name, folded: foldText(name), isFormer: index > 0 }));
  for (const { name, folded, isFormer } of names) {
    await tx
      .insertInto('organisations.body_name')
      .values({
        body_id: successor.id,
        folded,
        name,
        is_former: isFormer,
        size: 0,
        kind: successor.kind,
        began_on: successor.began_on,
        ended_on: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await sql`
    update organisations.body_name
    set size = (select coalesce(max(size), 0) from organisations.body_name where body_id = any(${[successor, ...predecessors].map(({ id }) => id)}::uuid[]))
    where body_id = ${successor.id}`.execute(tx);
}

/** A commune nouvelle goes on in the EPCI of its parts; a merged EPCI takes over their members. */
async function followMemberships(tx: Transaction<Tables>, successor: BodyRow, predecessors: readonly BodyRow[], on: string): Promise<void> {
  const ids = predecessors.map(({ id }) => id);
  const side = successor.kind === 'commune' ? 'member_id' : 'epci_id';
  const open = await tx.selectFrom('organisations.membership').selectAll().where(side, 'in', ids).where('until_on', 'is', null).execute();
  // What another merger of the same day had opened never was.
  await tx.deleteFrom('organisations.membership').where(side, 'in', ids).where('until_on', 'is', null).where('since_on', '>=', on).execute();
  await tx.updateTable('organisations.membership').set({ until_on: on }).where(side, 'in', ids).where('until_on', 'is', null).execute();
  const following = open.map(({ epci_id, member_id }) =>
    side === 'epci_id' ? { epci_id: successor.id, member_id } : { epci_id, member_id: successor.id },
  );
  const home = following[0];
  const wanted = side === 'epci_id' ? following : home ? [home] : [];
  const standing =
    side === 'member_id'
      ? await tx
          .selectFrom('organisations.membership')
          .select('epci_id')
          .where('member_id', '=', successor.id)
          .where('until_on', 'is', null)
          .executeTakeFirst()
      : undefined;
  if (standing) return;
  await writeRows(
    tx,
    'organisations.membership',
    { epci_id: 'uuid', member_id: 'uuid', since_on: 'date', until_on: 'date' },
    wanted.map((membership) => ({ ...membership, since_on: on, until_on: null })),
  );
}
