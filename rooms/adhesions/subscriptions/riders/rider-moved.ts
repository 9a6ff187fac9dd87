// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { DossierState } from '#rooms/dossiers/api.ts';
import type { Tables } from '../../tables.ts';
import { abandonRider, concludeRider } from './conclude-rider.ts';

/** What else happens when the dossier of a rider moves: signed, it holds; rejected or abandoned, it never will. */
export async function riderMoved(ctx: Context<Tables>, { state }: { state: DossierState }, { key }: { key: string }): Promise<void> {
  const riderId = String(state.facts['riderId']);
  if (key === 'signed') await concludeRider(ctx, riderId);
  if (key === 'rejected' || key === 'abandoned') await abandonRider(ctx, riderId);
}
