// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '../author.ts';
import type { BodyFacts } from '../body-facts.ts';
import type { Tables } from '../tables.ts';
import { writeRows } from '../write-rows.ts';
import { factNames, type FactName, type FactValue } from './fact-values.ts';
import type { EnteredFacts } from './judge-facts.ts';

export type Origin = { source: 'hand' | 'csv' | 'demonstration'; importId?: string; note?: string | undefined };
export type Entering = { bodyId: string; sinceOn: string; facts: EnteredFacts };

/** Adds facts to the history. The caller has judged them, and left out those that say nothing new. */
export async function writeFacts(ctx: Context<Tables>, entered: readonly Entering[], origin: Origin): Promise<void> {
  const enteredAt = ctx.now().toString();
  const enteredBy = authorOf(ctx.actor);
  await writeRows(
    ctx.tx,
    'organisations.fact',
    {
      organisation_id: 'uuid',
      id: 'uuid',
      body_id: 'uuid',
      what: 'text',
      since_on: 'date',
      value: 'jsonb',
      source: 'text',
      note: 'text',
      import_id: 'uuid',
      entered_by: 'text',
      entered_at: 'timestamptz',
    },
    entered.flatMap(({ bodyId, sinceOn, facts }) =>
      saidIn(facts).map(([what, value]) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        body_id: bodyId,
        what,
        since_on: sinceOn,
        value: JSON.stringify(value),
        source: origin.source,
        note: origin.note ?? null,
        import_id: origin.importId ?? null,
        entered_by: enteredBy,
        entered_at: enteredAt,
      })),
    ),
  );
}

/** The facts that would change something in what is known of the body. */
export function newFacts(body: BodyFacts | undefined, facts: EnteredFacts): EnteredFacts {
  const known = body ? valuesOf(body) : {};
  return Object.fromEntries(saidIn(facts).filter(([what, value]) => JSON.stringify(known[what] ?? null) !== JSON.stringify(value)));
}

/** The facts that say something, by name. */
export function saidIn(facts: EnteredFacts): [FactName, FactValue][] {
  return factNames.flatMap((what): [FactName, FactValue][] => {
    const value = facts[what];
    return value === undefined ? [] : [[what, value === null || typeof value !== 'object' ? value : [...value]]];
  });
}

function valuesOf(body: BodyFacts): { [name in FactName]?: FactValue | undefined } {
  return {
    name: body.name,
    parent: body.parentId,
    serves: body.serves === undefined ? undefined : [...body.serves],
    population: body.population?.declared?.value,
    agents: body.agents,
    budget: body.budgetCents,
    affiliated: body.affiliated,
    hosted: body.hosted,
    siret: body.siret,
  };
}
