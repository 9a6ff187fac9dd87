// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import { makePdf } from '#platform/documents/make-pdf.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { sharingLabels } from '../contract/costs.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { readShares } from './read-shares.ts';

/** The statement that an auditor asks for: costs, keys, exact shares, participations, both tolerances. */
export async function printShares(ctx: Context<Tables>, input: { year?: number | undefined }) {
  const shares = await readShares(ctx, input);
  const { issuer, exemption } = await settingsOf(ctx);
  const content = await makePdf({
    template: join(import.meta.dirname, 'shares.typ'),
    title: `Parts de charges communes ${shares.year}`,
    letterhead: await letterheadOf(ctx, issuer.siret ? [`SIRET ${issuer.siret}`] : []),
    standard: 'ua-1',
    at: ctx.now(),
    footer: `État de l’article 261 B du CGI, ${shares.year}`,
    data: {
      ...shares,
      exemption: exemption.reason,
      services: shares.services.map((one) => ({ ...one, service: one.label, sharing: sharingLabels[one.sharing] })),
      today: ctx.today().toString(),
    },
  });
  return { name: `parts-exactes-${shares.year}.pdf`, type: 'application/pdf', content, inline: true };
}
