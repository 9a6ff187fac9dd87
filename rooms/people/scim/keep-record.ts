// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { ScimFault } from './fault.ts';
import type { Kind, Provisioned } from './resources.ts';

type Written = {
  id: string;
  /** Of a person: the mandate that the directory's record is of. */
  mandateId?: string;
  externalId: string | null;
  attributes: Record<string, unknown>;
  /** What the directory has just made of their access, where it changed or confirmed it. */
  access?: 'open' | 'shut' | 'never-open' | undefined;
};

/** Keeps what Beffroi has no column for. `loaded` is as before the change. */
export async function keepRecord(ctx: Context<Tables>, loaded: Provisioned, kind: Kind, written: Written): Promise<void> {
  const { id, externalId, attributes } = written;
  const others = [...(kind === 'User' ? loaded.users : loaded.groups).values()];
  if (externalId !== null && others.some((one) => one.id !== id && one.kept?.external_id === externalId))
    throw new ScimFault(409, 'Cet identifiant externe (externalId) est déjà celui d’une autre ressource.', 'uniqueness');
  const now = ctx.now().toString();
  if (JSON.stringify(attributes).includes('\\u0000')) throw new ScimFault(400, 'Un attribut comporte un caractère nul.', 'invalidValue');
  const content = {
    external_id: externalId,
    attributes: JSON.stringify(attributes) as unknown as Record<string, unknown>, // pg writes a text as jsonb
    changed_at: now,
    deleted_at: null,
    ...(written.mandateId !== undefined && { mandate_id: written.mandateId }),
    ...accessColumns(written, now),
  };
  await ctx.tx
    .insertInto('people.scim_record')
    .values({
      organisation_id: ctx.organisation,
      id,
      mandate_id: kind === 'User' ? (written.mandateId ?? id) : null,
      group_id: kind === 'Group' ? id : null,
      created_at: now,
      ...content,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(content))
    .execute();
}

function accessColumns({ access, externalId }: Written, now: string) {
  if (access === 'open') return { opened_as: externalId, is_never_open: false, shut_at: null, settled_at: null };
  if (access === 'shut') return { shut_at: now, settled_at: null };
  return access === 'never-open' ? { is_never_open: true } : {};
}
