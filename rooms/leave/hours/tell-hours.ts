// SPDX-License-Identifier: EUPL-1.2
/** Who hears of hours that an agent declared: those who validate them, then the agent. Runs in the body. */
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { sayAmount } from '../requests/say-amount.ts';
import { whoseTurn } from '../requests/tell-people.ts';
import type { Tables } from '../tables.ts';

type About = { extraHoursId: string };

/** Tells those whose turn it is to validate declared hours. */
export async function tellValidators(ctx: Context<Tables>, { extraHoursId }: About): Promise<void> {
  const hours = await readHours(ctx, extraHoursId);
  if (hours?.status !== 'requested') return;
  for (const personId of await whoseTurn(ctx, hours, 'requested'))
    await notify(ctx, {
      personId,
      what: 'leave.hours-declared',
      title: `${hours.name} a déclaré ${hours.says} à récupérer : à valider.`,
      href: `/o/${hours.slug}/conges/heures?voir=to-answer`,
      awaitsAnswer: true,
      key: `leave.hours-declared ${extraHoursId}`,
    });
}

/** Tells the agent what became of the hours that they declared. */
export async function tellDeclarer(ctx: Context<Tables>, { extraHoursId }: About): Promise<void> {
  const hours = await readHours(ctx, extraHoursId);
  if (!hours?.person_id || hours.status === 'requested') return;
  const isRefused = hours.status === 'refused';
  await notify(ctx, {
    personId: hours.person_id,
    what: 'leave.hours-answered',
    title: `Vos heures déclarées (${hours.says}) ${isRefused ? `sont refusées : ${hours.answer}` : 'sont validées : elles sont à votre compteur'}.`,
    href: `/o/${hours.slug}/conges/heures`,
    importance: isRefused ? 'high' : 'normal',
    key: `leave.hours-answered ${extraHoursId}`,
  });
}

async function readHours(ctx: Context<Tables>, id: string) {
  const row = await ctx.tx
    .selectFrom('leave.extra_hours as h')
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'h.organisation_id').onRef('a.id', '=', 'h.agent_id'))
    .innerJoin('organisations.body as b', 'b.id', 'h.organisation_id')
    .select(['h.status', 'h.minutes', 'h.on_day', 'h.answer', 'a.given_name', 'a.family_name', 'a.person_id', 'a.team_id', 'b.slug'])
    .where('h.organisation_id', '=', ctx.organisation)
    .where('h.id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      ...row,
      name: `${row.given_name} ${row.family_name}`.trim(),
      says: `${sayAmount(row.minutes, 'hour')} le ${formatDay(Temporal.PlainDate.from(row.on_day))}`,
    }
  );
}
