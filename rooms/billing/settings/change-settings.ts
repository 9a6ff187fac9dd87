// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseSetting, type BillingSettings } from '../contract/settings.ts';
import { isSiret } from '../payers/siret.ts';
import type { Tables } from '../tables.ts';

/** Replaces the settings of the operator in the address. What is issued keeps what it was issued with. */
export async function changeSettings(ctx: Context<Tables>, settings: BillingSettings): Promise<BillingSettings> {
  const { siret } = settings.issuer;
  if (siret && !isSiret(siret)) throw refuseSetting('billing.bad-siret', { siret }, 'body.issuer.siret');
  const sum = settings.instalments.reduce((total, { percent }) => total + percent, 0);
  if (settings.instalments.length > 0 && sum !== 100) throw refuseSetting('billing.instalments-not-whole', { sum }, 'body.instalments');
  const row = { content: JSON.stringify(settings), changed_by: authorOf(ctx.actor), changed_at: ctx.now().toString() };
  await ctx.tx
    .insertInto('billing.setting')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id']).doUpdateSet(row))
    .execute();
  await ctx.tell('billing.settings-changed', {});
  return settings;
}
