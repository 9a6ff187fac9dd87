// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseSupport } from '../contract/support.ts';
import type { Tables } from '../tables.ts';

type Supportable = { id: string; name: string; title: string };

/** Those who serve a body of the operator's territory today. Refuses a body outside it. */
export async function listSupportable(ctx: Context<Tables>, { body }: { body: string }): Promise<{ rows: Supportable[] }> {
  await refuseOutside(ctx, body);
  const { rows } = await sql<Supportable>`
    select person_id as id, name, title
    from people.serving(${body}::uuid, ${ctx.now().toString()}::timestamptz)`.execute(ctx.tx);
  await ctx.record({ what: 'people.supportable-read', about: { body } });
  return { rows };
}

/** Refuses a body that the operator of the address does not serve today. */
export async function refuseOutside(ctx: Context<Tables>, body: string): Promise<void> {
  const { rows } = await sql<{ inside: boolean }>`
    select people.is_in_territory(${ctx.organisation}::uuid, ${body}::uuid, ${ctx.today().toString()}::date) as inside`.execute(ctx.tx);
  if (!rows[0]?.inside) throw refuseSupport('people.support-outside', {}, 'body');
}
