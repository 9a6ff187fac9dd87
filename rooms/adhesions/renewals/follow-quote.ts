// SPDX-License-Identifier: EUPL-1.2
/** What becomes of a renewal when its quote is answered. */
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import type { Listener } from '#platform/room.ts';
import { refuse } from '../contract/renewals.ts';
import { startAdhesion } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';

type Told = { quoteId: string };

/**
 * The quote is accepted: the dossiers of the assemblies open by themselves. What hinders it is kept in words, for the operator to open them once
 * it is mended.
 */
async function whenAccepted(ctx: Context<Tables>, { quoteId }: Told): Promise<void> {
  const renewal = await renewalOfQuote(ctx, quoteId);
  if (!renewal || renewal.state === 'deciding') return;
  await setState(ctx, renewal.id, { state: 'accepted' });
  await openDossiers(ctx, renewal);
}

async function openDossiers(ctx: Context<Tables>, renewal: Pick<Renewal, 'id' | 'quote_id' | 'begins_on' | 'ends_on'>): Promise<void> {
  try {
    const { dossierId } = await startAdhesion(ctx, { quoteId: renewal.quote_id, startsOn: renewal.begins_on, endsOn: renewal.ends_on });
    await setState(ctx, renewal.id, { state: 'deciding', dossier_id: dossierId, says: '' });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await setState(ctx, renewal.id, { says: error.message });
  }
}

/** Opens the dossiers of a renewal whose quote is accepted, when they could not open by themselves. Asked again, the same answer. */
export async function openRenewal(ctx: Context<Tables>, { id }: { id: string }) {
  const renewal = await ctx.tx
    .selectFrom('adhesions.renewal')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', id)
    .where('state', 'in', ['quoted', 'accepted', 'deciding'])
    .forUpdate()
    .executeTakeFirst();
  if (!renewal) throw refuse('adhesions.renewal-unknown');
  const opened = await startAdhesion(ctx, { quoteId: renewal.quote_id, startsOn: renewal.begins_on, endsOn: renewal.ends_on });
  await setState(ctx, renewal.id, { state: 'deciding', dossier_id: opened.dossierId, says: '' });
  return { dossierId: opened.dossierId, number: opened.number };
}

const whenClosed =
  (state: 'refused' | 'expired') =>
  async (ctx: Context<Tables>, { quoteId }: Told): Promise<void> => {
    const renewal = await renewalOfQuote(ctx, quoteId);
    if (renewal?.state === 'quoted') await setState(ctx, renewal.id, { state });
  };

export const renewalListeners: readonly Listener[] = [
  { event: 'quotes.quote-accepted', name: 'adhesions.renewal-accepted', handler: whenAccepted },
  { event: 'quotes.quote-refused', name: 'adhesions.renewal-refused', handler: whenClosed('refused') },
  { event: 'quotes.quote-expired', name: 'adhesions.renewal-expired', handler: whenClosed('expired') },
  { event: 'quotes.quote-withdrawn', name: 'adhesions.renewal-withdrawn', handler: whenClosed('expired') },
  { event: 'quotes.quote-superseded', name: 'adhesions.renewal-superseded', handler: whenClosed('expired') },
];

type Renewal = import('kysely').Selectable<Tables['adhesions.renewal']>;

function renewalOfQuote(ctx: Context<Tables>, quoteId: string): Promise<Renewal | undefined> {
  return ctx.tx
    .selectFrom('adhesions.renewal')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quoteId)
    .forUpdate()
    .executeTakeFirst();
}

async function setState(ctx: Context<Tables>, id: string, change: Partial<Pick<Renewal, 'state' | 'dossier_id' | 'says'>>): Promise<void> {
  await ctx.tx
    .updateTable('adhesions.renewal')
    .set({ ...change, changed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
}
