// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { makeRegister, type Register, type RegisterData } from './register.ts';

type Entry = RegisterData['bodies'][number]['entries'][number];
type Population = RegisterData['bodies'][number]['populations'][number];

/** Reads the whole register, declared bodies left out. Numbers and years are shared between rows: 36 000 bodies take some 40 MB. */
export async function loadRegister(tx: Transaction<Tables>): Promise<Register> {
  const editions = await tx.selectFrom('organisations.register_edition').select(['edition', 'in_force_on']).orderBy('edition').execute();
  const bodies = await tx.selectFrom('organisations.body').selectAll().where('origin', '<>', 'declared').execute();
  const entries = await entriesByBody(tx);
  const populations = await populationsByBody(tx);
  const memberships = await tx.selectFrom('organisations.membership').selectAll().execute();
  const former = await tx.selectFrom('organisations.former_commune').select(['insee', 'body_id']).execute();
  const successions = await tx.selectFrom('organisations.succession').select(['predecessor_id', 'successor_id']).execute();
  return makeRegister({
    editions: editions.map(({ edition, in_force_on }) => ({ edition, inForceOn: in_force_on })),
    bodies: bodies.map(({ id, slug, began_on, ended_on, ...said }) => ({
      id,
      slug,
      beganOn: began_on,
      endedOn: ended_on,
      // Operators and successors recorded by hand are in no edition yet: they are what their row says.
      entries: entries.get(id) ?? [
        { edition: 0, name: said.name, kind: said.kind, siren: said.siren, insee: said.insee, department: said.department },
      ],
      populations: populations.get(id) ?? [],
    })),
    memberships: memberships.map((row) => ({ epciId: row.epci_id, memberId: row.member_id, sinceOn: row.since_on, untilOn: row.until_on })),
    formerCodes: new Map(former.map(({ insee, body_id }) => [insee, body_id])),
    successions: successions.map((row) => ({ predecessorId: row.predecessor_id, successorId: row.successor_id })),
  });
}

async function entriesByBody(tx: Transaction<Tables>): Promise<Map<string, Entry[]>> {
  const rows = await tx.selectFrom('organisations.register_entry').selectAll().orderBy('edition').execute();
  return groupByBody(rows.map(({ body_id, ...entry }) => [body_id, entry]));
}

async function populationsByBody(tx: Transaction<Tables>): Promise<Map<string, Population[]>> {
  const rows = await tx.selectFrom('organisations.population').selectAll().orderBy('edition').execute();
  const texts = new Map<string, string>();
  const shared = (text: string): string => texts.get(text) ?? (texts.set(text, text), text);
  return groupByBody(
    rows.map(({ body_id, edition, figure, inhabitants, vintage }) => [body_id, { edition, figure, value: inhabitants, vintage: shared(vintage) }]),
  );
}

function groupByBody<Value>(pairs: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [id, value] of pairs) {
    const group = groups.get(id);
    if (group) group.push(value);
    else groups.set(id, [value]);
  }
  return groups;
}
