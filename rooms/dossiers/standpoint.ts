// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { Standpoint } from './append.ts';
import { refuse } from './contract.ts';
import type { DossierType } from './dossier-type.ts';
import type { Tables } from './tables.ts';
import { typeOf } from './types-of-house.ts';

/** What the body in the address is in a dossier, and which body owns it. Refuses one that it neither owns nor takes part in, or may not read. */
export async function standpointOn(ctx: Context<Tables>, id: string): Promise<Standpoint & { ownerId: string; type: DossierType }> {
  const row = await ctx.tx.selectFrom('dossiers.dossier').select(['organisation_id', 'type']).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('dossiers.unknown');
  const type = typeOf(ctx.house, row.type);
  const bodyId = ctx.organisation;
  if (!ctx.may(type.permissions.read)) throw refuse('dossiers.unknown');
  if (row.organisation_id === bodyId) return { role: 'owner', bodyId, ownerId: bodyId, type };
  const party = await ctx.tx
    .selectFrom('dossiers.party')
    .select('role')
    .where('dossier_id', '=', id)
    .where('party_id', '=', bodyId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (!party) throw refuse('dossiers.unknown');
  return { role: party.role, bodyId, ownerId: row.organisation_id, type };
}

/**
 * Runs an act of the body in the address on a dossier, in the body that owns it: a party writes nothing itself. The person must hold the
 * permission to act of the type, where they act.
 */
export async function actAs<Result>(
  ctx: Context<Tables>,
  id: string,
  act: (inside: Context<Tables>, as: Standpoint) => Promise<Result>,
  also?: (type: DossierType) => string | undefined,
): Promise<Result> {
  const { role, bodyId, ownerId, type } = await standpointOn(ctx, id);
  const permission = also?.(type);
  if (!ctx.may(type.permissions.act) || (permission && !ctx.may(permission))) throw refuse('dossiers.not-yours', { transition: type.label });
  if (role === 'owner') return act(ctx, { role, bodyId });
  return inContext<Tables, Result>(ctx.house, { actor: ctx.actor, organisation: ownerId, requestId: ctx.requestId }, (inside) =>
    act(inside, { role, bodyId }),
  );
}
