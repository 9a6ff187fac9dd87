// SPDX-License-Identifier: EUPL-1.2
import { isIP } from 'node:net';
import type { Context } from '#platform/context.ts';
import { writeCheck } from '../checks/keep-checks.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { requireOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Decision = { id: string; outcome: 'approved' | 'refused'; reason: string; checks: ('http' | 'domain')[] };

/** The operator's answer to a declared target; approved, the usual checks may be made at once. */
export async function decideTarget(ctx: Ctx, { id, outcome, reason, checks }: Decision): Promise<void> {
  const { personId, name } = personWhoActs(ctx);
  await requireOperator(ctx);
  const target = await ctx.tx
    .selectFrom('monitoring.target')
    .selectAll()
    .where('operator_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!target) throw refuse('monitoring.unknown-target');
  if (outcome === 'refused' && reason === '') throw refuse('monitoring.reason-needed', {}, 'body.reason');
  const approval = ctx.newId();
  const bodyId = target.organisation_id;
  const written = await ctx.tx
    .insertInto('monitoring.approval')
    .values({
      organisation_id: ctx.organisation,
      id: approval,
      body_id: bodyId,
      target_id: id,
      address: target.address,
      outcome,
      reason,
      decided_by: personId,
      decided_by_name: name,
      decided_at: ctx.now().toString(),
      ended_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'target_id']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuse('monitoring.target-decided');
  await ctx.tell('monitoring.target-decided', { targetId: id, bodyId, outcome }, { heardIn: bodyId });
  if (outcome === 'approved') for (const kind of checks) await usualCheck(ctx, kind, target, approval);
}

async function usualCheck(
  ctx: Ctx,
  kind: 'http' | 'domain',
  { address, label, organisation_id: bodyId }: Tables['monitoring.target'],
  approval: string,
) {
  const host = isIP(address) === 6 ? `[${address}]` : address;
  // A domain is registered under two labels, whatever stands before them.
  const domain = address.split('.').slice(-2).join('.');
  await writeCheck(ctx, {
    bodyId,
    approvalId: approval,
    name: kind === 'http' ? label : `Nom de domaine ${domain}`,
    everySeconds: kind === 'http' ? 300 : 86_400,
    failuresToOpen: 2,
    successesToClose: kind === 'http' ? 2 : 1,
    dependsOn: null,
    isPaused: false,
    publicName: null,
    secret: null,
    check:
      kind === 'http'
        ? { kind, settings: { url: `https://${host}/`, word: '', certificateDays: 14, slowMs: 5_000 } }
        : { kind, settings: { host: domain, warnDays: 45, endsOn: '' } },
  });
}
