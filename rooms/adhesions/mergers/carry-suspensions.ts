// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { liftSuspension, suspendRights } from '#rooms/rights/api.ts';
import { authorOf } from '../author.ts';
import { servicesToSuspend, standingSuspension } from '../suspensions/suspend-adhesion.ts';
import type { ConventionRow } from '../successions/succeed.ts';
import type { Tables } from '../tables.ts';

export type Follower = { id: string; payer_id: string; beneficiary_id: string; begins_on: string; cadre_id: string | null };
type Followed = { predecessor: ConventionRow; successor: Follower };

/**
 * A suspended convention is followed by a suspended one, with the same reason and the same end: a merger gives nobody back what was suspended. One
 * that leaves the cadre whose territory is suspended leaves that suspension too.
 */
export async function carrySuspensions(ctx: Context<Tables>, followed: readonly Followed[]): Promise<void> {
  // Under which suspension a territory now stands: that of the cadre which follows, else the one it had.
  const ofCadre = new Map<string, string>();
  const cadresFirst = followed.toSorted((one, other) => Number(one.predecessor.kind !== 'cadre') - Number(other.predecessor.kind !== 'cadre'));
  for (const one of cadresFirst) {
    const carried = await carryOwn(ctx, one);
    if (carried && one.predecessor.kind === 'cadre') ofCadre.set(one.predecessor.id, carried);
  }
  for (const one of followed) if (one.predecessor.cadre_id) await followCadre(ctx, one, one.predecessor.cadre_id, ofCadre);
}

/** Ends the suspension of the predecessor the day before, and writes that of what follows it. Returns its id. */
async function carryOwn(ctx: Context<Tables>, { predecessor, successor }: Followed): Promise<string | null> {
  const standing = await standingSuspension(ctx, predecessor.id, successor.begins_on);
  if (!standing) return null;
  const beginsOn = later(standing.begins_on, successor.begins_on);
  const id = ctx.newId();
  await ctx.tx
    .insertInto('adhesions.suspension')
    .values({
      organisation_id: ctx.organisation,
      id,
      convention_id: successor.id,
      payer_id: successor.payer_id,
      beneficiary_id: successor.beneficiary_id,
      begins_on: beginsOn,
      ends_on: standing.ends_on,
      reason: standing.reason,
      suspended_by: authorOf(ctx),
      suspended_at: ctx.now().toString(),
      resumed_by: null,
      resumed_at: null,
      // Those of bodies that stay go on as they are: lifting this one lifts them.
      rights: [...standing.rights, ...(await suspendHeir(ctx, { predecessor, successor }, { ...standing, begins_on: beginsOn }))],
    })
    .execute();
  await ctx.tx
    .updateTable('adhesions.suspension')
    .set({ ends_on: later(dayBefore(successor.begins_on), dayBefore(standing.begins_on)) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', standing.id)
    .execute();
  const { beneficiary_id: beneficiaryId } = successor;
  await ctx.tell('adhesions.suspended', { conventionId: successor.id, beneficiaryId, suspensionId: id }, { heardIn: beneficiaryId });
  return id;
}

async function followCadre(ctx: Context<Tables>, one: Followed, formerCadreId: string, ofCadre: ReadonlyMap<string, string>): Promise<void> {
  const { predecessor, successor } = one;
  const carried = ofCadre.get(formerCadreId);
  const standing = carried ? await byId(ctx, carried) : await standingSuspension(ctx, formerCadreId, successor.begins_on);
  if (!standing) return;
  const staysUnder = carried !== undefined || successor.cadre_id === formerCadreId;
  if (!staysUnder) {
    for (const id of standing.rights)
      await liftSuspension(ctx, { id, beneficiaryId: predecessor.beneficiary_id, from: successor.begins_on }).catch((error: unknown) => {
        // The rights of another body of the territory, or lifted already.
        if (!(error instanceof Refusal && error.code === 'rights.unknown-suspension')) throw error;
      });
    return;
  }
  const added = await suspendHeir(ctx, one, { ...standing, begins_on: later(standing.begins_on, successor.begins_on) });
  if (added.length === 0) return;
  await ctx.tx
    .updateTable('adhesions.suspension')
    .set({ rights: [...standing.rights, ...added] })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', standing.id)
    .execute();
}

/** Suspends the rights of the body that takes another's place; nothing for one that stays who it is. */
async function suspendHeir(
  ctx: Context<Tables>,
  { predecessor, successor }: Followed,
  { begins_on, ends_on, reason }: { begins_on: string; ends_on: string | null; reason: string },
): Promise<string[]> {
  if (successor.beneficiary_id === predecessor.beneficiary_id) return [];
  const ids: string[] = [];
  for (const service of await servicesToSuspend(ctx, successor, begins_on)) {
    const wanted = {
      beneficiaryId: successor.beneficiary_id,
      beginsOn: begins_on,
      reason,
      ...(service && { service }),
      ...(ends_on && { endsOn: ends_on }),
    };
    ids.push((await suspendRights(ctx, wanted)).id);
  }
  return ids;
}

function byId(ctx: Context<Tables>, id: string) {
  return ctx.tx
    .selectFrom('adhesions.suspension')
    .select(['id', 'begins_on', 'ends_on', 'reason', 'rights'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}
