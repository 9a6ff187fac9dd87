// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import type { ReportLine, ReportWeek } from '#platform/room.ts';
import { frenchVolume } from '../french-volume.ts';
import type { SignKind, Tables } from '../tables.ts';
import { fullOn } from './full-on.ts';

type Ctx = Context<Tables>;
type Machine = {
  id: string;
  label: string;
  enrolledAt: string | null;
  backedUpAt: string | null;
  /** The last day up to the end of the week on which something was saved. */
  savedOn: string | null;
  provenAt: string | null;
  isPlanned: boolean;
  saved: number;
};

const GROWTH_DAYS = 28;
const SURE_AFTER_DAYS = 7;
const MOST_NAMED = 5;

/** What a week was for the machines that back up: said to somebody elected, who knows the server of the mairie and no repository. */
export async function reportLines(ctx: Ctx, week: ReportWeek): Promise<ReportLine[]> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const href = `/o/${slug}/sauvegardes`;
  const machines = await machinesOf(ctx, week);
  if (machines.length === 0) return [];
  return [
    protectedOf(machines, href),
    ...unsaved(machines, week, href),
    ...(await noticed(ctx, week, href)),
    ...(await restored(ctx, week, href)),
    ...(await volume(ctx, week, href)),
    ...(await unanswered(ctx, week, href)),
    ...(await unopenable(ctx, href)),
    ...toDo(machines, href),
  ];
}

async function machinesOf(ctx: Ctx, { from, to, ends }: ReportWeek): Promise<Machine[]> {
  const { rows } = await sql<Machine>`
    select r.id, r.label, r.enrolled_at as "enrolledAt", r.backed_up_at as "backedUpAt", r.proven_at as "provenAt",
      exists (select from backup.plan_line l where l.organisation_id = r.organisation_id and l.repository_id = r.id) as "isPlanned",
      (select max(d.on_day) from backup.day d where d.organisation_id = r.organisation_id and d.repository_id = r.id
        and d.snapshots > 0 and d.on_day <= ${to}::date) as "savedOn",
      coalesce((select sum(d.snapshots) from backup.day d
        where d.organisation_id = r.organisation_id and d.repository_id = r.id and d.on_day between ${from}::date and ${to}::date), 0)::int as saved
    from backup.repository r
    where r.organisation_id = ${ctx.organisation} and r.added_at < ${ends} and (r.closed_at is null or r.closed_at >= ${ends})
    order by r.label, r.id`.execute(ctx.tx);
  return rows;
}

function protectedOf(machines: readonly Machine[], href: string): ReportLine {
  const saved = machines.filter((machine) => machine.saved > 0).length;
  const says =
    saved === machines.length
      ? machines.length === 1
        ? `La machine « ${machines[0]?.label} » a été sauvegardée.`
        : `Les ${machines.length} machines ont été sauvegardées.`
      : saved === 0
        ? machines.length === 1
          ? 'La machine n’a pas été sauvegardée.'
          : `Aucune des ${machines.length} machines n’a été sauvegardée.`
        : `${saved} machine${saved > 1 ? 's' : ''} sur ${machines.length} ${saved > 1 ? 'ont été sauvegardées' : 'a été sauvegardée'}.`;
  return { part: 'protected', says, tone: saved === machines.length ? 'good' : 'watch', href };
}

function unsaved(machines: readonly Machine[], { ends }: ReportWeek, href: string): ReportLine[] {
  const silent = machines.filter((machine) => machine.saved === 0);
  const lines = silent.slice(0, MOST_NAMED).map(({ id, label, enrolledAt, backedUpAt, savedOn }): ReportLine => {
    // Told late, a machine may have been saved since: that is not « jamais ».
    const last = savedOn !== null ? formatDay(Temporal.PlainDate.from(savedOn)) : backedUpAt !== null && backedUpAt < ends ? dayOf(backedUpAt) : null;
    const missed = `La machine « ${label} » n’a pas été sauvegardée de la semaine`;
    const says = last
      ? `${missed} ; la dernière sauvegarde date du ${last}.`
      : backedUpAt !== null
        ? `${missed}.`
        : enrolledAt === null
          ? `La machine « ${label} » est inscrite, mais n’a pas encore été raccordée.`
          : `La machine « ${label} » n’a encore jamais été sauvegardée.`;
    return { part: 'failed', says, tone: enrolledAt === null ? 'watch' : 'bad', href: `${href}/machines/${id}` };
  });
  const more = silent.length - lines.length;
  if (more > 0)
    lines.push({
      part: 'failed',
      says: more === 1 ? 'Une autre machine n’a pas été sauvegardée.' : `${more} autres machines n’ont pas été sauvegardées.`,
      tone: 'bad',
      href,
    });
  return lines;
}

async function noticed(ctx: Ctx, { from, to }: ReportWeek, href: string): Promise<ReportLine[]> {
  // Silence is told above, in the words of the week.
  const rows = await ctx.tx
    .selectFrom('backup.sign as s')
    .innerJoin('backup.repository as r', (join) => join.onRef('r.organisation_id', '=', 's.organisation_id').onRef('r.id', '=', 's.repository_id'))
    .select(['r.id', 'r.label', 's.kind', 's.says', 's.on_day', 's.seen_at', 's.handled_at', 's.handled_why'])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.kind', '!=', 'silence')
    .where('s.on_day', '>=', from)
    .where('s.on_day', '<=', to)
    // What looks like an attack is named, whatever else there was.
    .orderBy(({ eb }) => eb('s.kind', 'not in', likeAnAttack))
    .orderBy('s.on_day')
    .orderBy('s.id')
    .limit(MOST_NAMED)
    .execute();
  return rows.flatMap(({ id, label, kind, says, on_day: onDay, seen_at: seenAt, handled_at: handledAt, handled_why: handledWhy }): ReportLine[] => {
    const at = `${href}/machines/${id}`;
    const dated = onThatDay(says, Temporal.PlainDate.from(onDay));
    const line = `« ${label} » : ${dated.slice(0, 1).toLowerCase()}${dated.slice(1)}`;
    const found = handledWhy === null ? '' : ` Votre opérateur a regardé : ${handledWhy}`;
    const told: ReportLine = { part: 'failed', says: `${line}${found}`, tone: seenAt === null && handledAt === null ? 'bad' : 'watch', href: at };
    // Whoever was called has answered.
    if (seenAt !== null || handledAt !== null || !likeAnAttack.includes(kind)) return [told];
    return [told, { part: 'to-do', says: `Appelez votre opérateur au sujet de « ${label} » : cela ressemble à une attaque.`, tone: 'bad', href: at }];
  });
}

const likeAnAttack: readonly SignKind[] = ['mass-new-data', 'volume-drop', 'removal-tried'];

// A sign speaks on its day; the report is read days later.
function onThatDay(says: string, day: Temporal.PlainDate): string {
  return says.replace('aujourd’hui', `le ${formatDay(day)}`).replace(/\bhier\b/, `le ${formatDay(day.subtract({ days: 1 }))}`);
}

// Of this week and of those before; an attack of this week is asked for above, by a call.
async function unanswered(ctx: Ctx, { from, to }: ReportWeek, href: string): Promise<ReportLine[]> {
  const { rows } = await sql<{ count: number; label: string; since: string }>`
    select count(*)::int as count, min(r.label) as label, min(s.on_day) as since
    from backup.sign s
    join backup.repository r on r.organisation_id = s.organisation_id and r.id = s.repository_id and r.closed_at is null
    where s.organisation_id = ${ctx.organisation}
      and s.seen_at is null
      and s.handled_at is null
      and s.on_day <= ${to}::date
      and not (s.on_day >= ${from}::date and s.kind = any (${[...likeAnAttack]}::text[]))
    having count(*) > 0`.execute(ctx.tx);
  return rows.map(({ count, label, since }) => {
    const day = formatDay(Temporal.PlainDate.from(since));
    const says =
      count === 1
        ? `Dites ce qu’il en est de « ${label} » : personne n’a encore regardé le signe du ${day}.`
        : `Dites ce qu’il en est de ${count} signes que personne n’a encore regardés, le plus ancien du ${day}.`;
    return { part: 'to-do', says, tone: 'watch', href };
  });
}

// On the day of a restore it is too late to learn that whoever could open the password has left.
async function unopenable(ctx: Ctx, href: string): Promise<ReportLine[]> {
  const { rows } = await sql<{ name: string; machines: string[] }>`
    select l.custodian_name as name, array_agg(r.label order by r.label) as machines
    from backup.custodian_lapse l
    join backup.repository r on r.organisation_id = l.organisation_id and r.id = l.repository_id and r.closed_at is null
    where l.organisation_id = ${ctx.organisation}
    group by l.person_id, l.custodian_name
    order by l.custodian_name, l.person_id
    limit ${MOST_NAMED}`.execute(ctx.tx);
  return rows.map(({ name, machines: [first, ...others] }) => {
    const what = others.length === 0 ? `le mot de passe de « ${first} »` : `les mots de passe de ${others.length + 1} machines`;
    const them = others.length === 0 ? 'l’ouvrir' : 'les ouvrir';
    return { part: 'to-do', says: `Confiez de nouveau ${what} : ${name} ne peut plus ${them}.`, tone: 'watch', href: `${href}/mots-de-passe` };
  });
}

async function restored(ctx: Ctx, { begins, ends }: ReportWeek, href: string): Promise<ReportLine[]> {
  const rows = await ctx.tx
    .selectFrom('backup.drill as d')
    .innerJoin('backup.repository as r', (join) => join.onRef('r.organisation_id', '=', 'd.organisation_id').onRef('r.id', '=', 'd.repository_id'))
    .select(['r.label', 'd.ended_at', 'd.succeeded', 'd.files'])
    .where('d.organisation_id', '=', ctx.organisation)
    .where('d.ended_at', '>=', begins)
    .where('d.ended_at', '<', ends)
    .orderBy('d.ended_at')
    .limit(MOST_NAMED)
    .execute();
  return rows.map(({ label, ended_at: endedAt, succeeded, files }) => {
    const on = dayOf(endedAt ?? begins);
    if (succeeded !== true)
      return { part: 'restored', says: `L’essai de restauration de « ${label} » a échoué le ${on}.`, tone: 'bad', href: `${href}/essais` };
    const read = files === null || files === 0 ? '' : ` : ${files === 1 ? 'un fichier relu' : `${files} fichiers relus`}`;
    return { part: 'restored', says: `Restauration de « ${label} » réussie le ${on}${read}.`, tone: 'good', href: `${href}/essais` };
  });
}

async function volume(ctx: Ctx, { to }: ReportWeek, href: string): Promise<ReportLine[]> {
  // The first day of a machine is its whole disk: no growth.
  const { rows } = await sql<{ bytes: number; allowed: number | null; grown: number; days: number }>`
    select a.bytes, a.hard_bytes as allowed, coalesce(g.grown, 0)::bigint as grown, coalesce(g.days, 0)::int as days
    from backup.account a
    left join lateral (
      select sum(d.added_bytes - d.removed_bytes) filter (where d.on_day > d.first_on and d.on_day > ${to}::date - ${GROWTH_DAYS}::int) as grown,
        least(${GROWTH_DAYS}::int, ${to}::date - min(d.on_day)) as days
      from (select *, min(on_day) over (partition by repository_id) as first_on from backup.day where organisation_id = a.organisation_id) d
      where d.on_day <= ${to}::date) g on true
    where a.organisation_id = ${ctx.organisation}`.execute(ctx.tx);
  const [account] = rows;
  if (!account) return [];
  const { bytes, allowed, grown, days } = account;
  const until = { usedBytes: bytes, allowedBytes: allowed, grownBytes: grown, overDays: days, from: Temporal.PlainDate.from(to) };
  const day = days < SURE_AFTER_DAYS ? null : fullOn(until);
  const isFull = allowed !== null && bytes >= allowed;
  const used =
    allowed === null ? `${frenchVolume(bytes)} sont sauvegardés.` : `${frenchVolume(bytes)} sont sauvegardés, sur ${frenchVolume(allowed)}`;
  const then = isFull ? ' : le volume est atteint.' : day ? ` ; à ce rythme, le volume sera atteint le ${formatDay(day)}.` : '.';
  return [
    {
      part: 'volume',
      says: allowed === null ? used : `${used}${then}`,
      tone: isFull ? 'bad' : day ? 'watch' : 'plain',
      href,
      volume: { usedBytes: bytes, allowedBytes: allowed, fullOn: day?.toString() ?? null },
    },
  ];
}

function toDo(machines: readonly Machine[], href: string): ReportLine[] {
  const lines: ReportLine[] = [];
  const unproven = machines.filter(({ backedUpAt, provenAt }) => backedUpAt !== null && provenAt === null);
  const unplanned = machines.filter(({ isPlanned }) => !isPlanned);
  if (unproven.length > 0)
    lines.push({
      part: 'to-do',
      says: `Essayez une restauration : ${namesOf(unproven)}, sans preuve à ce jour.`,
      tone: 'watch',
      href: `${href}/essais`,
    });
  if (unplanned.length > 0)
    lines.push({
      part: 'to-do',
      says: `Complétez le plan de sauvegarde : ${namesOf(unplanned)} n’y figure${unplanned.length > 1 ? 'nt' : ''} pas.`,
      tone: 'watch',
      href: `${href}/plan`,
    });
  return lines;
}

function namesOf(machines: readonly Machine[]): string {
  const [first] = machines;
  if (machines.length === 1 && first) return `« ${first.label} »`;
  return `${machines.length} machines`;
}

function dayOf(instant: string): string {
  return formatDay(Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Paris').toPlainDate());
}
