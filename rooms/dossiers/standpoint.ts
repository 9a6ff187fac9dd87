// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { Standpoint } from './append.ts';
import { refuse } from './contract.ts';
import type { DossierType } from './dossier-type.ts';
import type { DossierRow, Tables } from './tables.ts';
import { typeOf } from './types-of-house.ts';

export type Seen = Standpoint & { ownerId: string; owner: string; type: DossierType; row: DossierRow };

/** What the body in the address is in a dossier, and which body owns it. Refuses one that it neither owns nor takes part in, or may not read. */
export async function standpointOn(ctx: Context<Tables>, id: string): Promise<Seen> {
  const found = await ctx.tx
    .selectFrom('dossiers.dossier as d')
    .innerJoin('organisations.body as b', 'b.id', 'd.organisation_id')
    .selectAll('d')
    .select((of) => [
      'b.name as owner',
      of
        .selectFrom('dossiers.party as p')
        .select('p.role')
        .whereRef('p.organisation_id', '=', 'd.organisation_id')
        .whereRef('p.dossier_id', '=', 'd.id')
        .where('p.party_id', '=', ctx.organisation)
        .where('p.left_at', 'is', null)
        .orderBy('p.joined_at')
        .limit(1)
        .as('party'),
    ])
    .where('d.id', '=', id)
    .executeTakeFirst();
  if (!found) throw refuse('dossiers.unknown');
  const { owner, party, ...row } = found;
  const type = typeOf(ctx.house, row.type);
  const role = row.organisation_id === ctx.organisation ? 'owner' : party;
  if (role === null || !ctx.may(type.permissions.read)) throw refuse('dossiers.unknown');
  return { role, bodyId: ctx.organisation, ownerId: row.organisation_id, owner, type, row };
}

/**
 * Runs an act of the body in the address on a dossier, in the body that owns it: a party writes nothing itself. The person must hold the
 * permission to act of the type, where they act.
 */
export async function actAs<RoomTables, Result>(
  caller: Context<RoomTables>,
  id: string,
  act: (inside: Context<RoomTables>, as: Standpoint) => Promise<Result>,
  also?: (type: DossierType) => string | undefined,
): Promise<Result> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { role, bodyId, ownerId, type } = await standpointOn(ctx, id);
  const permission = also?.(type);
  if (!ctx.may(type.permissions.act) || (permission && !ctx.may(permission))) throw refuse('dossiers.not-yours', { transition: type.label });
  if (role === 'owner') return act(caller, { role, bodyId });
  return inContext<RoomTables, Result>(ctx.house, { actor: ctx.actor, organisation: ownerId, requestId: ctx.requestId }, (inside) =>
    act(inside, { role, bodyId }),
  );
}
