// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseApplication } from '../contract/applications.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { endEntriesSoon } from './end-entries.ts';

type Row = {
  id: string;
  name: string;
  icon: string;
  url: string | null;
  bodies: string[];
  scopes: string[];
  agreedAt: string | null;
  lastAt: string;
};

/** The applications that the person entered and to which access still stands, with what each receives. */
export async function listMyApplications(ctx: Context<Tables>) {
  const { personId } = personWhoActs(ctx);
  const { rows } = await sql<Row>`select * from people.entered_applications(${personId}::uuid)`.execute(ctx.tx);
  return { rows, total: rows.length };
}

/** Takes back what an application was given: its grants and tokens, and the agreement. */
export async function leaveApplication(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { personId } = personWhoActs(ctx);
  const ended = await ctx.tx
    .updateTable('people.application_entry')
    .set({ ended_at: ctx.now().toString() })
    .where('person_id', '=', personId)
    .where('application_id', '=', id)
    .where('ended_at', 'is', null)
    .returning('grant_digest')
    .execute();
  const agreed = await ctx.tx
    .deleteFrom('people.application_consent')
    .where('person_id', '=', personId)
    .where('application_id', '=', id)
    .executeTakeFirstOrThrow();
  if (ended.length === 0 && agreed.numDeletedRows === 0n) throw refuseApplication('people.application-not-entered');
  for (const { grant_digest: grant } of ended) await sql`select people.openid_revoke_grant(null, ${grant})`.execute(ctx.tx);
  await endEntriesSoon(ctx);
  await ctx.record({ what: 'people.application-left', about: { application: id } });
}
