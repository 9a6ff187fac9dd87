// SPDX-License-Identifier: EUPL-1.2
import { kindLabels, type BodyFacts } from '#rooms/organisations/api.ts';
import type { SubscriptionSettings } from '../contract/subscriptions.ts';

type Who = { body: Pick<BodyFacts, 'name' | 'kind' | 'affiliated'>; operator: string; settings: SubscriptionSettings };

/** Why a body may not subscribe by itself, in one sentence; null when it may. Affiliation that nobody stated is the ordinary case. Pure. */
export function whyNotSubscribe({ body, operator, settings }: Who): string | null {
  if (!settings.isOpen) return `${operator} n’ouvre pas la souscription en ligne : demandez-lui un devis.`;
  if (body.kind === 'budget-annexe') return `${body.name} est un budget annexe : la collectivité qui le porte souscrit pour lui.`;
  if (settings.kinds.length > 0 && !settings.kinds.includes(body.kind))
    return `${operator} n’ouvre pas la souscription en ligne à cette nature de collectivité (${kindLabels[body.kind].toLowerCase()}) : demandez-lui un devis.`;
  if (settings.affiliatedOnly && body.affiliated === false)
    return `${operator} réserve la souscription en ligne aux collectivités affiliées : demandez-lui un devis.`;
  return null;
}
