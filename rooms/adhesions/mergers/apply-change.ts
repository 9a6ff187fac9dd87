// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { replaceParty } from '#rooms/dossiers/api.ts';
import { nameOf, personOf } from '../campaigns/campaign-record.ts';
import { refuse, type ChangeKind } from '../contract/mergers.ts';
import { endConvention } from '../end-convention.ts';
import { linkConventions } from '../successions/link-conventions.ts';
import { succeed } from '../successions/succeed.ts';
import type { Terms } from '../successions/terms.ts';
import { wholeTermsOf } from '../successions/whole-terms.ts';
import type { Tables } from '../tables.ts';
import { carrySuspensions, type Follower } from './carry-suspensions.ts';
import type { Change } from './find-changes.ts';
import type { Step } from './plan-change.ts';
import { absorbedBy, poolVolumes, type Pooled } from './pool-volumes.ts';
import { digestOf, droppedBy, proposalOf } from './proposal.ts';
import { cadreOn, readPlan } from './read-plan.ts';
import { recountChanged } from './recount-changed.ts';

/**
 * Applies to the conventions what another person proposed of a change: those concerned end the day before, and what follows them begins that day for the body that succeeds, with
 * its rights, what it has used and its suspension. A territory that counts more bodies or fewer is counted again. Nothing earlier is rewritten. Refuses what nobody proposed, what the same person did, and a
 * plan that is no longer the one that was proposed.
 */
export async function applyChange(ctx: Context<Tables>, { kind, id }: { kind: ChangeKind; id: string }) {
  const plan = await readPlan(ctx, { kind, id });
  const proposal = await proposalOf(ctx, plan.change);
  if (!proposal) throw refuse('adhesions.change-not-proposed');
  if (proposal.proposed_by !== null && proposal.proposed_by === personOf(ctx)) throw refuse('adhesions.change-same-person');
  if (proposal.plan !== digestOf(plan)) throw refuse('adhesions.change-moved');
  const { reason } = proposal;
  const dropped = droppedBy(plan, proposal.keeps);
  const { change } = plan;
  const absorbed = absorbedBy(plan, dropped);
  const moving = plan.steps.filter(({ action, payerId, beneficiaryId, convention }) => {
    if (action === 'leave') return false;
    if (action === 'end' || dropped.has(convention.id) || payerId !== convention.payer_id || beneficiaryId !== convention.beneficiary_id) return true;
    // The cadre of an EPCI that absorbs another goes on with more, and takes along what stands under it.
    return absorbed.has(convention.id) || absorbed.has(convention.cadre_id ?? '');
  });
  const going = moving.filter(({ action, convention }) => action !== 'end' && !dropped.has(convention.id));
  const terms = await wholeTermsOf(
    ctx,
    moving.filter(({ action }) => action !== 'end').map(({ convention }) => convention),
    dayBefore(change.on),
  );
  const pooled = await poolVolumes(ctx, { absorbed, going, terms, on: change.on });
  const why = `${change.says} ${reason}`;
  for (const { convention } of moving) await endConvention(ctx, { id: convention.id, lastOn: lastOf(convention.begins_on, change.on), reason: why });
  const followers = await writeFollowers(ctx, { change, going, dropped, terms, pooled, reason: why });
  await carrySuspensions(
    ctx,
    going.flatMap(({ convention }) => {
      const successor = followers.get(convention.id);
      return successor ? [{ predecessor: convention, successor }] : [];
    }),
  );
  for (const { convention } of moving) {
    const successor = followers.get(dropped.get(convention.id) ?? '');
    if (successor) await linkConventions(ctx, { predecessorId: convention.id, successor, kind: 'transfer', reason: why });
  }
  await recountChanged(ctx, { change, moving, going, followers, pooled });
  if (change.kind === 'merger' && change.intoId)
    for (const from of change.fromIds) await replaceParty(ctx, { fromId: from, toId: change.intoId, reason: why });
  await record(ctx, { change, moving, going, reason });
  return { transferred: going.length, ended: moving.length - going.length };
}

type Followers = Map<string, Follower>;
type Writing = {
  change: Change;
  going: Step[];
  dropped: ReadonlyMap<string, string>;
  terms: ReadonlyMap<string, Terms>;
  pooled: ReadonlyMap<string, Pooled>;
  reason: string;
};

/** Cadres first: what stands under one needs to know which follows it. */
async function writeFollowers(ctx: Context<Tables>, { change, going, dropped, terms, pooled, reason }: Writing): Promise<Followers> {
  const followers: Followers = new Map();
  const newCadre = change.kind === 'move' && change.intoId ? await cadreOn(ctx, change.intoId, change.on) : null;
  const ordered = going.toSorted((a, b) => Number(a.convention.kind !== 'cadre') - Number(b.convention.kind !== 'cadre'));
  for (const { convention, payerId, beneficiaryId } of ordered) {
    const { payer: _payer, beneficiary: _beneficiary, scopes: _scopes, ...predecessor } = convention;
    const beginsOn = convention.begins_on > change.on ? convention.begins_on : change.on;
    const cadreId =
      convention.cadre_id === null ? null : (followers.get(dropped.get(convention.cadre_id) ?? convention.cadre_id)?.id ?? convention.cadre_id);
    const under = newCadre?.id ?? cadreId;
    const more = pooled.get(convention.id);
    const own = convention.kind === 'tripartite' ? undefined : (more?.terms ?? terms.get(convention.id));
    const next = await succeed(ctx, {
      kind: change.kind === 'move' ? 'move' : 'transfer',
      predecessor,
      beginsOn,
      reason,
      changes: {
        payer_id: payerId,
        beneficiary_id: beneficiaryId,
        cadre_id: under,
        ...(newCadre && { edition: newCadre.edition, ends_on: newCadre.ends_on }),
      },
      ...(own && { terms: inPlaceOf(own, change) }),
      ...(more && { volumeGo: more.go }),
      proofs: { change: change.says },
    });
    followers.set(convention.id, { id: next.id, payer_id: payerId, beneficiary_id: beneficiaryId, begins_on: beginsOn, cadre_id: under });
  }
  return followers;
}

/** The terms as they were, with the one that succeeds in the place of those that end. */
function inPlaceOf(terms: Terms, { fromIds, intoId }: Change): Terms {
  if (intoId === null) return terms;
  const text = fromIds.reduce((said, from) => said.replaceAll(from, intoId), JSON.stringify(terms));
  return JSON.parse(text) as Terms; // the same shape, one id for another
}

async function record(
  ctx: Context<Tables>,
  { change, moving, going, reason }: { change: Change; moving: Step[]; going: Step[]; reason: string },
): Promise<void> {
  const kept = new Set(going.map(({ convention }) => convention.id));
  const outcome = moving.map(({ convention }) => ({ number: convention.number, action: kept.has(convention.id) ? 'transferred' : 'ended' }));
  for (const bodyId of change.fromIds) {
    await ctx.tx
      .insertInto('adhesions.body_change')
      .values({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        kind: change.kind,
        body_id: bodyId,
        into_id: change.intoId,
        happened_on: change.on,
        outcome: JSON.stringify(outcome),
        reason,
        applied_by: nameOf(ctx),
        applied_at: ctx.now().toString(),
      })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'kind', 'body_id', 'happened_on']).doNothing())
      .execute();
  }
  await ctx.tell('adhesions.change-applied', { kind: change.kind, bodyIds: change.fromIds, intoId: change.intoId });
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function lastOf(beginsOn: string, on: string): string {
  const last = dayBefore(on);
  return last < beginsOn ? beginsOn : last;
}
