// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { holdersOf, type Serving } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';
import { writeEntry } from './write-entry.ts';

type Ctx = Context<Tables>;
type Told = { id: string; bodyId: string; title: string; cause: string };

/** Where nobody set an escalation: those who set it up are told after half an hour. */
const DEFAULT_MINUTES = 30;
const MOST_NAMES = 5;

/** Tells, at once, those of the operator who answer incidents. */
export async function tellFirst(ctx: Ctx, incident: Told): Promise<void> {
  await tellThem(ctx, incident, await holdersOf(ctx, 'monitoring.answer'), 0);
}

/** Says when the step after this one is told, should nobody take the incident in charge; never, after the last. */
export async function scheduleStep(ctx: Ctx, id: string, done: number): Promise<void> {
  const steps = await stepsOf(ctx);
  const next = steps[done];
  const { opened_at: opened } = await ctx.tx
    .selectFrom('monitoring.incident')
    .select('opened_at')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await ctx.tx
    .updateTable('monitoring.incident')
    .set({ step: done, next_step_at: next ? Temporal.Instant.from(opened).add({ minutes: next.afterMinutes }).toString() : null })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
}

/** Tells the next step of every incident that nobody has taken in charge in time. */
export async function escalateDue(ctx: Pick<Context, 'house' | 'now'>): Promise<void> {
  const now = ctx.now().toString();
  const late = await acrossOrganisations<Tables, { organisation_id: string; id: string }[]>(
    ctx.house.db,
    'monitoring.escalate',
    'prévenir de ce que personne n’a pris en charge',
    (tx) =>
      tx
        .selectFrom('monitoring.incident')
        .select(['organisation_id', 'id'])
        .where('status', '=', 'open')
        .where('next_step_at', '<=', now)
        .orderBy('next_step_at')
        .limit(500)
        .execute(),
  );
  for (const { organisation_id: organisation, id } of late)
    await inContext<Tables, void>(ctx.house, { actor: { kind: 'job', name: 'monitoring.run' }, organisation }, (inside) => escalate(inside, id));
}

async function escalate(ctx: Ctx, id: string): Promise<void> {
  const incident = await ctx.tx
    .selectFrom('monitoring.incident')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('status', '=', 'open')
    .where('next_step_at', '<=', ctx.now().toString())
    .forUpdate()
    .executeTakeFirst();
  if (!incident) return;
  const step = (await stepsOf(ctx))[incident.step];
  const rank = incident.step + 1;
  if (step) await tellThem(ctx, { id, bodyId: incident.body_id, title: incident.title, cause: incident.cause }, step.people, rank);
  await scheduleStep(ctx, id, rank);
}

async function stepsOf(ctx: Ctx): Promise<{ afterMinutes: number; people: readonly Serving[] }[]> {
  const set = await ctx.tx.selectFrom('monitoring.step').selectAll().where('organisation_id', '=', ctx.organisation).orderBy('rank').execute();
  if (set.length === 0) return [{ afterMinutes: DEFAULT_MINUTES, people: await holdersOf(ctx, 'monitoring.set-up') }];
  const serving = await holdersOf(ctx, 'monitoring.read');
  return set.map(({ after_minutes: afterMinutes, mandate_ids: mandates }) => ({
    afterMinutes,
    people: serving.filter(({ mandateId }) => mandates.includes(mandateId)),
  }));
}

async function tellThem(ctx: Ctx, { id, bodyId, title, cause }: Told, people: readonly Serving[], rank: number): Promise<void> {
  const { slug } = await bodyOf(ctx, ctx.organisation);
  const { name } = await bodyOf(ctx, bodyId);
  for (const { personId } of people)
    await notify(ctx, {
      personId,
      what: 'monitoring.incident-opened',
      title: `${rank === 0 ? 'Incident' : 'Incident que personne n’a pris en charge'} à ${name} : ${title}. ${cause}`,
      href: `/o/${slug}/surveillance/incidents/${id}`,
      importance: 'high',
      key: `${id} ${rank}`,
    });
  const names = people
    .slice(0, MOST_NAMES)
    .map((one) => one.name)
    .join(', ');
  const more = people.length > MOST_NAMES ? ` et ${people.length - MOST_NAMES} autres` : '';
  const says = people.length === 0 ? 'Personne à prévenir : réglez l’escalade.' : `Prévenus : ${names}${more}.`;
  await writeEntry(ctx, { id, bodyId, at: ctx.now().toString(), kind: 'told', says });
}

function bodyOf(ctx: Ctx, id: string) {
  return ctx.tx.selectFrom('organisations.body').select(['slug', 'name']).where('id', '=', id).executeTakeFirstOrThrow();
}
