// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import type { ReportLine, ReportWeek } from '#platform/room.ts';
import { looksAtBody } from './history/read-days.ts';
import { sinceWords } from './probes/heard.ts';
import { availability } from './status/availability.ts';
import type { Tables } from './tables.ts';

type Ctx = Context<Tables>;

const EXPIRES_WITHIN_DAYS = 60;
const PRESSES_WITHIN_DAYS = 15;
const MOST_INCIDENTS = 5;

/** What a week was for what is watched: said to somebody elected, who knows the site and the NAS, and no probe. */
export async function reportLines(ctx: Ctx, week: ReportWeek): Promise<ReportLine[]> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const href = `/o/${slug}/surveillance`;
  return [
    ...(await watched(ctx, week, href)),
    ...(await incidents(ctx, week, href)),
    ...(await expiring(ctx, week, href)),
    ...(await fullDisks(ctx, href)),
  ];
}

async function watched(ctx: Ctx, { from, to }: ReportWeek, href: string): Promise<ReportLine[]> {
  const { checks } = await ctx.tx
    .selectFrom('monitoring.check')
    .select(({ fn }) => fn.countAll<number>().as('checks'))
    .where('body_id', '=', ctx.organisation)
    .where('is_paused', '=', false)
    .executeTakeFirstOrThrow();
  if (Number(checks) === 0) return [];
  const { looks, failed } = await looksAtBody(ctx, { from, to });
  const points = Number(checks) === 1 ? 'Un équipement ou service est surveillé' : `${checks} équipements et services sont surveillés`;
  if (looks === 0) return [{ part: 'protected', says: `${points} jour et nuit.`, tone: 'plain', href }];
  const says = `${points} jour et nuit ; ils ont répondu ${availability(looks, failed)} du temps.`;
  return [{ part: 'protected', says, tone: failed === 0 ? 'good' : 'plain', href }];
}

async function incidents(ctx: Ctx, { begins, ends }: ReportWeek, href: string): Promise<ReportLine[]> {
  const rows = await ctx.tx
    .selectFrom('monitoring.incident')
    .select(['id', 'title', 'opened_at', 'closed_at'])
    .where('body_id', '=', ctx.organisation)
    .where('opened_at', '<', ends)
    .where((either) => either.or([either('closed_at', 'is', null), either('closed_at', '>=', begins)]))
    .orderBy('opened_at')
    .execute();
  const lines = rows.slice(0, MOST_INCIDENTS).map(({ id, title, opened_at: opened, closed_at: closed }): ReportLine => {
    const on = formatDay(Temporal.Instant.from(opened).toZonedDateTimeISO('Europe/Paris').toPlainDate());
    const at = `${href}/incidents/${id}`;
    if (closed === null || closed >= ends) return { part: 'failed', says: `${title} : en panne depuis le ${on}.`, tone: 'bad', href: at };
    const lasted = Temporal.Instant.from(closed).since(Temporal.Instant.from(opened)).total('seconds');
    return { part: 'failed', says: `${title} : en panne le ${on}, pendant ${sinceWords(Math.max(60, lasted))} ; réparé.`, tone: 'watch', href: at };
  });
  const more = rows.length - lines.length;
  if (more > 0)
    lines.push({ part: 'failed', says: more === 1 ? 'Et une autre panne.' : `Et ${more} autres pannes.`, tone: 'watch', href: `${href}/incidents` });
  return lines;
}

async function expiring(ctx: Ctx, { to }: ReportWeek, href: string): Promise<ReportLine[]> {
  const limit = Temporal.PlainDate.from(to).add({ days: EXPIRES_WITHIN_DAYS }).toString();
  const { rows } = await sql<{ name: string; what: string; on: string }>`
    select c.name, e.what, min(e.ends_on) as on
    from monitoring.state s
    cross join lateral (values ('certificate', s.facts ->> 'certificateEndsOn'), ('domain', s.facts ->> 'domainEndsOn')) as e (what, ends_on)
    join monitoring.check c on c.organisation_id = s.organisation_id and c.id = s.id
    where s.body_id = ${ctx.organisation} and e.ends_on <= ${limit} and not c.is_paused
    group by c.name, e.what
    order by 3, 1`.execute(ctx.tx);
  return rows.flatMap(({ name, what, on }): ReportLine[] => {
    const day = Temporal.PlainDate.from(on);
    const days = day.since(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
    const tone = days <= 0 ? 'bad' : days <= PRESSES_WITHIN_DAYS ? 'watch' : 'plain';
    const thing = what === 'domain' ? name.replace(/^Nom de domaine /, 'Le nom de domaine ') : `Le certificat de sécurité de « ${name} »`;
    const says = `${thing} ${days <= 0 ? 'a expiré' : 'expire'} le ${formatDay(day)}.`;
    const act =
      what === 'domain'
        ? 'Renouvelez le nom de domaine chez votre bureau d’enregistrement'
        : 'Demandez à votre hébergeur de renouveler le certificat';
    const line: ReportLine = { part: 'expiring', says, tone, href, dueOn: on };
    if (days > PRESSES_WITHIN_DAYS) return [line];
    return [line, { part: 'to-do', says: `${act} (${name}).`, tone, href, dueOn: on }];
  });
}

async function fullDisks(ctx: Ctx, href: string): Promise<ReportLine[]> {
  const rows = await ctx.tx
    .selectFrom('monitoring.state as s')
    .innerJoin('monitoring.check as c', (join) => join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.id'))
    .select(['c.name', 's.status', 's.says'])
    .where('s.body_id', '=', ctx.organisation)
    .where('c.kind', 'in', ['disk', 'snmp'])
    .where('s.status', 'in', ['warn', 'down'])
    .orderBy('c.name')
    .limit(5)
    .execute();
  return rows.map(({ name, status, says }) => ({
    part: 'to-do',
    says: `Faites de la place sur « ${name} ». ${says ?? ''}`.trim(),
    tone: status === 'down' ? 'bad' : 'watch',
    href,
  }));
}
