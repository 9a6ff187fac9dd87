// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import type { BodyRow, Tables } from '../tables.ts';
import type { RegisterSource, SourceBody } from './read-package.ts';
import { writeRows } from '../write-rows.ts';

/**
 * Opens the memberships that an edition brings and closes those that it no longer has, on its day. Returns, for each EPCI that lost a member,
 * the EPCI that took it in, once per member.
 */
export async function writeMemberships(
  tx: Transaction<Tables>,
  placed: readonly { body: BodyRow; source: SourceBody }[],
  source: RegisterSource,
): Promise<Map<string, string[]>> {
  const bySiren = new Map(placed.flatMap(({ body, source: { siren } }) => (siren === null ? [] : [[siren, body.id] as const])));
  const byInsee = new Map(placed.flatMap(({ body, source: { insee } }) => (insee === null ? [] : [[insee, body.id] as const])));
  const homes = homesOfFormerCodes(placed, byInsee);
  const wanted = new Map<string, string>();
  for (const epci of source.epci) {
    const epciId = bySiren.get(epci.siren);
    for (const code of epci.members) {
      const memberId = byInsee.get(code);
      if (!epciId || !memberId) throw new Error(`the edition names a member ${code} of ${epci.siren} that it does not list`);
      wanted.set(memberId, epciId);
    }
  }
  const open = await tx
    .selectFrom('organisations.membership as m')
    .innerJoin('organisations.body as b', 'b.id', 'm.member_id')
    .select(['m.epci_id', 'm.member_id', 'b.insee'])
    .where('m.until_on', 'is', null)
    .execute();
  const isStill = (membership: { member_id: string; epci_id: string }): boolean => wanted.get(membership.member_id) === membership.epci_id;
  const closed = open.filter((membership) => !isStill(membership));
  const known = new Set(open.filter(isStill).map(({ member_id }) => member_id));
  await close(tx, closed, source.inForceOn);
  await writeRows(
    tx,
    'organisations.membership',
    { epci_id: 'uuid', member_id: 'uuid', since_on: 'date', until_on: 'date' },
    [...wanted]
      .filter(([member_id]) => !known.has(member_id))
      .map(([member_id, epci_id]) => ({ epci_id, member_id, since_on: source.inForceOn, until_on: null })),
  );
  const moves = new Map<string, string[]>();
  for (const { epci_id, member_id, insee } of closed) {
    const now = wanted.get(member_id) ?? wanted.get(homes.get(insee ?? '') ?? '');
    if (now) moves.set(epci_id, [...(moves.get(epci_id) ?? []), now]);
  }
  return moves;
}

// A member that merged is followed into the commune nouvelle.
function homesOfFormerCodes(placed: readonly { body: BodyRow; source: SourceBody }[], byInsee: ReadonlyMap<string, string>): Map<string, string> {
  const homes = new Map(byInsee);
  for (const { body, source } of placed) for (const { insee } of source.former) if (!homes.has(insee)) homes.set(insee, body.id);
  return homes;
}

async function close(tx: Transaction<Tables>, closed: readonly { epci_id: string; member_id: string }[], day: string): Promise<void> {
  if (closed.length === 0) return;
  const gone = sql`unnest(${closed.map(({ epci_id }) => epci_id)}::uuid[], ${closed.map(({ member_id }) => member_id)}::uuid[]) as gone (epci_id, member_id)`;
  // Recorded by hand for that very day, and told otherwise by the edition: it never was.
  await sql`
    delete from organisations.membership m
    using ${gone}
    where (m.epci_id, m.member_id) = (gone.epci_id, gone.member_id)
      and m.until_on is null
      and m.since_on >= ${day}`.execute(tx);
  await sql`
    update organisations.membership m
    set until_on = ${day}
    from ${gone}
    where (m.epci_id, m.member_id) = (gone.epci_id, gone.member_id)
      and m.until_on is null`.execute(tx);
}
