// SPDX-License-Identifier: EUPL-1.2
/** What payroll and the statistics of the year take away. */
import { writeCsv, type CsvCell } from '#platform/documents/csv.ts';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { readAgents } from '../agents/read-agents.ts';
import { counterLabels } from '../counters/account-views.ts';
import { NO_YEAR } from '../counters/plan-draw.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import type { Half } from '../law/working-time.ts';
import type { Tables } from '../tables.ts';
import { absenceLines } from './absence-lines.ts';

/** Absences granted that touch these days, cut to them: one line each, and one for each rate of a sick leave. */
export async function exportAbsences(ctx: Context<Tables>, asked: { from: string; until: string }): Promise<FileAnswer> {
  const lines = (await absenceLines(ctx, asked)).map(({ agent, kind, ...line }): CsvCell[] => [
    agent.number,
    agent.familyName,
    agent.givenName,
    kind.code ?? kind.short,
    kind.label,
    line.from,
    sayHalf(line.fromHalf),
    line.until,
    sayHalf(line.untilHalf),
    line.workedDays,
    line.hours,
    line.calendarDays,
    line.isWaiting ? 'carence' : line.percent,
  ]);
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
  return { name: `absences-${asked.from}-${asked.until}.csv`, type: 'text/csv; charset=utf-8', content: writeCsv(titles, lines) };
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

/** « matin », « après-midi ». */
export function sayHalf(half: Half | null): string | null {
  return half === null ? null : half === 'am' ? 'matin' : 'après-midi';
}
