// SPDX-License-Identifier: EUPL-1.2
import type { House } from '../house.ts';
import { inContext } from '../make-context.ts';

/**
 * Removes all that the rooms keep for one body, in one transaction and in the reverse order of the rooms, and writes in the journal
 * that it was done and why. The journal itself stays.
 */
export async function eraseBody(house: House, organisation: string, { reason }: { reason: string }): Promise<void> {
  await inContext(house, { actor: { kind: 'job', name: 'platform.erase-body' }, organisation }, async (ctx) => {
    for (const room of [...house.rooms].reverse()) await room.bodyData?.erase(ctx);
    await ctx.record({ what: 'platform.body-erased', about: { reason } });
  });
}
