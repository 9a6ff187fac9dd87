// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

type Account = { id: string; name: string; email: string | null; isMain: boolean };

/** The accounts of the person signed in: the one under which they are, then those linked to it. */
export async function listLinkedAccounts(ctx: Context<Tables>): Promise<{ rows: Account[] }> {
  const { personId } = personWhoActs(ctx);
  const { rows } = await sql<Account>`
    select p.id, p.given_name || ' ' || p.family_name as name, p.id = ${personId}::uuid as "isMain",
      (select c.login from people.credential c where c.person_id = p.id order by c.created_at limit 1) as email
    from people.person p
    where p.id in (select platform.persons())
    order by p.id <> ${personId}::uuid, p.created_at, p.id`.execute(ctx.tx);
  return { rows };
}
