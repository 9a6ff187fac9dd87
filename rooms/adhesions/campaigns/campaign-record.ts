// SPDX-License-Identifier: EUPL-1.2
import type { Selectable } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';

export type CampaignRow = Selectable<Tables['adhesions.campaign']>;

/** A campaign of the operator in the address. Refuses `adhesions.campaign-unknown`. */
export async function findCampaign(ctx: Context<Tables>, id: string): Promise<CampaignRow> {
  const row = await campaigns(ctx, id).executeTakeFirst();
  if (!row) throw refuse('adhesions.campaign-unknown');
  return row;
}

/** The same, kept from other writers until the transaction ends. */
export async function lockCampaign(ctx: Context<Tables>, id: string): Promise<CampaignRow> {
  const row = await campaigns(ctx, id).forUpdate().executeTakeFirst();
  if (!row) throw refuse('adhesions.campaign-unknown');
  return row;
}

/** The same, while it may still be changed. */
export async function lockDraft(ctx: Context<Tables>, id: string): Promise<CampaignRow> {
  const row = await lockCampaign(ctx, id);
  if (row.status !== 'draft') throw refuse('adhesions.campaign-not-draft');
  return row;
}

export async function updateCampaign(ctx: Context<Tables>, id: string, change: Partial<CampaignRow>): Promise<void> {
  await ctx.tx.updateTable('adhesions.campaign').set(change).where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
}

/** Who acts, where a second person must be told from the first. */
export function personOf({ actor }: Context<Tables>): string | null {
  return actor.kind === 'person' ? actor.personId : null;
}

export function nameOf({ actor }: Context<Tables>): string {
  return actor.kind === 'public' ? '' : actor.name;
}

function campaigns(ctx: Context<Tables>, id: string) {
  return ctx.tx.selectFrom('adhesions.campaign').selectAll().where('organisation_id', '=', ctx.organisation).where('id', '=', id);
}
