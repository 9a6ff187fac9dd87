// SPDX-License-Identifier: EUPL-1.2
/** Each night: renews what renews itself, reminds of what ends, and takes up the campaigns that were left half-applied. */
import { sql } from 'kysely';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { APPLY_LETTERS } from '../campaigns/apply-letters.ts';
import { SET_LETTERS } from '../campaigns/set-letters.ts';
import type { Tables } from '../tables.ts';
import { milestonesDue, noticeDay, type Milestone } from './next-term.ts';
import { renewTacitly } from './renew-tacitly.ts';
import { standingTerms, type StandingTerm } from './standing-terms.ts';

export const FOLLOW_TERMS = 'adhesions.follow-terms';
// Beyond the longest notice, twenty-four months: what renews itself may be settled that early.
const AHEAD_MONTHS = 25;

/** One job for each operator that has something to follow. */
export async function followOperators(ctx: Context<Tables>): Promise<void> {
  const until = ctx.today().add({ months: AHEAD_MONTHS }).toString();
  const operators = await acrossOrganisations<Tables, { organisation_id: string }[]>(
    ctx.house.db,
    'adhesions.follow',
    'suivre les termes des conventions et les campagnes',
    async (tx) =>
      (
        await sql<{ organisation_id: string }>`
          select organisation_id from adhesions.convention
          where ended_at is null and kind <> 'tripartite' and ends_on between ${ctx.today().toString()}::date and ${until}::date
          union
          select organisation_id from adhesions.campaign where status in ('sent', 'applying')`.execute(tx)
      ).rows,
  );
  for (const { organisation_id } of operators) await ctx.queue(FOLLOW_TERMS, { organisation: organisation_id });
}

/** Follows the terms of one operator. Played again the same day, it renews, reminds and tells nothing more. */
export async function followTerms(ctx: Context<Tables>): Promise<void> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  const terms = await inContext<Tables, StandingTerm[]>(ctx.house, { ...entry, readOnly: true }, (inside) =>
    standingTerms(inside, {
      whose: sql<boolean>`c.organisation_id = ${ctx.organisation}`,
      from: ctx.today(),
      until: ctx.today().add({ months: AHEAD_MONTHS }),
      and: sql<boolean>`t.state not in ('renewed', 'denounced')`,
      limit: 10_000,
    }),
  );
  for (const term of terms)
    await follow(ctx, term).catch((error: unknown) => ctx.house.log.error({ err: error, convention: term.id }, 'a term was not followed'));
  await inContext<Tables, void>(ctx.house, entry, takeUpCampaigns);
}

async function follow(ctx: Context<Tables>, term: StandingTerm): Promise<void> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  const ends = Temporal.PlainDate.from(term.ends_on);
  const isPastNotice = Temporal.PlainDate.compare(ctx.today(), noticeDay(ends, term.notice_months)) > 0;
  if (term.state === 'tacit' && isPastNotice) return inContext<Tables, void>(ctx.house, entry, (inside) => renewTacitly(inside, term.id));
  const due = milestonesDue(ends, term.renewal === 'tacit' ? term.notice_months : null, ctx.today());
  if (due.length === 0) return;
  const latest = due.at(-1);
  if (
    latest === undefined ||
    (await inContext<Tables, boolean>(ctx.house, { ...entry, readOnly: true }, (inside) => isReminded(inside, term, latest)))
  )
    return;
  // The payer first, under a key of its own: after a crash in between it is told again, and hears it once.
  await inContext<Tables, void>(ctx.house, { ...entry, organisation: term.payer_id }, (inside) => tellPayer(inside, term, latest));
  await inContext<Tables, void>(ctx.house, entry, async (inside) => {
    await writeReminders(inside, term, due);
    await tellOperator(inside, term, latest);
  });
}

async function isReminded(ctx: Context<Tables>, { id, ends_on }: StandingTerm, milestone: Milestone): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom('adhesions.renewal_reminder')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', id)
    .where('ends_on', '=', ends_on)
    .where('milestone', '=', milestone)
    .executeTakeFirst();
  return row !== undefined;
}

/** Marks the reminders whose day has come. Those that were missed meanwhile are marked with the latest, which alone is told. */
async function writeReminders(ctx: Context<Tables>, { id, ends_on }: StandingTerm, due: readonly Milestone[]): Promise<void> {
  const rows = due.map((milestone) => ({
    organisation_id: ctx.organisation,
    id: ctx.newId(),
    convention_id: id,
    ends_on,
    milestone,
    reminded_at: ctx.now().toString(),
  }));
  await ctx.tx
    .insertInto('adhesions.renewal_reminder')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['organisation_id', 'convention_id', 'ends_on', 'milestone']).doNothing())
    .execute();
}

async function tellOperator(ctx: Context<Tables>, term: StandingTerm, milestone: Milestone): Promise<void> {
  const title = `${term.payer} : la convention ${term.number} ${endingWords(term)}`;
  await tellHolders(ctx, 'adhesions.conclude', {
    term,
    milestone,
    title,
    href: `/o/${term.operator_slug}/renouvellements?q=${encodeURIComponent(term.number)}`,
  });
}

async function tellPayer(ctx: Context<Tables>, term: StandingTerm, milestone: Milestone): Promise<void> {
  const title = `Votre convention ${term.number} avec ${term.operator} ${endingWords(term)}`;
  await tellHolders(ctx, 'adhesions.answer', { term, milestone, title, href: `/o/${term.slug}/echeances` });
}

function endingWords({ ends_on, renewal, notice_months }: StandingTerm): string {
  const ends = Temporal.PlainDate.from(ends_on);
  if (renewal === 'none') return `prend fin le ${formatDay(ends)} et ne se renouvelle pas d’elle-même`;
  const notice = formatDay(noticeDay(ends, notice_months));
  return `se reconduit le ${formatDay(ends.add({ days: 1 }))} : dernier jour pour la dénoncer, le ${notice}`;
}

async function tellHolders(
  ctx: Context<Tables>,
  permission: string,
  { term, milestone, title, href }: { term: StandingTerm; milestone: Milestone; title: string; href: string },
): Promise<void> {
  for (const { personId } of await holdersOf(ctx, permission))
    await notify(ctx, {
      personId,
      what: 'adhesions.term-nears',
      title,
      href,
      importance: 'high',
      key: `term ${term.id} ${term.ends_on} ${milestone}`,
    });
}

async function takeUpCampaigns(ctx: Context<Tables>): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('adhesions.campaign as c')
    .select(['c.id', 'c.status'])
    .where('c.organisation_id', '=', ctx.organisation)
    .where((where) =>
      where.or([
        where('c.status', '=', 'applying'),
        where.and([
          where('c.status', '=', 'sent'),
          where.exists(
            where
              .selectFrom('adhesions.campaign_letter as l')
              .select('l.id')
              .whereRef('l.organisation_id', '=', 'c.organisation_id')
              .whereRef('l.campaign_id', '=', 'c.id')
              .where('l.blob_id', 'is', null),
          ),
        ]),
      ]),
    )
    .execute();
  for (const { id, status } of rows) await ctx.queue(status === 'applying' ? APPLY_LETTERS : SET_LETTERS, { campaign: id });
}
