// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { succeed, type ConventionRow } from '../successions/succeed.ts';
import { wholeTermsOf } from '../successions/whole-terms.ts';
import type { Tables } from '../tables.ts';
import { denouncedUntil } from './lock-convention.ts';
import { nextTerm } from './next-term.ts';

/**
 * Renews a convention that renews itself, once nobody may denounce it any more: the same edition, the same terms, as long again. The bodies that
 * joined a cadre follow it. Renewed once, whatever is replayed.
 */
export async function renewTacitly(ctx: Context<Tables>, id: string): Promise<void> {
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('renewal', '=', 'tacit')
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!convention?.ends_on || (await isFollowed(ctx, id)) || (await denouncedUntil(ctx, id))) return;
  const term = nextTerm({ beginsOn: Temporal.PlainDate.from(convention.begins_on), endsOn: Temporal.PlainDate.from(convention.ends_on) });
  const [beginsOn, endsOn] = [term.beginsOn.toString(), term.endsOn.toString()];
  const terms = (await wholeTermsOf(ctx, [convention], convention.ends_on)).get(id);
  const frame = { kind: 'renewal', beginsOn, reason: 'Reconduction tacite', mark: 'R', proofs: { renewal: 'tacit' } } as const;
  const next = await succeed(ctx, { ...frame, predecessor: convention, changes: { ends_on: endsOn }, ...(terms && { terms }) });
  for (const one of convention.kind === 'cadre' ? await joined(ctx, id, convention.ends_on) : [])
    await succeed(ctx, { ...frame, predecessor: one, changes: { ends_on: endsOn, cadre_id: next.id } });
}

async function isFollowed(ctx: Context<Tables>, id: string): Promise<boolean> {
  const found = await ctx.tx
    .selectFrom('adhesions.succession')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('predecessor_id', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}

function joined(ctx: Context<Tables>, cadreId: string, lastOn: string): Promise<ConventionRow[]> {
  return ctx.tx
    .selectFrom('adhesions.convention')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('cadre_id', '=', cadreId)
    .where('ends_on', '=', lastOn)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute();
}
