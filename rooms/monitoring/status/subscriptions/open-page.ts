// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Redirect } from '#platform/http/answers.ts';
import type { PageOwner } from '#platform/http/public-page.ts';
import { operatorServing, pageOwner } from '#rooms/organisations/api.ts';
import type { Tables } from '../../tables.ts';

/** The public page of the operator in the address, where `at` is. */
export type OpenPage = { at: string; name: string; owner: PageOwner };

/** The page that can be subscribed to; a way elsewhere where this body has none. */
export async function openPage(ctx: Context<Tables>): Promise<OpenPage | Redirect> {
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) return new Redirect('/etat');
  if (operator.id !== ctx.organisation) return new Redirect(`/o/${operator.slug}/disponibilite/abonnement`);
  const page = await ctx.tx.selectFrom('monitoring.status_page').select('is_open').where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  if (!page?.is_open) return new Redirect(`/o/${operator.slug}/etat`);
  const at = `/o/${operator.slug}/disponibilite`;
  return { at, name: operator.name, owner: await pageOwner(ctx, at) };
}
