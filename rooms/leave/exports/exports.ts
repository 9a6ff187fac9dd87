// SPDX-License-Identifier: EUPL-1.2
/** What payroll and the statistics of the year take away. */
import { writeCsv, type CsvCell } from '#platform/documents/csv.ts';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { refuse } from '../contract.ts';
import { counterLabels } from '../counters/account-views.ts';
import { NO_YEAR } from '../counters/plan-draw.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import { sickPay, type NoWaiting, type Sick } from '../law/sick-pay.ts';
import { count, type Span } from '../law/span.ts';
import { spanOf } from '../requests/read-span.ts';
import type { Tables } from '../tables.ts';

const MOST_DAYS = 400;

/** Absences granted that touch these days, cut to them: one line each, and one for each rate of a sick leave. */
export async function exportAbsences(ctx: Context<Tables>, { from, until }: { from: string; until: string }): Promise<FileAnswer> {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)];
  const length = first.until(last, { largestUnit: 'days' }).days + 1;
  if (length < 1) throw refuse('leave.runs-backwards', {}, 'until');
  if (length > MOST_DAYS) throw refuse('leave.too-wide', { most: MOST_DAYS }, 'until');
  const agents = new Map((await readAgents(ctx)).map((agent) => [agent.id, agent]));
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  const rows = await granted(ctx, first, last);
  const history = await sicknessOf(ctx, first, last);
  const lines: CsvCell[][] = [];
  for (const row of rows) {
    const agent = agents.get(row.agent_id);
    if (!agent) continue;
    const shares =
      row.key === 'maladie'
        ? paidShares(agent, row, history, first, last)
        : [{ span: clip(spanOf(row), first, last), percent: null, isWaiting: false }];
    for (const { span, percent, isWaiting } of shares) {
      const counted = count(span, agent.times, calendar);
      const days = span.unit === 'hour' ? { from: span.on, until: span.on } : span;
      lines.push([
        agent.number,
        agent.familyName,
        agent.givenName,
        row.payroll_code ?? row.short,
        row.label,
        days.from,
        span.unit === 'half-day' ? (span.fromHalf === 'am' ? 'matin' : 'après-midi') : null,
        days.until,
        span.unit === 'half-day' ? (span.untilHalf === 'am' ? 'matin' : 'après-midi') : null,
        counted.days / 100,
        Math.round((counted.minutes / 60) * 100) / 100,
        days.from.until(days.until, { largestUnit: 'days' }).days + 1,
        isWaiting ? 'carence' : percent,
      ]);
    }
  }
  const titles = [
    'Matricule',
    'Nom',
    'Prénom',
    'Code',
    'Motif',
    'Du',
    'Début',
    'Au',
    'Fin',
    'Jours ouvrés',
    'Heures',
    'Jours calendaires',
    'Traitement (%)',
  ];
  return { name: `absences-${from}-${until}.csv`, type: 'text/csv; charset=utf-8', content: writeCsv(titles, lines) };
}

/** Every agent's counters on a day. */
export async function exportBalances(ctx: Context<Tables>, { on: asked }: { on?: string | undefined }): Promise<FileAnswer> {
  const on = asked ? Temporal.PlainDate.from(asked) : ctx.today();
  const agents = await readAgents(ctx, { on });
  const accounts = await readAccounts(
    ctx,
    agents.map(({ id }) => id),
    on,
  );
  const lines = agents.flatMap((agent) =>
    accounts
      .filter(({ agentId }) => agentId === agent.id)
      .map((account): CsvCell[] => {
        const isDays = account.counter === 'cet' || (account.counter !== 'hours' && agent.unit === 'day');
        const shown = (amount: number): number => (isDays ? amount / 100 : Math.round((amount / 60) * 100) / 100);
        return [
          agent.number,
          agent.familyName,
          agent.givenName,
          counterLabels[account.counter],
          account.year === NO_YEAR ? null : account.year,
          isDays ? 'jours' : 'heures',
          shown(account.acquired),
          shown(account.taken),
          shown(account.left),
          account.until,
        ];
      }),
  );
  const titles = ['Matricule', 'Nom', 'Prénom', 'Compteur', 'Année', 'Unité', 'Acquis', 'Pris', 'Reste', 'À prendre avant le'];
  return { name: `compteurs-${on.toString()}.csv`, type: 'text/csv; charset=utf-8', content: writeCsv(titles, lines) };
}

async function granted(ctx: Context<Tables>, first: Temporal.PlainDate, last: Temporal.PlainDate) {
  return ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .selectAll('r')
    .select(['k.key', 'k.label', 'k.short', 'k.payroll_code'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.status', '=', 'approved')
    .where('r.from_on', '<=', last.toString())
    .where('r.until_on', '>=', first.toString())
    .orderBy('r.from_on')
    .orderBy('r.id')
    .execute();
}

type SickRow = Sick & { id: string; agentId: string };

/** Ordinary sick leaves of the year before and of these days: the rates look back twelve months. */
async function sicknessOf(ctx: Context<Tables>, first: Temporal.PlainDate, last: Temporal.PlainDate): Promise<SickRow[]> {
  const rows = await ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .leftJoin('leave.health as h', (join) => join.onRef('h.organisation_id', '=', 'r.organisation_id').onRef('h.request_id', '=', 'r.id'))
    .select(['r.id', 'r.agent_id', 'r.from_on', 'r.until_on', 'h.no_waiting'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.status', '=', 'approved')
    .where('k.key', '=', 'maladie')
    .where('r.from_on', '<=', last.toString())
    .where('r.until_on', '>=', first.subtract({ years: 1 }).toString())
    .orderBy('r.from_on')
    .execute();
  return rows.map(({ id, agent_id, from_on, until_on, no_waiting }) => ({
    id,
    agentId: agent_id,
    from: Temporal.PlainDate.from(from_on),
    until: Temporal.PlainDate.from(until_on),
    noWaiting: no_waiting as NoWaiting | null, // checked by the database
  }));
}

function paidShares(agent: Agent, { id }: { id: string }, history: readonly SickRow[], first: Temporal.PlainDate, last: Temporal.PlainDate) {
  const absence = history.find((one) => one.id === id);
  if (!absence) return [];
  const before = history.filter((one) => one.agentId === agent.id && one.id !== id && Temporal.PlainDate.compare(one.from, absence.from) < 0);
  return sickPay(before, absence)
    .filter(({ from, until }) => Temporal.PlainDate.compare(from, last) <= 0 && Temporal.PlainDate.compare(until, first) >= 0)
    .map(({ from, until, percent, isWaiting }) => ({
      span: clip({ unit: 'half-day', from, fromHalf: 'am', until, untilHalf: 'pm' }, first, last),
      percent,
      isWaiting,
    }));
}

function clip(span: Span, first: Temporal.PlainDate, last: Temporal.PlainDate): Span {
  if (span.unit === 'hour') return span;
  const startsBefore = Temporal.PlainDate.compare(span.from, first) < 0;
  const endsAfter = Temporal.PlainDate.compare(span.until, last) > 0;
  return {
    unit: 'half-day',
    from: startsBefore ? first : span.from,
    fromHalf: startsBefore ? 'am' : span.fromHalf,
    until: endsAfter ? last : span.until,
    untilHalf: endsAfter ? 'pm' : span.untilHalf,
  };
}
