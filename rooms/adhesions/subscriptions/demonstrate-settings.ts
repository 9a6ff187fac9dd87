// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorBySlug } from '#rooms/organisations/api.ts';
import type { SubscriptionSettings } from '../contract/subscriptions.ts';
import type { Tables } from '../tables.ts';
import { changeSubscriptionSettings } from './settings.ts';

const legalNote = 'Délégation du conseil au maire (CGCT, art. L. 2122-22, 4°)';
const settings: Readonly<Record<string, SubscriptionSettings>> = {
  'cdg-47': { isOpen: true, kinds: [], affiliatedOnly: false, termYears: 3, riderCeilingCents: 50_000, legalNote },
  'gironde-numerique': { isOpen: false, kinds: [], affiliatedOnly: false, termYears: null, riderCeilingCents: 50_000, legalNote },
};

/** Who may subscribe alone to each operator of the demonstration. Repeatable: what was set is left alone. */
export async function demonstrateSettings(house: House): Promise<void> {
  for (const [slug, wanted] of Object.entries(settings)) {
    const operator = await operatorBySlug(house, slug);
    if (!operator) throw new Error(`the demonstration has no operator ${slug}: organisations loads it first`);
    await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'Démonstration' }, organisation: operator.id }, async (ctx) => {
      const standing = await ctx.tx
        .selectFrom('adhesions.subscription_setting')
        .select('id')
        .where('organisation_id', '=', operator.id)
        .executeTakeFirst();
      if (!standing) await changeSubscriptionSettings(ctx, wanted);
    });
  }
}
