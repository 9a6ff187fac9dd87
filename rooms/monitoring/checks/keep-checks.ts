// SPDX-License-Identifier: EUPL-1.2
import { randomInt } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { heardKinds, type CheckInput } from '../contract/checks.ts';
import { refuse } from '../contract/refusals.ts';
import { leaveIncident } from '../incidents/keep-incident.ts';
import { requireOperator, requireServed } from '../require-operator.ts';
import { newPushSecret, probeSecrets, secretName } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { approvalFor } from './approval-for.ts';
import { checkDependency } from './check-dependency.ts';

type Ctx = Context<Tables>;
type NewCheck = CheckInput & { bodyId: string; approvalId: string | null };

const MOST = 200;
/** A check that is paused is due no more. */
const NEVER = '9999-01-01T00:00:00Z';

/** Adds a check of a body that the operator in the address serves. The address that a machine calls is answered here only. */
export async function addCheck(ctx: Ctx, input: CheckInput & { bodyId: string }): Promise<{ id: string; pushAddress: string | null }> {
  await requireOperator(ctx);
  await requireServed(ctx, input.bodyId);
  const { count } = await ctx.tx
    .selectFrom('monitoring.check')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .where('body_id', '=', input.bodyId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST) throw refuse('monitoring.too-many-checks');
  return writeCheck(ctx, { ...input, approvalId: await approvalFor(ctx, input.bodyId, input.check) });
}

/** Writes a check whose body and approval were seen to. */
export async function writeCheck(ctx: Ctx, input: NewCheck): Promise<{ id: string; pushAddress: string | null }> {
  const id = ctx.newId();
  const now = ctx.now().toString();
  const { kind, settings } = input.check;
  await checkDependency(ctx, { id, bodyId: input.bodyId, dependsOn: input.dependsOn });
  if (kind === 'snmp' && !input.secret) throw refuse('monitoring.secret-needed', {}, 'body.secret');
  const push = kind === 'event' || !heardKinds.includes(kind) ? null : newPushSecret();
  // The loop's address is written into each message: its secret must be read again.
  const kept = kind === 'mail-loop' ? (push?.secret ?? null) : input.secret;
  await ctx.tx
    .insertInto('monitoring.check')
    .values({
      organisation_id: ctx.organisation,
      id,
      body_id: input.bodyId,
      kind,
      settings: settings as Record<string, unknown>, // JSON, as the contract read it
      approval_id: input.approvalId,
      push_digest: push?.digest ?? null,
      sealed_secret: kept === null ? null : probeSecrets.seal(ctx.house.settings, secretName(ctx.organisation, id), kept),
      created_at: now,
      changed_at: now,
      ...described(input),
    })
    .execute();
  await ctx.tx
    .insertInto('monitoring.state')
    .values({
      organisation_id: ctx.organisation,
      id,
      body_id: input.bodyId,
      status: 'pending',
      since_at: now,
      // Spread over its own interval, so that a thousand checks made at once are not due at once for ever.
      next_at: input.isPaused ? NEVER : spread(ctx, input.everySeconds),
      last_at: null,
      last_ms: null,
      says: null,
      facts: {},
      streak: 0,
      outcomes: 0,
      is_flapping: false,
      beat_at: null,
      beat: null,
      incident_id: null,
    })
    .execute();
  await ctx.tell('monitoring.check-added', { checkId: id, bodyId: input.bodyId });
  return { id, pushAddress: push && kind !== 'mail-loop' ? pushAddress(ctx, push.secret) : null };
}

/** Changes a check; its kind and its body stay. */
export async function changeCheck(ctx: Ctx, { id, ...input }: CheckInput & { id: string }): Promise<void> {
  const before = await ownCheck(ctx, id);
  if (before.kind !== input.check.kind) throw refuse('monitoring.kind-is-kept');
  const approvalId = await approvalFor(ctx, before.body_id, input.check);
  await checkDependency(ctx, { id, bodyId: before.body_id, dependsOn: input.dependsOn });
  const sealed = input.secret ? probeSecrets.seal(ctx.house.settings, secretName(ctx.organisation, id), input.secret) : before.sealed_secret;
  await ctx.tx
    .updateTable('monitoring.check')
    .set({
      settings: input.check.settings as Record<string, unknown>, // JSON, as the contract read it
      approval_id: approvalId,
      sealed_secret: before.kind === 'snmp' ? sealed : before.sealed_secret,
      changed_at: ctx.now().toString(),
      ...described(input),
    })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tx
    .updateTable('monitoring.state')
    .set({ next_at: input.isPaused ? NEVER : ctx.now().toString(), streak: 0, outcomes: 0, is_flapping: false })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  if (input.isPaused) await endIncidentOf(ctx, id, before.body_id, 'la sonde est en pause');
  await ctx.tell('monitoring.check-changed', { checkId: id, bodyId: before.body_id });
}

/** Removes a check with its history and the incidents that began with it; what those explained besides may open its own. */
export async function removeCheck(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { body_id: bodyId } = await ownCheck(ctx, id);
  await endIncidentOf(ctx, id, bodyId, 'la sonde est supprimée');
  await ctx.tx
    .updateTable('monitoring.state')
    .set({ incident_id: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('incident_id', 'in', ({ selectFrom }) =>
      selectFrom('monitoring.incident').select('id').where('organisation_id', '=', ctx.organisation).where('check_id', '=', id),
    )
    .execute();
  for (const table of ['monitoring.look', 'monitoring.result', 'monitoring.day'] as const)
    await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).where('check_id', '=', id).execute();
  await ctx.tx.deleteFrom('monitoring.check').where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
  await ctx.tell('monitoring.check-removed', { checkId: id, bodyId });
}

/** Draws another address; the former one says nothing any more. */
export async function renewPushAddress(ctx: Ctx, { id }: { id: string }): Promise<{ pushAddress: string }> {
  const check = await ownCheck(ctx, id);
  if (check.push_digest === null || check.kind === 'mail-loop') throw refuse('monitoring.unknown-check');
  const { secret, digest } = newPushSecret();
  await ctx.tx
    .updateTable('monitoring.check')
    .set({ push_digest: digest, changed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('monitoring.check-changed', { checkId: id, bodyId: check.body_id });
  return { pushAddress: pushAddress(ctx, secret) };
}

// What is looked at no more can recover no more: it would hold its incident open for ever.
async function endIncidentOf(ctx: Ctx, id: string, bodyId: string, reason: string): Promise<void> {
  const state = await ctx.tx
    .selectFrom('monitoring.state as s')
    .innerJoin('monitoring.check as c', (join) => join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.id'))
    .select(['s.incident_id', 'c.name'])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.id', '=', id)
    .executeTakeFirst();
  if (!state?.incident_id) return;
  await leaveIncident(ctx, state.incident_id, { id, bodyId, name: state.name, at: ctx.now().toString(), reason });
}

/** A check of the operator in the address. */
export async function ownCheck(ctx: Ctx, id: string): Promise<Tables['monitoring.check']> {
  await requireOperator(ctx);
  const check = await ctx.tx
    .selectFrom('monitoring.check')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!check) throw refuse('monitoring.unknown-check');
  return check;
}

function described({ name, everySeconds, failuresToOpen, successesToClose, dependsOn, isPaused, publicName }: CheckInput) {
  return {
    name,
    every_seconds: everySeconds,
    failures_to_open: failuresToOpen,
    successes_to_close: successesToClose,
    depends_on: dependsOn,
    is_paused: isPaused,
    public_name: publicName,
  };
}

function spread(ctx: Ctx, everySeconds: number): string {
  return ctx.now().add({ seconds: randomInt(Math.min(everySeconds, 300)) }).toString(); // prettier-ignore
}

function pushAddress(ctx: Ctx, secret: string): string {
  return `${ctx.house.settings.publicUrl}/api/battement/${secret}`;
}
