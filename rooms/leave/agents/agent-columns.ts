// SPDX-License-Identifier: EUPL-1.2
import type { NewAgent } from './write-working-time.ts';

/** What is known of an agent, as columns: added and corrected alike. */
export function agentColumns(agent: Omit<NewAgent, 'workingTime'>) {
  return {
    person_id: agent.personId ?? null,
    family_name: agent.familyName,
    given_name: agent.givenName,
    number: agent.number ?? null,
    team_id: agent.teamId ?? null,
    status: agent.status,
    category: agent.category,
    unit: agent.unit,
    arrived_on: agent.arrivedOn,
    left_on: agent.leftOn ?? null,
  };
}
