// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { readSettings, type Settings } from '../agents/body-calendar.ts';
import type { Agent } from '../agents/read-agents.ts';
import { agentAskedFor } from '../agents/who-asks.ts';
import { lawfulLength } from '../law/family-leave.ts';
import { daysOf, type Span } from '../law/span.ts';
import { splitDays } from '../law/split-days.ts';
import type { Tables } from '../tables.ts';
import { consider, unitOf, type Considered, type Kind } from './consider.ts';
import { kindAskedFor } from './kind-asked-for.ts';
import { readSpan, type TypedSpan } from './read-span.ts';

type Asked = TypedSpan & { kindId: string; agentId?: string | null | undefined; except?: string | null | undefined };

/** What an absence would take and leave, who else is away, and what stands in its way: before it is asked for. */
export async function previewLeave(ctx: Context<Tables>, asked: Asked) {
  const { agent } = await agentAskedFor(ctx, asked.agentId);
  const kind = await kindAskedFor(ctx, asked.kindId);
  const span = readSpan(asked);
  const settings = await readSettings(ctx);
  const considered = await consider(ctx, { agent, kind, span, settings, except: asked.except ?? undefined });
  const { counted, plan, left, others, presence, obstacle } = considered;
  const unit = unitOf(agent, kind);
  return {
    days: counted.days / 100,
    minutes: counted.minutes,
    unit,
    drawn: byYear(plan?.draws ?? []).map(({ year, amount }) => ({ year, amount: shown(amount, unit) })),
    left: left === null ? null : shown(left, unit),
    splitGain: await splitGain(ctx, agent, kind, considered),
    away: others.map(({ name, span: that }) => ({ name, fromOn: daysOf(that).from.toString(), untilOn: daysOf(that).until.toString() })),
    fewest: presence && { day: presence.day.toString(), present: presence.present, minimum: presence.minimum },
    obstacle: obstacle && { code: obstacle.code, says: obstacle.message, field: obstacle.field ?? null },
    warnings: warningsOf(ctx, settings, span, considered),
    law: lawfulLength(kind.key, daysOf(span).from),
  };
}

function warningsOf(ctx: Context<Tables>, settings: Settings, span: Span, { presence }: Considered): string[] {
  const notice = ctx.today().until(daysOf(span).from, { largestUnit: 'days' }).days;
  return [
    ...(notice < settings.noticeDays
      ? [`Votre collectivité demande ${settings.noticeDays} jours de délai : il en reste ${Math.max(0, notice)}.`]
      : []),
    ...(presence && presence.present < presence.minimum
      ? [
          `Le ${formatDay(presence.day)}, il resterait ${presentInWords(presence.present)} au service ${presence.team} ; il en faut ${presence.minimum}.`,
        ]
      : []),
  ];
}

function presentInWords(present: number): string {
  if (present === 0) return 'aucun présent';
  return present === 1 ? '1 présent' : `${present} présents`;
}

async function splitGain(ctx: Context<Tables>, agent: Agent, kind: Kind, { plan }: Considered): Promise<number> {
  if (kind.counter !== 'annual' || agent.unit === 'hour' || !plan) return 0;
  const years = new Set(plan.draws.map(({ year }) => year));
  let gain = 0;
  for (const year of years) {
    const before = await monthsOf(ctx, agent.id, year);
    const more = plan.draws
      .filter((draw) => draw.year === year && draw.onDay.year === year)
      .map(({ onDay, amount }) => ({ day: onDay, hundredths: amount }));
    gain += splitDays(year, [...before, ...more]).hundredths - splitDays(year, before).hundredths;
  }
  return gain / 100;
}

async function monthsOf(ctx: Context<Tables>, agentId: string, year: number) {
  const rows = await ctx.tx
    .selectFrom('leave.movement')
    .select(({ fn }) => ['on_day', fn.sum<number>('amount').as('amount')])
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agentId)
    .where('counter', '=', 'annual')
    .where('year', '=', year)
    .where('what', 'in', ['taken', 'given-back'])
    .groupBy('on_day')
    .execute();
  return rows
    .map(({ on_day, amount }) => ({ day: Temporal.PlainDate.from(on_day), hundredths: -Number(amount) }))
    .filter(({ day }) => day.year === year);
}

function byYear(draws: readonly { year: number; amount: number }[]): { year: number; amount: number }[] {
  return [...new Set(draws.map(({ year }) => year))].map((year) => ({
    year,
    amount: draws.filter((draw) => draw.year === year).reduce((sum, { amount }) => sum + amount, 0),
  }));
}

function shown(amount: number, unit: 'day' | 'hour'): number {
  return unit === 'day' ? amount / 100 : amount;
}
