// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { openDossier } from '#rooms/dossiers/api.ts';
import { editionLabel } from '../../membership/edition-of.ts';
import { joursFrancsFor } from '../../start-adhesion.ts';
import type { Tables } from '../../tables.ts';
import { insertRider, type NewRider } from './insert-rider.ts';

/** Opens the dossier of a rider that a council decides: it takes effect once signed. Returns both. */
export async function beginRider(
  ctx: Context<Tables>,
  wanted: Omit<NewRider, 'decision' | 'legalNote'>,
): Promise<{ riderId: string; number: string; dossierId: string; dossierNumber: string }> {
  const { conventionId, beneficiaryId, quote, yearlyCents, effectiveOn, reason, kind, offers } = wanted;
  const rider = await insertRider(ctx, { ...wanted, decision: 'council', legalNote: '' });
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['number', 'edition', 'ends_on', 'quote_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', conventionId)
    .executeTakeFirstOrThrow();
  const body = (await operatorOn(ctx.house, ctx.organisation, ctx.today())).find(beneficiaryId);
  const { name } = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', beneficiaryId).executeTakeFirstOrThrow();
  const dossier = await openDossier(ctx, {
    type: 'adhesions.rider',
    title: `${name} – avenant ${rider.number} à la convention ${convention.number}`,
    openingKey: `rider ${rider.id}`,
    facts: {
      riderId: rider.id,
      quoteId: quote?.id ?? convention.quote_id,
      quoteNumber: quote?.number ?? null,
      edition: convention.edition,
      editionLabel: await editionLabel(ctx, { operatorId: ctx.organisation, edition: convention.edition }),
      startsOn: effectiveOn,
      endsOn: convention.ends_on,
      payerId: beneficiaryId,
      beneficiaryId,
      siren: body?.siren ?? null,
      joursFrancs: body ? joursFrancsFor(body) : 3,
      yearlyCents,
      kind,
      offers: [...offers],
      reason,
    },
    parties: [{ partyId: beneficiaryId, role: 'member' }],
  });
  await ctx.tx
    .updateTable('adhesions.rider')
    .set({ dossier_id: dossier.id })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', rider.id)
    .execute();
  return { riderId: rider.id, number: rider.number, dossierId: dossier.id, dossierNumber: dossier.number };
}
