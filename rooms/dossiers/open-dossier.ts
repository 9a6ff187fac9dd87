// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { append, begin, type Held } from './append.ts';
import type { Facts } from './state.ts';
import type { Tables } from './tables.ts';
import { typeOf } from './types-of-house.ts';

export type NewDossier = {
  /** `adhesions.adhesion`. */
  type: string;
  title: string;
  /** What opens it, such as a quote: asked again, the same dossier answers. */
  openingKey: string;
  facts?: Facts;
  parties?: readonly { partyId: string; role: string }[];
};

/** Opens a dossier of the body in the address, in the caller's transaction; its number follows those of the year. Returns it, new or not. */
export async function openDossier<RoomTables>(
  caller: Context<RoomTables>,
  wanted: NewDossier,
): Promise<{ id: string; number: string; isNew: boolean }> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const type = typeOf(ctx.house, wanted.type);
  const standing = await ctx.tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'number'])
    .where('organisation_id', '=', ctx.organisation)
    .where('type', '=', type.key)
    .where('opening_key', '=', wanted.openingKey)
    .executeTakeFirst();
  if (standing) return { ...standing, isNew: false };
  const id = ctx.newId();
  const number = await nextNumber(ctx, type.prefix);
  const standpoint = { role: 'owner', bodyId: ctx.organisation };
  let held: Held = await begin(ctx, type, { id, number, openingKey: wanted.openingKey }, standpoint, {
    kind: 'opened',
    content: { title: wanted.title, facts: wanted.facts ?? {} },
  });
  for (const party of wanted.parties ?? []) held = await addParty(ctx, held, party);
  await ctx.tell('dossiers.opened', { dossierId: id, type: type.key });
  return { id, number, isNew: true };
}

/** Lets a body take part in a dossier that is held, with its own view. */
export async function addParty(ctx: Context<Tables>, held: Held, { partyId, role }: { partyId: string; role: string }): Promise<Held> {
  if (!held.type.parties.some((party) => party.role === role)) throw new Error(`${held.type.key} has no party ${role}`);
  const { name } = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', partyId).executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('dossiers.party')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      dossier_id: held.row.id,
      party_id: partyId,
      role,
      joined_at: ctx.now().toString(),
      left_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'dossier_id', 'party_id', 'role']).doUpdateSet({ left_at: null }))
    .execute();
  return append(ctx, held, { role: 'owner', bodyId: ctx.organisation }, { kind: 'party-joined', content: { partyId, name, role } });
}

// The counter's row stays locked until the transaction ends: a failed one gives its number back.
async function nextNumber(ctx: Context<Tables>, prefix: string): Promise<string> {
  const { year } = ctx.today();
  const { rows } = await sql<{ last_number: number }>`
    insert into dossiers.counter as counter (organisation_id, id, prefix, year, last_number)
    values (${ctx.organisation}, ${ctx.newId()}, ${prefix}, ${year}, 1)
    on conflict (organisation_id, prefix, year) do update set last_number = counter.last_number + 1
    returning last_number`.execute(ctx.tx);
  return `${prefix}-${year}-${String(rows[0]?.last_number ?? 1).padStart(4, '0')}`;
}
