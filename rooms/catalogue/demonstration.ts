// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import { operatorBySlug } from '#rooms/organisations/api.ts';
import { loadEditions, type Person } from './load-editions.ts';
import { readEditions } from './price/read-editions.ts';
import type { Tables } from './tables.ts';

/** The editions of the demonstration's operators, voted and put in force by two of their invented agents. */
export async function demonstration(house: House): Promise<void> {
  const byOperator = Map.groupBy(readEditions().values(), (edition) => edition.operator.key);
  for (const [slug, editions] of byOperator) {
    const operator = await operatorBySlug(house, slug);
    if (!operator) throw new Error(`the demonstration has no operator ${slug}: organisations loads it first`);
    await loadEditions(house, operator.id, editions, await twoAgents(house, operator.id, slug));
  }
}

async function twoAgents(house: House, operatorId: string, slug: string): Promise<{ proposer: Person; second: Person }> {
  const rows = await inOrganisation<Tables, { id: string; given_name: string; family_name: string; roles: string[] }[]>(house.db, operatorId, (tx) =>
    tx
      .selectFrom('people.mandate as m')
      .innerJoin('people.person as p', 'p.id', 'm.person_id')
      .select(['p.id', 'p.given_name', 'p.family_name', 'm.roles'])
      .where('m.organisation_id', '=', operatorId)
      .orderBy('p.id')
      .execute(),
  );
  const second = rows.find((row) => row.roles.includes('administrator'));
  const proposer = rows.find((row) => row.id !== second?.id && row.roles.some((role) => role === 'account-manager' || role === 'administrator'));
  if (!second || !proposer) throw new Error(`the demonstration’s operator ${slug} needs an account manager and an administrator`);
  return { proposer: personOf(proposer), second: personOf(second) };
}

function personOf(row: { id: string; given_name: string; family_name: string }): Person {
  return { kind: 'person', personId: row.id, name: `${row.given_name} ${row.family_name}`, sessionId: 'demonstration' };
}
