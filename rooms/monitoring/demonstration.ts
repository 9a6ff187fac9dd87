// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorBySlug } from '#rooms/organisations/api.ts';
import { inventedBodies, type InventedBody, type InventedCheck } from './demonstration-data.ts';
import { openIncident } from './incidents/keep-incident.ts';
import { newPushSecret } from './secrets.ts';
import type { Tables } from './tables.ts';

type Ctx = Context<Tables>;
const DAYS = 30;
const AUTHOR = 'Démonstration';

/**
 * Bodies that have been watched for a month. Their machines are invented and could not answer: each is due again in a week only, so that a trial
 * shows what was told. Repeatable: an operator that watches something is left alone.
 */
export async function demonstration(house: House): Promise<void> {
  const operator = await operatorBySlug(house, 'gironde-numerique');
  if (!operator) throw new Error('the demonstration has no operator gironde-numerique: organisations loads it first');
  const isThere = await asJob(house, operator.id, (ctx) => hasChecks(ctx));
  if (isThere) return;
  for (const body of inventedBodies) {
    const id = await asJob(house, operator.id, async ({ tx }) => {
      const { rows } = await sql<{ id: string }>`
        select id from organisations.body where slug = ${body.slug} or slug like ${`${body.slug}-%`} order by slug limit 1`.execute(tx);
      return rows[0]?.id;
    });
    if (id === undefined) throw new Error(`the demonstration has no body ${body.slug}: organisations loads it first`);
    const targets = await asJob(house, id, (ctx) => declare(ctx, body, operator.id));
    await asJob(house, operator.id, (ctx) => watch(ctx, id, body, targets));
  }
  await asJob(house, operator.id, openPage);
}

function asJob<Result>(house: House, organisation: string, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return inContext<Tables, Result>(house, { actor: { kind: 'job', name: AUTHOR }, organisation }, work);
}

async function hasChecks(ctx: Ctx): Promise<boolean> {
  const row = await ctx.tx.selectFrom('monitoring.check').select('id').where('organisation_id', '=', ctx.organisation).limit(1).executeTakeFirst();
  return row !== undefined;
}

type Declared = { id: string; address: string; isWaiting: boolean };

async function declare(ctx: Ctx, { targets }: InventedBody, operatorId: string): Promise<Declared[]> {
  const made = targets.map(({ address, label, isWaiting = false }) => ({ id: ctx.newId(), address, label, isWaiting }));
  await ctx.tx
    .insertInto('monitoring.target')
    .values(
      made.map(({ id, address, label }) => ({
        organisation_id: ctx.organisation,
        id,
        operator_id: operatorId,
        address,
        label,
        declared_by: ctx.organisation,
        declared_by_name: AUTHOR,
        declared_at: before(ctx, 24 * DAYS),
        withdrawn_at: null,
      })),
    )
    .execute();
  return made;
}

async function watch(ctx: Ctx, bodyId: string, { checks }: InventedBody, targets: readonly Declared[]): Promise<void> {
  const approvals = new Map<string, string>();
  for (const { id, address, isWaiting } of targets) {
    if (isWaiting) continue;
    approvals.set(address, ctx.newId());
    await ctx.tx
      .insertInto('monitoring.approval')
      .values({
        organisation_id: ctx.organisation,
        id: approvals.get(address) ?? '',
        body_id: bodyId,
        target_id: id,
        address,
        outcome: 'approved',
        reason: '',
        decided_by: ctx.organisation,
        decided_by_name: AUTHOR,
        decided_at: before(ctx, 24 * (DAYS - 1)),
        ended_at: null,
      })
      .execute();
  }
  const ids = new Map(checks.map(({ name }) => [name, ctx.newId()]));
  for (const one of checks) {
    const id = ids.get(one.name) ?? '';
    await ctx.tx.insertInto('monitoring.check').values(rowOf(ctx, { id, bodyId, one, approvals, ids })).execute();
    await ctx.tx
      .insertInto('monitoring.state')
      .values(stateOf(ctx, id, bodyId, one))
      .execute();
    await writeHours(ctx, id, bodyId, one);
    await writeResults(ctx, id, bodyId, one);
    if (one.status === 'down')
      await openIncident(ctx, { id, bodyId, name: one.name, says: one.says ?? '', at: before(ctx, one.sinceHours), isDown: true, isFlapping: false });
  }
}

type Made = { id: string; bodyId: string; one: InventedCheck; approvals: Map<string, string>; ids: Map<string, string> };

function rowOf(ctx: Ctx, { id, bodyId, one, approvals, ids }: Made): Tables['monitoring.check'] {
  const isCalled = one.check.kind === 'heartbeat' || one.check.kind === 'disk';
  return {
    organisation_id: ctx.organisation,
    id,
    body_id: bodyId,
    kind: one.check.kind,
    name: one.name,
    settings: one.check.settings as Record<string, unknown>, // JSON, as the contract has it
    approval_id: one.under === undefined ? null : (approvals.get(one.under) ?? null),
    push_digest: isCalled ? newPushSecret().digest : null,
    sealed_secret: null,
    every_seconds: 604_800,
    failures_to_open: 2,
    successes_to_close: 2,
    depends_on: one.dependsOn === undefined ? null : (ids.get(one.dependsOn) ?? null),
    is_paused: false,
    public_name: one.publicName ?? null,
    created_at: before(ctx, 24 * DAYS),
    changed_at: before(ctx, 24 * DAYS),
  };
}

function stateOf(ctx: Ctx, id: string, bodyId: string, { status, says, sinceHours, certificateInDays, domainInDays, disks, check }: InventedCheck) {
  const inDays = (days: number): string => ctx.today().add({ days }).toString();
  return {
    organisation_id: ctx.organisation,
    id,
    body_id: bodyId,
    status,
    since_at: before(ctx, sinceHours),
    next_at: ctx
      .now()
      .add({ hours: 24 * 7 })
      .toString(),
    last_at: ctx.now().subtract({ minutes: 4 }).toString(),
    last_ms: check.kind === 'http' ? 180 : null,
    says: says ?? null,
    facts: {
      ...(certificateInDays !== undefined && { certificateEndsOn: inDays(certificateInDays) }),
      ...(domainInDays !== undefined && { domainEndsOn: inDays(domainInDays) }),
      ...(disks && { disks }),
    },
    streak: status === 'down' ? -3 : 10,
    outcomes: status === 'down' ? 7 : 0,
    is_flapping: false,
    beat_at: check.kind === 'heartbeat' || check.kind === 'disk' ? before(ctx, status === 'down' ? 48 : 6) : null,
    beat: null,
    incident_id: null,
  };
}

function writeHours(ctx: Ctx, id: string, bodyId: string, { failed = [], status, sinceHours, check }: InventedCheck) {
  const isSite = check.kind === 'http';
  const failures = [...failed.map(({ daysAgo, hours }) => [24 * daysAgo, hours]), ...(status === 'down' ? [[sinceHours, sinceHours]] : [])];
  return sql`
    insert into monitoring.hour (organisation_id, check_id, hour_at, body_id, ups, warns, downs, sum_ms, max_ms)
    select ${ctx.organisation}, ${id}, hour, ${bodyId}, case when bad then 0 else 12 end, 0, case when bad then 12 else 0 end,
      case when ${isSite} then 12 * (150 + extract(hour from hour)::int * 3) else 0 end, case when ${isSite} then 400 end
    from (
      select hour, exists (
        select from jsonb_array_elements(${JSON.stringify(failures)}::jsonb) f
        where hour >= ${ctx.now().toString()}::timestamptz - make_interval(hours => (f ->> 0)::int)
          and hour < ${ctx.now().toString()}::timestamptz - make_interval(hours => (f ->> 0)::int - (f ->> 1)::int)) as bad
      from generate_series(
        date_trunc('hour', ${before(ctx, 24 * DAYS)}::timestamptz),
        date_trunc('hour', ${before(ctx, 1)}::timestamptz),
        interval '1 hour') as hour
    ) as hours`.execute(ctx.tx);
}

// The last three hours, one look every five minutes.
function writeResults(ctx: Ctx, id: string, bodyId: string, { status, says, sinceHours, check }: InventedCheck) {
  return sql`
    insert into monitoring.result (organisation_id, check_id, at, slot, body_id, outcome, ms, says)
    select ${ctx.organisation}, ${id}, at, monitoring.slot_of(at), ${bodyId}, case when bad then ${status} else 'up' end,
      case when ${check.kind === 'http'} then 150 + extract(minute from at)::int end, case when bad then ${says ?? null}::text end
    from (
      select at, ${status !== 'up'} and at >= ${before(ctx, sinceHours)}::timestamptz as bad
      from generate_series(${before(ctx, 3)}::timestamptz, ${ctx.now().subtract({ minutes: 4 }).toString()}::timestamptz, interval '5 minutes') as at
    ) as looks`.execute(ctx.tx);
}

async function openPage(ctx: Ctx): Promise<void> {
  await ctx.tx
    .insertInto('monitoring.status_page')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.organisation,
      is_open: true,
      intro: 'Cette page dit si les services partagés fonctionnent en ce moment. Elle est tenue à jour sans intervention.',
      changed_at: before(ctx, 24 * DAYS),
    })
    .execute();
  await ctx.tx
    .insertInto('monitoring.maintenance')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      operator_id: ctx.organisation,
      body_id: null,
      check_ids: [],
      title: 'Mise à jour de la messagerie des communes',
      begins_at: ctx.now().add({ hours: 75 }).toString(),
      ends_at: ctx.now().add({ hours: 77 }).toString(),
      is_public: true,
      planned_by: ctx.organisation,
      planned_by_name: AUTHOR,
      planned_at: before(ctx, 20),
      cancelled_at: null,
    })
    .execute();
}

function before(ctx: Ctx, hours: number): string {
  return ctx.now().subtract({ hours }).toString();
}
