// SPDX-License-Identifier: EUPL-1.2
import { writeCsv, type CsvCell } from '#platform/documents/csv.ts';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { readAgents } from '../agents/read-agents.ts';
import { NO_YEAR } from '../counters/plan-draw.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import type { Counter, Tables } from '../tables.ts';
import { timeOf } from './plan-import.ts';
import { writeWeek } from './read-week.ts';

const titles = [
  'Matricule', 'Nom', 'Prénom', 'Adresse électronique', 'Service', 'Statut', 'Catégorie', 'Sexe', 'Arrivée', 'Départ', 'Jours travaillés', 'Heures par semaine', 'Quotité',
  'Congés annuels', 'RTT', 'Compte épargne-temps', 'Heures à récupérer',
]; // prettier-ignore

const statusWords = { titulaire: 'titulaire', stagiaire: 'stagiaire', contractuel: 'contractuel', prive: 'droit privé' } as const;

/** Agents, their cycle and what is left of their counters, in the columns that the import reads: untouched and imported again, it changes nothing. */
export async function exportAgents(ctx: Context<Tables>): Promise<FileAnswer> {
  const agents = await readAgents(ctx);
  const teams = new Map(
    (await ctx.tx.selectFrom('leave.team').select(['id', 'name']).where('organisation_id', '=', ctx.organisation).execute()).map(({ id, name }) => [
      id,
      name,
    ]),
  );
  const emails = new Map((await holdersOf(ctx, 'leave.request')).map(({ personId, email }) => [personId, email]));
  const accounts = Map.groupBy(
    await readAccounts(
      ctx,
      agents.map(({ id }) => id),
    ),
    ({ agentId }) => agentId,
  );
  const rows = agents.map((agent): CsvCell[] => {
    const time = timeOf(ctx, agent);
    const [week = []] = time?.terms ?? [];
    const left = (counter: Counter): number => {
      const year = counter === 'annual' || counter === 'rtt' ? ctx.today().year : NO_YEAR;
      const amount = accounts.get(agent.id)?.find((one) => one.counter === counter && one.year === year)?.left ?? 0;
      return amount / (counter === 'cet' || (counter !== 'hours' && agent.unit === 'day') ? 100 : 60);
    };
    return [
      agent.number,
      agent.familyName,
      agent.givenName,
      agent.personId ? (emails.get(agent.personId) ?? null) : null,
      agent.teamId ? (teams.get(agent.teamId) ?? null) : null,
      statusWords[agent.status],
      agent.category,
      agent.sex === 'M' ? 'H' : agent.sex,
      agent.service.arrivedOn,
      agent.service.leftOn,
      writeWeek(Array.from({ length: 14 }, (_, half) => (week[half] ?? 0) > 0)),
      time ? time.fullTimeMinutes / 60 : null,
      time?.percent ?? null,
      left('annual'),
      left('rtt'),
      left('cet'),
      left('hours'),
    ];
  });
  return { name: `agents-${ctx.today().toString()}.csv`, type: 'text/csv; charset=utf-8', content: writeCsv(titles, rows) };
}
