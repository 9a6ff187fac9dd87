// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';

/** Those of these openings of the operator that were used since, or completed by hand: what a take-over wrote itself does not count. */
export async function builtUpon<Tables>(ctx: Context<Tables>, openingKeys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ keys: string[] }>`select rights.built_upon(${[...openingKeys]}::text[]) as keys`.execute(ctx.tx);
  return new Set(rows[0]?.keys);
}

/**
 * Takes back what was opened under these keys as if it had never been, in the operator's transaction, and tells each body `rights.closed`: for a
 * take-over that is undone or corrected. Ask `builtUpon` first: it throws where something was used since.
 */
export async function forgetOpened<Tables>(ctx: Context<Tables>, openingKeys: readonly string[]): Promise<void> {
  const { rows } = await sql<{ beneficiaryId: string; services: string[] }>`
    select beneficiary_id as "beneficiaryId", array_agg(service order by service) as services
    from rights.opening
    where organisation_id = ${ctx.organisation} and opening_key = any (${[...openingKeys]}::text[])
    group by beneficiary_id`.execute(ctx.tx);
  await sql`select rights.forget_opened(${[...openingKeys]}::text[])`.execute(ctx.tx);
  const lastOn = ctx.today().subtract({ days: 1 }).toString();
  for (const { beneficiaryId, services } of rows) await ctx.tell('rights.closed', { beneficiaryId, services, lastOn }, { heardIn: beneficiaryId });
}
