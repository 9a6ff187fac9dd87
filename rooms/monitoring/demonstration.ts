// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { startOfDay } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorBySlug } from '#rooms/organisations/api.ts';
import { inventedBodies, inventedSubscribers, type InventedBody, type InventedCheck } from './demonstration-data.ts';
import { openIncident } from './incidents/keep-incident.ts';
import { writeEntry } from './incidents/write-entry.ts';
import { sinceWords } from './probes/heard.ts';
import { newPushSecret } from './secrets.ts';
import type { Tables } from './tables.ts';

type Ctx = Context<Tables>;
const DAYS = 90;
const AUTHOR = 'Démonstration';

/**
 * Bodies that have been watched for three months. Their machines are invented and could not answer: each is due again in a week only, so that a trial
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
  await asJob(house, operator.id, subscribeSome);
  await asJob(house, operator.id, (ctx) => sql`select monitoring.pack_looks(${ctx.now().toString()})`.execute(ctx.tx));
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
    await writeHistory(ctx, id, bodyId, one);
    const over = one.failed?.find(({ said }) => said !== undefined);
    if (over) await overAndSaid(ctx, { id, bodyId, name: one.name, failed: over });
    if (one.status === 'down')
      await openIncident(ctx, { id, bodyId, name: one.name, says: one.says ?? '', at: before(ctx, one.sinceHours), isDown: true, isFlapping: false });
  }
}

type Over = { id: string; bodyId: string; name: string; failed: NonNullable<InventedCheck['failed']>[number] };

// An incident of some days ago, with what the operator told everybody.
async function overAndSaid(ctx: Ctx, { id, bodyId, name, failed: { daysAgo, hours, said = '' } }: Over): Promise<void> {
  const begun = 24 * daysAgo;
  const incident = ctx.newId();
  const [openedAt, closedAt] = [before(ctx, begun), before(ctx, begun - hours)];
  await ctx.tx
    .insertInto('monitoring.incident')
    .values({
      organisation_id: ctx.organisation,
      id: incident,
      body_id: bodyId,
      check_id: id,
      title: name,
      cause: 'La machine ne répond pas.',
      status: 'closed',
      is_unstable: false,
      opened_at: openedAt,
      acknowledged_at: before(ctx, begun - 0.2),
      acknowledged_by: ctx.organisation,
      acknowledged_by_name: AUTHOR,
      closed_at: closedAt,
      step: 0,
      next_step_at: null,
    })
    .execute();
  await ctx.tx
    .insertInto('monitoring.affected')
    .values({ organisation_id: ctx.organisation, incident_id: incident, check_id: id, body_id: bodyId, joined_at: openedAt, left_at: closedAt })
    .execute();
  const write = (at: string, kind: 'opened' | 'acknowledged' | 'note' | 'closed', says: string, isPublic = false): Promise<void> =>
    writeEntry(ctx, { id: incident, bodyId, at, kind, says, isPublic, ...(kind === 'note' && { byName: AUTHOR }) });
  await write(openedAt, 'opened', 'La machine ne répond pas.');
  await write(before(ctx, begun - 0.2), 'acknowledged', `${AUTHOR} s’en occupe.`);
  await write(before(ctx, begun - 0.4), 'note', said, true);
  await write(closedAt, 'closed', `Tout fonctionne de nouveau, après ${sinceWords(3_600 * hours)}.`);
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
    every_seconds: everySecondsOf(one),
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

/** Every five minutes, but a registry once a day, at nine. */
const EVERY_SECONDS = 300;
const DAY_SECONDS = 86_400;

function everySecondsOf({ check }: InventedCheck): number {
  return check.kind === 'domain' ? DAY_SECONDS : EVERY_SECONDS;
}

/** How long a machine takes on average, where something is measured. */
function usualMs({ check }: InventedCheck): number | null {
  return check.kind === 'http' ? 150 : check.kind === 'tcp' ? 18 : null;
}

// Looks of yesterday and today, and sums of the days before.
async function writeHistory(ctx: Ctx, id: string, bodyId: string, one: InventedCheck): Promise<void> {
  const { failed = [], status, says = null, sinceHours } = one;
  const spells = [
    ...failed.map(({ daysAgo, hours }) => ({ from: before(ctx, 24 * daysAgo), to: before(ctx, 24 * daysAgo - hours), outcome: 2 })),
    ...(status === 'up' ? [] : [{ from: before(ctx, sinceHours), to: ctx.now().toString(), outcome: status === 'warn' ? 1 : 2 }]),
  ];
  const looks = sql`
    select at, coalesce(spell.outcome, 0) as outcome,
      (${usualMs(one)}::int * (1 + 0.2 * sin(extract(hour from at) / 4.0) + (abs(hashtext(at::text)) % 40) / 100.0))::int as ms
    from times
    left join lateral (
      select (s ->> 'outcome')::int as outcome
      from jsonb_array_elements(${JSON.stringify(spells)}::jsonb) s
      where at >= (s ->> 'from')::timestamptz and at < (s ->> 'to')::timestamptz
      limit 1
    ) spell on true`;
  const recent = startOfDay(ctx.today().subtract({ days: 1 })).toString();
  const step = everySecondsOf(one);
  await sql`
    with times as (
      select at from generate_series(
        ${recent}::timestamptz + make_interval(secs => ${step === DAY_SECONDS ? 9 * 3_600 : 40}),
        ${ctx.now().subtract({ minutes: 1 }).toString()}::timestamptz, make_interval(secs => ${step})) as at
    )
    insert into monitoring.look (at, organisation_id, check_id, body_id, slot, outcome, ms, says)
    select at, ${ctx.organisation}, ${id}, ${bodyId}, monitoring.slot_of(monitoring.day_of(at), 4), outcome, ms, case when outcome > 0 then ${says}::text end
    from (${looks}) as looks`.execute(ctx.tx);
  const perHour = sql`case when ${step === DAY_SECONDS} then (extract(hour from at at time zone 'Europe/Paris') = 9)::int else 12 end`;
  await sql`
    with times as (
      select at from generate_series(
        ${startOfDay(ctx.today().subtract({ days: DAYS })).toString()}::timestamptz, ${recent}::timestamptz - interval '1 hour', interval '1 hour') as at
    )
    insert into monitoring.day (
      organisation_id, check_id, body_id, looked_on, looks, warned, failed, mean_ms, ups, warns, downs, mean_ms_of_hour, max_ms_of_hour)
    select ${ctx.organisation}, ${id}, ${bodyId}, monitoring.day_of(at), sum(looks), coalesce(sum(looks) filter (where outcome = 1), 0),
      coalesce(sum(looks) filter (where outcome = 2), 0), avg(ms),
      array_agg((case when outcome = 0 then looks else 0 end)::smallint order by at),
      array_agg((case when outcome = 1 then looks else 0 end)::smallint order by at),
      array_agg((case when outcome = 2 then looks else 0 end)::smallint order by at),
      array_agg(ms::smallint order by at), array_agg((ms * 1.6)::smallint order by at)
    from (select at, outcome, ms, ${perHour} as looks from (${looks}) as found) as hours
    group by monitoring.day_of(at)`.execute(ctx.tx);
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
      begins_at: startOfDay(ctx.today().add({ days: 3 }))
        .add({ hours: 20 })
        .toString(),
      ends_at: startOfDay(ctx.today().add({ days: 3 }))
        .add({ hours: 22 })
        .toString(),
      is_public: true,
      planned_by: ctx.organisation,
      planned_by_name: AUTHOR,
      planned_at: before(ctx, 20),
      cancelled_at: null,
    })
    .execute();
}

// They are told at the start of what fails.
async function subscribeSome(ctx: Ctx): Promise<void> {
  await ctx.tx
    .insertInto('monitoring.subscription')
    .values(
      inventedSubscribers.map(({ address, daysAgo }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        address,
        asked_at: before(ctx, 24 * daysAgo),
        confirmed_at: before(ctx, 24 * daysAgo),
      })),
    )
    .execute();
}

function before(ctx: Ctx, hours: number): string {
  return ctx.now().subtract({ minutes: Math.round(60 * hours) }).toString(); // prettier-ignore
}
