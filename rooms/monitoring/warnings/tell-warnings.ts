// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import { holdersOf } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';
import { warningsOf, type Warning, type Watched } from './judge-warnings.ts';
import { warningRule, type WarningRule } from './warning-rule.ts';

type Ctx = Context<Tables>;
type Found = Warning & { checkId: string; bodyId: string; bodyName: string };

/** More at once are one notice: a hundred mails are none. */
const MOST_NOTICES = 3;
/** What comes back within a week was told. */
const FORGOTTEN_AFTER_DAYS = 7;

/** Tells those who answer, operator by operator, what passed a threshold since it was last told. Each threshold is told once, in the hours that the operator chose. */
export async function tellWarnings(ctx: Pick<Context, 'house' | 'now'>): Promise<void> {
  for (const { id: organisation } of await operatorsOf(ctx.house))
    await inContext<Tables, void>(ctx.house, { actor: { kind: 'job', name: 'monitoring.warn' }, organisation }, tellOperator).catch((error: Error) =>
      ctx.house.log.error({ organisation, error: error.message }, 'warnings were not told'),
    );
}

async function tellOperator(ctx: Ctx): Promise<void> {
  const rule = await warningRule(ctx);
  const { hour } = ctx.now().toZonedDateTimeISO('Europe/Paris');
  if (hour < rule.fromHour || hour >= rule.untilHour) return;
  const found = await currentWarnings(ctx, rule);
  const news = await keepNews(ctx, found);
  await forgetOld(ctx, found);
  if (news.length === 0) return;
  await tellThem(ctx, news);
  for (const { checkId, bodyId, subject } of news)
    await ctx.tell('monitoring.warned', { checkId, bodyId, subject, tellsBody: rule.tellsBody }, { heardIn: bodyId });
}

async function currentWarnings(ctx: Ctx, { expiryDays }: WarningRule): Promise<Found[]> {
  const [today, now] = [ctx.today(), ctx.now()];
  const until = today.add({ days: Math.max(...expiryDays) }).toString();
  const { rows } = await sql<Omit<Watched, 'sinceAt'> & { id: string; body_id: string; body_name: string; since_at: string }>`
    select c.id, c.name, c.settings, c.body_id, b.name as body_name, s.status, s.says, s.since_at, s.facts
    from monitoring.state s
    join monitoring.check c on c.organisation_id = s.organisation_id and c.id = s.id
    join organisations.body b on b.id = s.body_id
    where s.organisation_id = ${ctx.organisation}
      and not c.is_paused
      and (s.status = 'warn' or s.facts ->> 'certificateEndsOn' <= ${until} or s.facts ->> 'domainEndsOn' <= ${until})
    order by c.id`.execute(ctx.tx);
  return rows.flatMap(({ id: checkId, body_id: bodyId, body_name: bodyName, since_at: sinceAt, ...check }) =>
    warningsOf({ ...check, sinceAt }, { today, now, expiryDays }).map((warning) => ({ ...warning, checkId, bodyId, bodyName })),
  );
}

// Written first, and told only where that wrote something: two calls at once tell it once.
async function keepNews(ctx: Ctx, found: readonly Found[]): Promise<Found[]> {
  const of = <Value>(read: (one: Found) => Value): Value[] => found.map(read);
  const { rows } = await sql<{ check_id: string; subject: string }>`
    insert into monitoring.warned as w (organisation_id, check_id, subject, body_id, level, says, told_at)
    select ${ctx.organisation}, check_id, subject, body_id, level, says, ${ctx.now().toString()}
    from unnest(
      ${of(({ checkId }) => checkId)}::uuid[], ${of(({ subject }) => subject)}::text[], ${of(({ bodyId }) => bodyId)}::uuid[],
      ${of(({ level }) => level)}::int[], ${of(({ says }) => says.slice(0, 500))}::text[]
    ) as found (check_id, subject, body_id, level, says)
    on conflict (organisation_id, check_id, subject) do update
    set level = excluded.level, says = excluded.says, told_at = excluded.told_at
    where w.level < excluded.level
    returning check_id, subject`.execute(ctx.tx);
  const news = new Set(rows.map(({ check_id: id, subject }) => `${id} ${subject}`));
  return found.filter(({ checkId, subject }) => news.has(`${checkId} ${subject}`));
}

async function forgetOld(ctx: Ctx, found: readonly Found[]): Promise<void> {
  const oldest = ctx.now().subtract({ hours: 24 * FORGOTTEN_AFTER_DAYS }).toString(); // prettier-ignore
  await sql`
    delete from monitoring.warned
    where organisation_id = ${ctx.organisation}
      and told_at < ${oldest}
      and not (check_id::text || ' ' || subject) = any (${found.map(({ checkId, subject }) => `${checkId} ${subject}`)}::text[])`.execute(ctx.tx);
}

async function tellThem(ctx: Ctx, news: readonly Found[]): Promise<void> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const answering = await holdersOf(ctx, 'monitoring.answer');
  const people = answering.length > 0 ? answering : await holdersOf(ctx, 'monitoring.set-up');
  const at = `/o/${slug}/surveillance`;
  const on = ctx.now().toString();
  const sorted = news.toSorted((one, other) => Number(other.isPressing) - Number(one.isPressing) || other.level - one.level);
  const notices =
    sorted.length <= MOST_NOTICES
      ? sorted.map(({ checkId, subject, level, bodyName, says }) => ({
          title: `${bodyName} : ${says}`,
          href: `${at}/sondes/${checkId}`,
          key: `${checkId} ${subject} ${level} ${on}`,
        }))
      : [{ title: together(sorted), href: `${at}/echeances`, key: `${ctx.organisation} ${on}` }];
  for (const { personId } of people)
    // High: mailed at once to whoever takes mails. The hour was chosen already.
    for (const notice of notices) await notify(ctx, { personId, what: 'monitoring.warned', importance: 'high', ...notice });
}

function together(news: readonly Found[]): string {
  const [first] = news;
  const pressing = news.filter(({ isPressing }) => isPressing).length;
  const presses = pressing === 0 ? '' : pressing === 1 ? ', dont une qui presse' : `, dont ${pressing} qui pressent`;
  return `${news.length} choses à prévoir${presses}. La première : ${first?.bodyName}. ${first?.says}`;
}
