// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import type { Counted } from '../law/span.ts';
import { minutesDue, type BodyCalendar, type Half } from '../law/working-time.ts';
import type { Tables } from '../tables.ts';
import type { Active } from './active-leave.ts';

export type Presence = { team: string; day: Temporal.PlainDate; half: Half; present: number; minimum: number };

type Asked = { agent: Agent; teamId: string; counted: Counted; away: readonly Active[]; calendar: BodyCalendar };

/** The half-day of an absence on which the team would be the fewest, the agent away; null when the team asks for no minimum. */
export async function fewestPresent(ctx: Context<Tables>, { agent, teamId, counted, away, calendar }: Asked): Promise<Presence | null> {
  const team = await ctx.tx
    .selectFrom('leave.team')
    .select(['name', 'minimum_present'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', teamId)
    .executeTakeFirst();
  const [first] = counted.halves;
  if (!team || team.minimum_present === 0 || !first) return null;
  const colleagues = (await readAgents(ctx, { teamId })).filter(({ id }) => id !== agent.id);
  let fewest: Presence | null = null;
  for (const { day, half } of counted.halves) {
    const present = colleagues.filter(
      (one) =>
        minutesDue(one.times, day, half, calendar) > 0 &&
        !away.some((leave) => leave.agentId === one.id && !leave.isAtWork && leave.overlaps(halfDay(day, half))),
    ).length;
    if (!fewest || present < fewest.present) fewest = { team: team.name, day, half, present, minimum: team.minimum_present };
  }
  return fewest;
}

function halfDay(day: Temporal.PlainDate, half: Half) {
  return { unit: 'half-day', from: day, fromHalf: half, until: day, untilHalf: half } as const;
}
