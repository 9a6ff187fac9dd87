// SPDX-License-Identifier: EUPL-1.2
import { formatPeriod } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';
import { weekOf } from './report-week.ts';
import { writeSome } from './write-some.ts';

type Job = Pick<Context, 'house' | 'actor'>;
type Asked = { week: string; from: string; operator: string };

/**
 * Most of an hour after seven: writes the reports that could not be written because some room fails, without what it has to say, and tells the
 * operator. A mairie hears of its week with a hole rather than not at all, and the roll-up of its EPCI waits no longer.
 */
export async function finishWeek(ctx: Job, { week, from, operator }: Asked): Promise<void> {
  const entry = { actor: ctx.actor, organisation: operator };
  const bodies = await inContext<Tables, string[]>(ctx.house, { ...entry, readOnly: true }, async ({ tx }) => {
    const rows = await tx.selectFrom('reports.awaited').select('body_id').where('organisation_id', '=', operator).where('week', '=', week).execute();
    return rows.map((row) => row.body_id);
  });
  if (bodies.length === 0) return;
  const silent = await writeSome(ctx, { week, from, operator, bodies }, 'despite');
  if (silent.length > 0) await inContext<Tables, void>(ctx.house, entry, (inside) => tellOperator(inside, { week, from, silent }));
}

async function tellOperator(ctx: Context<Tables>, { week, from, silent }: { week: string; from: string; silent: readonly string[] }): Promise<void> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const { to } = weekOf(Temporal.PlainDate.from(from));
  const period = formatPeriod(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to));
  const services = [...new Set(silent)].map((title) => `« ${title} »`).join(', ');
  for (const personId of await accountsToTell(ctx, 'reports.read-territory'))
    await notify(ctx, {
      personId,
      what: 'reports.incomplete',
      title: `Semaine ${period} : des rapports sont partis incomplets, faute de réponse de ${services}.`,
      href: `/o/${slug}/rapports/territoire?week=${week}`,
      importance: 'high',
      key: `reports.incomplete ${week}`,
    });
}
