// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { ScimFault } from './fault.ts';
import type { Kind, Provisioned } from './resources.ts';

/** Keeps what Beffroi has no column for. `loaded` is as before the change. */
export async function keepRecord(
  ctx: Context<Tables>,
  loaded: Provisioned,
  kind: Kind,
  { id, externalId, attributes }: { id: string; externalId: string | null; attributes: Record<string, unknown> },
): Promise<void> {
  const others = [...(kind === 'User' ? loaded.users : loaded.groups).values()];
  if (externalId !== null && others.some((one) => one.id !== id && one.kept?.external_id === externalId))
    throw new ScimFault(409, 'Cet identifiant externe (externalId) est déjà celui d’une autre ressource.', 'uniqueness');
  const now = ctx.now().toString();
  if (JSON.stringify(attributes).includes('\\u0000')) throw new ScimFault(400, 'Un attribut comporte un caractère nul.', 'invalidValue');
  const content = {
    external_id: externalId,
    attributes: JSON.stringify(attributes) as unknown as Record<string, unknown>,
    changed_at: now,
    deleted_at: null,
  }; // pg writes a text as jsonb
  await ctx.tx
    .insertInto('people.scim_record')
    .values({
      organisation_id: ctx.organisation,
      id,
      mandate_id: kind === 'User' ? id : null,
      group_id: kind === 'Group' ? id : null,
      created_at: now,
      ...content,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(content))
    .execute();
}
