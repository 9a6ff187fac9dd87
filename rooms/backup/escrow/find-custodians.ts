// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';
import { keysHere, type RecoveryKey } from './recovery-keys.ts';

type Ctx = Context<Tables>;

export type Custodian = { personId: string; name: string; title: string; isOfOperator: boolean; key: RecoveryKey | null };

/** Those with whom a password may be entrusted, for the person who chooses. */
export async function listCustodians(ctx: Ctx): Promise<{ rows: Custodian[]; total: number }> {
  const { rows } = await findCustodians(ctx);
  return { rows, total: rows.length };
}

/**
 * Those who serve the body and see its backups, then those who oversee them at the operator that keeps them: a body of one agent has no second
 * person. Reads two bodies, each in a transaction of its own.
 */
export async function findCustodians({ house, actor, organisation, requestId }: Ctx): Promise<{ operatorId: string | null; rows: Custodian[] }> {
  const entry = { actor, requestId, readOnly: true };
  const here = await inContext<Tables, { operatorId: string | null; own: Custodian[] }>(house, { ...entry, organisation }, async (inside) => {
    const account = await inside.tx.selectFrom('backup.account').select('operator_id').where('organisation_id', '=', organisation).executeTakeFirst();
    return { operatorId: account?.operator_id ?? null, own: await candidates(inside, 'backup.read', false) };
  });
  const { operatorId, own } = here;
  if (!operatorId || operatorId === organisation) return { operatorId: null, rows: own };
  const theirs = await inContext<Tables, Custodian[]>(house, { ...entry, organisation: operatorId }, (inside) =>
    candidates(inside, 'backup.oversee', true),
  );
  // Who serves both opens it in the body, as a person of the body.
  return { operatorId, rows: [...own, ...theirs.filter(({ personId }) => !own.some((one) => one.personId === personId))] };
}

async function candidates(ctx: Ctx, permission: string, isOfOperator: boolean): Promise<Custodian[]> {
  const serving = await holdersOf(ctx, permission);
  const keys = await keysHere(ctx);
  const all = serving.map(({ personId, name, title }) => ({ personId, name, title, isOfOperator, key: keys.get(personId) ?? null }));
  return [...new Map(all.map((one) => [one.personId, one])).values()];
}
