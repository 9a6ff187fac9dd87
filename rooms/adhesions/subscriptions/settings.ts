// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseSubscription, type SubscriptionSettings } from '../contract/subscriptions.ts';
import type { Tables } from '../tables.ts';

/** What holds for an operator that has set nothing: nobody subscribes alone, every rider goes before a council. */
export const defaultSubscriptionSettings: SubscriptionSettings = {
  isOpen: false,
  kinds: [],
  affiliatedOnly: false,
  termYears: null,
  riderCeilingCents: null,
  legalNote: '',
};

/** The settings of the operator in the address. */
export async function subscriptionSettingsOf(ctx: Context<Tables>): Promise<SubscriptionSettings> {
  const row = await ctx.tx
    .selectFrom('adhesions.subscription_setting')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirst();
  if (!row) return defaultSubscriptionSettings;
  return {
    isOpen: row.is_open,
    kinds: row.kinds,
    affiliatedOnly: row.affiliated_only,
    termYears: row.term_years,
    riderCeilingCents: row.rider_ceiling_cents,
    legalNote: row.legal_note,
  };
}

/** Replaces them. Refuses a ceiling without the act that allows it. */
export async function changeSubscriptionSettings(ctx: Context<Tables>, settings: SubscriptionSettings): Promise<SubscriptionSettings> {
  if (settings.riderCeilingCents !== null && settings.legalNote === '') throw refuseSubscription('adhesions.legal-note-needed', {}, 'body.legalNote');
  const row = {
    is_open: settings.isOpen,
    kinds: settings.kinds,
    affiliated_only: settings.affiliatedOnly,
    term_years: settings.termYears,
    rider_ceiling_cents: settings.riderCeilingCents,
    legal_note: settings.legalNote,
    changed_at: ctx.now().toString(),
    changed_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name,
  };
  await ctx.tx
    .insertInto('adhesions.subscription_setting')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id']).doUpdateSet(row))
    .execute();
  await ctx.tell('adhesions.subscription-settings-changed', {});
  return settings;
}
