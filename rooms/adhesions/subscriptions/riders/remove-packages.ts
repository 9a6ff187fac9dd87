// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../../contract.ts';
import { refuseMembership } from '../../contract/membership.ts';
import { refuseSubscription } from '../../contract/subscriptions.ts';
import type { Tables } from '../../tables.ts';
import { oneAtATime, underWayFor } from '../under-way.ts';
import { beginRider } from './begin-rider.ts';

type Removal = { id: string; offers: readonly string[]; lastOn: string; reason: string };

/** Opens the dossier of the rider by which packages leave the convention of the body in the address. One at least must stay. */
export async function removePackages(ctx: Context<Tables>, { id, offers, lastOn, reason }: Removal) {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw refuseSubscription('adhesions.person-needed');
  const bodyId = ctx.organisation;
  const operatorId = await operatorOf(ctx, id);
  return inContext<Tables, { dossierId: string; dossierNumber: string }>(
    ctx.house,
    { actor, organisation: operatorId, requestId: ctx.requestId },
    async (inside) => {
      await oneAtATime(inside, bodyId);
      const standing = await underWayFor(inside, bodyId);
      if (standing) throw refuseSubscription('adhesions.subscription-under-way', { number: standing.number });
      const today = inside.today().toString();
      if (lastOn < today) throw refuse('adhesions.starts-in-the-past', {}, 'body.lastOn');
      const convention = await inside.tx
        .selectFrom('adhesions.convention')
        .select(['id', 'ends_on'])
        .where('organisation_id', '=', operatorId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (convention.ends_on !== null && convention.ends_on <= lastOn) throw refuseSubscription('adhesions.convention-over');
      const held = (await scopesOfConvention(inside, id)).map(({ scope }) => scope);
      if (offers.some((offer) => !held.includes(offer))) throw refuseSubscription('adhesions.not-in-convention', {}, 'body.offers');
      if (held.every((scope) => offers.includes(scope))) throw refuseSubscription('adhesions.last-package');
      const rider = await beginRider(inside, {
        kind: 'remove',
        conventionId: id,
        beneficiaryId: bodyId,
        offers,
        quote: null,
        yearlyCents: 0,
        effectiveOn: lastOn,
        reason,
      });
      return { dossierId: rider.dossierId, dossierNumber: rider.dossierNumber };
    },
  );
}

/** The operator of a convention of packages that the body in the address pays for. Refuses any other convention. */
async function operatorOf(ctx: Context<Tables>, id: string): Promise<string> {
  const row = await inContext<Tables, { organisation_id: string } | undefined>(
    ctx.house,
    { actor: ctx.actor, organisation: ctx.organisation, readOnly: true },
    ({ tx, organisation }) =>
      tx
        .selectFrom('adhesions.convention')
        .select('organisation_id')
        .where('id', '=', id)
        .where('kind', '=', 'package')
        .where('beneficiary_id', '=', organisation)
        .executeTakeFirst(),
  );
  if (!row) throw refuseMembership('adhesions.not-yours');
  return row.organisation_id;
}

function scopesOfConvention(ctx: Context<Tables>, id: string) {
  return ctx.tx
    .selectFrom('adhesions.membership')
    .select('scope')
    .distinct()
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', id)
    .execute();
}
