// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import { uuidV7 } from '#platform/uuid.ts';
import type { Tables } from '../tables.ts';

export type Named = { type: string; email: string; externalId: string };
type Where = { operatorId: string; bodyId: string };

/**
 * The account that these identifiers name in a body: by the identifier of the sign-in, else by address. A service that is trusted may write the identifier
 * where there is none; one that is there is never overwritten, or whoever reports a stranger's `sub` would inherit the account.
 */
export async function findAccount(tx: Transaction<Tables>, where: Where, named: Named, mayBind: boolean): Promise<string | null> {
  const accounts = () =>
    tx
      .selectFrom('people.suite_account')
      .select(['id', 'external_id'])
      .where('organisation_id', '=', where.operatorId)
      .where('body_id', '=', where.bodyId)
      .where('type', '=', named.type);
  const byId = named.externalId ? await accounts().where('external_id', '=', named.externalId).executeTakeFirst() : undefined;
  if (byId) return byId.id;
  const byEmail = named.email ? await accounts().where('email', '=', named.email).executeTakeFirst() : undefined;
  if (byEmail && mayBind && named.externalId && byEmail.external_id === '')
    await tx
      .updateTable('people.suite_account')
      .set({ external_id: named.externalId })
      .where('organisation_id', '=', where.operatorId)
      .where('id', '=', byEmail.id)
      .where('external_id', '=', '')
      .execute();
  return byEmail?.id ?? null;
}

/** The same, made where it is unknown: the service tells of it for the first time. */
export async function accountOf(tx: Transaction<Tables>, where: Where, named: Named, mayBind: boolean, at: Temporal.Instant): Promise<string> {
  const found = await findAccount(tx, where, named, mayBind);
  if (found) return found;
  const made = await tx
    .insertInto('people.suite_account')
    .values({
      organisation_id: where.operatorId,
      id: uuidV7(at.epochMilliseconds),
      body_id: where.bodyId,
      type: named.type,
      email: named.email,
      external_id: named.externalId,
      created_at: at.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  // Another request told of it at the same time.
  return made?.id ?? (await findAccount(tx, where, named, false)) ?? uuidV7(at.epochMilliseconds);
}
