// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { KindAndSettings } from '../contract/checks.ts';
import { followChanges, type Changed } from '../incidents/follow-changes.ts';
import { sendLoopMail } from '../probes/loop-mail.ts';
import { judgeHeard } from '../probes/heard.ts';
import { look, type Look } from '../probes/look.ts';
import { probeHouse, type ProbeHouse } from '../probes/pin.ts';
import { probeSecrets, secretName } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { covers } from '../targets/covers.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import { claimDue, type Due } from './claim-due.ts';
import { judge } from './judge.ts';
import { settle, type Settled } from './settle.ts';

const BATCH = 5_000;
/** Looks under way at once: sixty machines that do not answer for ten seconds do not hold up the others. */
const AT_ONCE = 400;
const REASON = 'regarder les sondes dues';
/** The schedule calls every minute; what remains then is for the next call. */
const MOST_MS = 50_000;

/** Looks at all that is due, batch after batch, and follows what changed. No transaction is held while a machine thinks. */
export async function runDue(ctx: Pick<Context, 'house' | 'now'>, probes: ProbeHouse = probeHouse(ctx.house.settings)): Promise<{ looks: number }> {
  const begun = performance.now();
  for (let looks = 0; ;) {
    const now = ctx.now();
    const due = await across(ctx.house, (tx) => claimDue(tx, now, BATCH));
    if (due.length === 0) return { looks };
    const looked = await lookAtAll(ctx.house, probes, due, now);
    await followEach(ctx.house, await across(ctx.house, (tx) => settle(tx, looked)));
    looks += due.length;
    if (due.length < BATCH || performance.now() - begun > MOST_MS) return { looks };
  }
}

function across<Result>(house: House, work: Parameters<typeof acrossOrganisations<Tables, Result>>[3]): Promise<Result> {
  return acrossOrganisations<Tables, Result>(house.db, 'monitoring.run', REASON, work);
}

async function lookAtAll(house: House, probes: ProbeHouse, due: readonly Due[], now: Temporal.Instant): Promise<Settled[]> {
  const settled: Settled[] = [];
  const waiting = [...due];
  const at = now.toString();
  const work = async (): Promise<void> => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const found = await lookAt(house, probes, one, now);
      if (found) settled.push({ due: one, look: found, after: judge(standingOf(one), found.outcome, thresholdsOf(one)), at });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, due.length) }, work));
  return settled;
}

async function lookAt(house: House, probes: ProbeHouse, due: Due, now: Temporal.Instant): Promise<Look | null> {
  // Written by this room alone, after the contract had read it.
  const check = { kind: due.kind, settings: due.settings } as KindAndSettings;
  if ('silenceSeconds' in check.settings) {
    if (check.kind === 'mail-loop') await sendLoopMail(house, due, check.settings, now);
    return judgeHeard(check, { beatAt: due.beat_at, waitsSince: due.created_at, beat: due.beat }, now);
  }
  const secret = due.sealed_secret && probeSecrets.openText(house.settings, secretName(due.operator_id, due.id), due.sealed_secret);
  const { address } = due;
  return look(probes, { check, secret, allowed: (host) => address !== null && covers(address, host), today: todayInParis(now), facts: due.facts });
}

function standingOf({ status, streak, outcomes, is_flapping: isFlapping }: Due) {
  return { status, streak, outcomes, isFlapping };
}

function thresholdsOf({ failures_to_open: failuresToOpen, successes_to_close: successesToClose }: Due) {
  return { failuresToOpen, successesToClose };
}

async function followEach(house: House, batch: readonly Settled[]): Promise<void> {
  const changed = batch.filter(concernsAnIncident).map(({ due, look: found, after, at }): Changed => ({
    id: due.id,
    bodyId: due.body_id,
    operatorId: due.operator_id,
    name: due.name,
    dependsOn: due.depends_on,
    isDown: after.status === 'down',
    isFlapping: after.isFlapping,
    incidentId: due.incident_id,
    says: found.says,
    at,
  }));
  // One operator's fault holds up no other; what it left is seen again at the next look.
  for (const [operator, those] of Map.groupBy(changed, ({ operatorId }) => operatorId))
    await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'monitoring.run' }, organisation: operator }, (ctx) =>
      followChanges(ctx, those),
    ).catch((error: Error) => house.log.error({ operator, error: error.message }, 'incidents were not followed'));
}

// A failure without incident is looked at again each time: works may have ended, or what it depends on come back.
function concernsAnIncident({ due, after }: Settled): boolean {
  const isBad = after.status === 'down' || after.isFlapping;
  return isBad !== (due.incident_id !== null) || after.isFlapping !== due.is_flapping;
}
