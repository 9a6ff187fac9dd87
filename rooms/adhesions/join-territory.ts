// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { linkDossiers, openDossier } from '#rooms/dossiers/api.ts';
import { refuse } from './contract.ts';
import { joursFrancsFor, MUTUALISED, refuseMember } from './start-adhesion.ts';
import type { Tables } from './tables.ts';

/** Opens the dossier of a body of the territory that joins under way. Refuses one of another territory, and one that is a member already. */
export async function joinTerritory(ctx: Context<Tables>, { id, bodyId, startsOn }: { id: string; bodyId: string; startsOn: string }) {
  const cadre = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'number', 'kind', 'payer_id', 'edition', 'quote_id', 'quote_number', 'dossier_id', 'ends_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!cadre) throw refuse('adhesions.unknown');
  if (cadre.kind !== 'cadre' || (cadre.ends_on !== null && cadre.ends_on < startsOn)) throw refuse('adhesions.no-cadre');
  if (Temporal.PlainDate.compare(startsOn, ctx.today()) < 0) throw refuse('adhesions.starts-in-the-past', {}, 'startsOn');
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const body = view.find(bodyId);
  const payer = view.find(cadre.payer_id);
  if (!body || !payer || !isOfTerritory(view, cadre.payer_id, body))
    throw refuse('adhesions.of-another-territory', { name: body?.name ?? 'Cette collectivité' }, 'bodyId');
  await refuseMember(ctx, body, [MUTUALISED], startsOn);
  const opened = await openDossier(ctx, {
    type: 'adhesions.tripartite',
    title: `${body.name} – accès aux services de ${payer.name}`,
    openingKey: `join ${id} ${bodyId} ${startsOn}`,
    facts: {
      quoteId: cadre.quote_id,
      quoteNumber: cadre.quote_number,
      edition: cadre.edition,
      payerId: cadre.payer_id,
      beneficiaryId: bodyId,
      siren: body.siren ?? null,
      startsOn,
      joursFrancs: joursFrancsFor(body),
    },
    parties: [
      { partyId: bodyId, role: 'member' },
      { partyId: cadre.payer_id, role: 'payer' },
    ],
  });
  if (cadre.dossier_id) await linkDossiers(ctx, { id: cadre.dossier_id, otherId: opened.id, how: 'tripartite' });
  return { dossierId: opened.id, number: opened.number, isNew: opened.isNew };
}

type View = Awaited<ReturnType<typeof operatorOn>>;

/** A member of the EPCI, or a body that depends on one or serves its members alone: a CCAS, a SIRP. */
export function isOfTerritory(view: View, epciId: string, body: { id: string; parentId?: string; serves?: readonly string[] }): boolean {
  const members = new Set([epciId, ...view.roster(epciId).map(({ id }) => id)]);
  if (members.has(body.id) || (body.parentId !== undefined && members.has(body.parentId))) return true;
  return body.serves !== undefined && body.serves.length > 0 && body.serves.every((id) => members.has(id));
}
