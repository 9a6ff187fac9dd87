// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const campaign = z.strictObject({ campaignId: z.uuid() });

export const campaignEvents = {
  'adhesions.campaign-prepared': campaign,
  'adhesions.campaign-sent': campaign,
  'adhesions.campaign-applied': campaign,
  'adhesions.campaign-abandoned': campaign,
  'adhesions.letter-answered': campaign.extend({ letterId: z.uuid(), payerId: z.uuid(), answer: z.enum(['agreed', 'refused']) }),
};

declare module '#platform/events/told.ts' {
  interface ToldEvents extends ToldOfCampaigns {}
}

type ToldOfCampaigns = { [name in keyof typeof campaignEvents]: z.infer<(typeof campaignEvents)[name]> };
