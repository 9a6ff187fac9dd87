// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { recountFrom, type Shift } from '../recount-from.ts';
import type { Tables } from '../tables.ts';
import type { Follower } from './carry-suspensions.ts';
import type { Change } from './find-changes.ts';
import type { Step } from './plan-change.ts';
import type { Pooled } from './pool-volumes.ts';

type Changed = {
  change: Change;
  moving: readonly Step[];
  going: readonly Step[];
  followers: ReadonlyMap<string, Follower>;
  pooled: ReadonlyMap<string, Pooled>;
};

/**
 * Counts again the territories that bodies left, joined, or in which several became one: their amount follows those who are counted, as when a
 * body leaves by itself.
 */
export async function recountChanged(ctx: Context<Tables>, changed: Changed): Promise<void> {
  const { change, going, followers, pooled } = changed;
  const touched = touchedBy(changed);
  if (touched.size === 0) return;
  const cadres = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'begins_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...touched.keys()])
    .orderBy('begins_on')
    .orderBy('number')
    .execute();
  for (const { id, begins_on } of cadres) {
    const { arriving, leaving } = touched.get(id) ?? NOBODY;
    const before = going.find(({ convention }) => followers.get(convention.id)?.id === id)?.convention;
    const more = pooled.get(before?.id ?? '');
    const shift: Shift = {
      ...(arriving.size > 0 && { arriving: [...arriving] }),
      ...(leaving.size > 0 && { leaving: [...leaving] }),
      ...(before && { formerPayerId: before.payer_id }),
      ...(more && { formerVolume: more.former }),
    };
    const isStanding = begins_on < change.on;
    await recountFrom(ctx, id, { from: isStanding ? change.on : begins_on, changedOn: change.on, ...(!isStanding && { shift }) });
  }
}

const NOBODY = { arriving: new Set<string>(), leaving: new Set<string>() };

/** Who leaves and who joins each cadre that goes on. Pure. */
function touchedBy({ moving, going, followers, pooled }: Changed): Map<string, { arriving: Set<string>; leaving: Set<string> }> {
  const touched = new Map<string, { arriving: Set<string>; leaving: Set<string> }>();
  const of = (cadreId: string) => {
    const known = touched.get(cadreId) ?? { arriving: new Set<string>(), leaving: new Set<string>() };
    touched.set(cadreId, known);
    return known;
  };
  const ended = new Set(moving.map(({ convention }) => convention.id));
  for (const { convention } of moving) {
    if (convention.kind !== 'tripartite' || convention.cadre_id === null) continue;
    const follower = followers.get(convention.cadre_id);
    const cadreId = ended.has(convention.cadre_id) ? follower?.id : convention.cadre_id;
    const next = followers.get(convention.id);
    // Who only follows its own cadre stays counted in it.
    if (cadreId === undefined || (next?.cadre_id === cadreId && next.beneficiary_id === convention.beneficiary_id)) continue;
    of(cadreId).leaving.add(convention.beneficiary_id);
  }
  for (const { convention } of going) {
    const next = followers.get(convention.id);
    if (convention.kind !== 'tripartite' || !next?.cadre_id) continue;
    const own = convention.cadre_id === null ? undefined : (followers.get(convention.cadre_id)?.id ?? convention.cadre_id);
    if (next.cadre_id !== own || next.beneficiary_id !== convention.beneficiary_id) of(next.cadre_id).arriving.add(next.beneficiary_id);
  }
  // Whom one counts may stay the same while what they store is more.
  for (const id of pooled.keys()) of(followers.get(id)?.id ?? id);
  return touched;
}
