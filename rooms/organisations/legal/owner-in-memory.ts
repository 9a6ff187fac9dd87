// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { PageOwner } from '#platform/http/public-page.ts';
import type { Tables } from '../tables.ts';
import { ownerIn } from './owner-in.ts';

const OWNER_CHANNEL = 'organisations.owner';

const kept = new WeakMap<House, Map<string, Promise<PageOwner>>>();
const listening = new WeakSet<House>();

/** Whose page it is, from memory: the simulator asks the database nothing. A change shows once its notification has arrived. */
export async function ownerOf(house: House, operatorId: string): Promise<PageOwner> {
  const owners = ownersOf(house);
  const known =
    owners.get(operatorId) ?? inOrganisation<Tables, PageOwner>(house.db, operatorId, (tx) => ownerIn(tx, operatorId), { readOnly: true });
  owners.set(operatorId, known);
  known.catch(() => owners.delete(operatorId));
  return known;
}

/** Says that an operator's look or notices have changed: every process reads them again once this transaction is committed. */
export async function tellOwnerChanged(ctx: Context<Tables>): Promise<void> {
  await sql`select pg_notify(${OWNER_CHANNEL}, ${ctx.organisation})`.execute(ctx.tx);
}

/** Forgets an owner when any process says that it has changed. */
export async function prepareOwners(house: House): Promise<void> {
  if (listening.has(house)) return;
  listening.add(house);
  await house.db.listen(OWNER_CHANNEL, (operatorId) => {
    if (operatorId === null) ownersOf(house).clear();
    else ownersOf(house).delete(operatorId);
  });
}

function ownersOf(house: House): Map<string, Promise<PageOwner>> {
  const known = kept.get(house) ?? new Map<string, Promise<PageOwner>>();
  kept.set(house, known);
  return known;
}
