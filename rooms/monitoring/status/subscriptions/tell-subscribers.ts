// SPDX-License-Identifier: EUPL-1.2
/** What the public page shows is mailed to whoever asked, once: never a cause, which may name a machine. */
import { formatInstant } from '#platform/calendar/french-days.ts';
import { Redirect } from '#platform/http/answers.ts';
import type { Context } from '#platform/context.ts';
import { shownIncidents, shownWorks, type ShownIncident } from '../shown-services.ts';
import { lastedWords } from '../status-page.ts';
import type { Tables } from '../../tables.ts';
import { mailNotice } from './mail-links.ts';
import { openPage } from './open-page.ts';

type Ctx = Context<Tables>;
type Notice = { what: string; subject: string; paragraphs: string[] };

export const TELL_SUBSCRIBERS = 'monitoring.tell-subscribers';
export const MAIL_SUBSCRIBERS = 'monitoring.mail-subscribers';

/** Mails of one transaction. */
const AT_ONCE = 100;

/** Has the subscribers of the operator in the address told of an incident or of works, if its page shows them. */
export async function tellSoon(ctx: Ctx, about: { incidentId: string } | { maintenanceId: string }): Promise<void> {
  await ctx.queue(TELL_SUBSCRIBERS, about);
}

/** Writes down what is new of it, and queues the mails. */
export async function tellSubscribers(ctx: Ctx, { incidentId, maintenanceId }: { incidentId?: string; maintenanceId?: string }): Promise<void> {
  if ((await openPage(ctx)) instanceof Redirect) return;
  const about = incidentId ?? maintenanceId;
  if (about === undefined) return;
  for (const notice of incidentId === undefined ? await ofWorks(ctx, about) : await ofIncident(ctx, about)) {
    const told = await ctx.tx
      .insertInto('monitoring.subscription_notice')
      .values({ organisation_id: ctx.organisation, id: ctx.newId(), about, ...notice, told_at: ctx.now().toString() })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'about', 'what']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (told) await ctx.queue(MAIL_SUBSCRIBERS, { notice: told.id });
  }
}

/** Mails some of the subscribers, and queues the rest. */
export async function mailSubscribers(ctx: Ctx, { notice, after }: { notice: string; after?: string }): Promise<void> {
  const page = await openPage(ctx);
  if (page instanceof Redirect) return;
  const says = await ctx.tx
    .selectFrom('monitoring.subscription_notice')
    .select(['subject', 'paragraphs'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', notice)
    .executeTakeFirstOrThrow();
  const some = await ctx.tx
    .selectFrom('monitoring.subscription')
    .select(['id', 'address'])
    .where('organisation_id', '=', ctx.organisation)
    .where('confirmed_at', 'is not', null)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  for (const to of some) await mailNotice(ctx, page, to, says);
  const last = some.at(-1);
  if (last && some.length === AT_ONCE) await ctx.queue(MAIL_SUBSCRIBERS, { notice, after: last.id });
}

async function ofIncident(ctx: Ctx, id: string): Promise<Notice[]> {
  const [incident] = await shownIncidents(ctx, { only: id });
  if (!incident) return [];
  const known = await ctx.tx
    .selectFrom('monitoring.subscription_notice')
    .select('what')
    .where('organisation_id', '=', ctx.organisation)
    .where('about', '=', id)
    .execute();
  const isTold = known.some(({ what }) => what === 'opened');
  const notes = incident.notes.map(({ at, says }) => ({ what: `note ${at}`, subject: `${incident.name} : des nouvelles`, paragraphs: [says] }));
  if (incident.closed_at === null) return [openedOf(incident), ...notes];
  // It was over before anybody was told: nobody needs to hear of it.
  return isTold ? [...notes, closedOf(incident, ctx.now())] : [];
}

function openedOf({ name, opened_at: at }: ShownIncident): Notice {
  return {
    what: 'opened',
    subject: `En panne : ${name}`,
    paragraphs: [
      `${name} : en panne depuis le ${formatInstant(Temporal.Instant.from(at))}. L’opérateur est prévenu ; vous recevrez un message au retour.`,
    ],
  };
}

function closedOf(incident: ShownIncident, now: Temporal.Instant): Notice {
  return {
    what: 'closed',
    subject: `Rétabli : ${incident.name}`,
    paragraphs: [`${incident.name} fonctionne de nouveau. La panne a été constatée ${lastedWords(incident, now)}.`],
  };
}

async function ofWorks(ctx: Ctx, id: string): Promise<Notice[]> {
  const [works] = await shownWorks(ctx, { only: id });
  if (works) {
    const [from, until] = [works.begins_at, works.ends_at].map((at) => formatInstant(Temporal.Instant.from(at)));
    return [{ what: 'planned', subject: `Travaux : ${works.title}`, paragraphs: [`${works.title}, du ${from} au ${until}.`] }];
  }
  const told = await ctx.tx
    .selectFrom('monitoring.subscription_notice')
    .select('subject')
    .where('organisation_id', '=', ctx.organisation)
    .where('about', '=', id)
    .where('what', '=', 'planned')
    .executeTakeFirst();
  return told
    ? [{ what: 'cancelled', subject: `Annulé ou terminé : ${told.subject}`, paragraphs: ['Ces travaux sont annulés ou terminés plus tôt.'] }]
    : [];
}
