// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { append, hold } from './append.ts';
import { addParty } from './open-dossier.ts';
import type { Tables } from './tables.ts';

/**
 * Puts a body in the place of another that ended, in every dossier of the body in the address that is not closed, with the reason in its history.
 * What the other did stays its own. Returns how many dossiers changed hands.
 */
export async function replaceParty<RoomTables>(
  caller: Context<RoomTables>,
  { fromId, toId, reason }: { fromId: string; toId: string; reason: string },
): Promise<number> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const parties = await ctx.tx
    .selectFrom('dossiers.party as p')
    .innerJoin('dossiers.dossier as d', (join) => join.onRef('d.organisation_id', '=', 'p.organisation_id').onRef('d.id', '=', 'p.dossier_id'))
    .innerJoin('organisations.body as b', 'b.id', 'p.party_id')
    .select(['p.dossier_id', 'p.role', 'b.name'])
    .where('p.organisation_id', '=', ctx.organisation)
    .where('p.party_id', '=', fromId)
    .where('p.left_at', 'is', null)
    .where('d.status', '<>', 'closed')
    .orderBy('p.dossier_id')
    .execute();
  for (const { dossier_id: id, role, name } of parties) {
    const owner = { role: 'owner', bodyId: ctx.organisation };
    const said = await append(ctx, await hold(ctx, id), owner, { kind: 'said', visibleTo: 'all', content: { text: reason } });
    const left = await append(ctx, said, owner, { kind: 'party-left', content: { partyId: fromId, name, role } });
    await ctx.tx
      .updateTable('dossiers.party')
      .set({ left_at: ctx.now().toString() })
      .where('organisation_id', '=', ctx.organisation)
      .where('dossier_id', '=', id)
      .where('party_id', '=', fromId)
      .where('role', '=', role)
      .execute();
    if (!left.state.parties.some((one) => one.partyId === toId && one.role === role)) await addParty(ctx, left, { partyId: toId, role });
  }
  return parties.length;
}
