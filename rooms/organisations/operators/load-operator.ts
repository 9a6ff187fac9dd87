// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { BodyKind } from '../contract/body-kinds.ts';
import type { FactName, FactValue } from '../declared/fact-values.ts';
import type { Tables } from '../tables.ts';

export type OperatorData = {
  version: number;
  /** Withdrawn ones are left out. */
  declared: readonly { id: string; slug: string; name: string; kind: BodyKind; siren: string | null; department: string | null }[];
  /** Of any body, in the order in which they take over from each other. */
  facts: ReadonlyMap<string, readonly { what: FactName; sinceOn: string; value: FactValue }[]>;
  parts: readonly { id: string; bodyId: string; sinceOn: string; untilOn: string | null }[];
};

/** How many times what an operator entered has changed. */
export async function versionOf(tx: Transaction<Tables>, operatorId: string): Promise<number> {
  const row = await tx.selectFrom('organisations.operator_version').select('version').where('organisation_id', '=', operatorId).executeTakeFirst();
  return row?.version ?? 0;
}

/** All that an operator entered, to be read as of any day. */
export async function loadOperator(tx: Transaction<Tables>, operatorId: string): Promise<OperatorData> {
  const version = await versionOf(tx, operatorId);
  const declared = await tx
    .selectFrom('organisations.declaration as d')
    .innerJoin('organisations.body as b', 'b.id', 'd.body_id')
    .select(['b.id', 'b.slug', 'd.name', 'd.kind', 'b.siren', 'b.department'])
    .where('d.organisation_id', '=', operatorId)
    .where('d.withdrawn_at', 'is', null)
    .execute();
  const facts = await tx
    .selectFrom('organisations.fact')
    .select(['body_id', 'what', 'since_on', 'value'])
    .where('organisation_id', '=', operatorId)
    .orderBy('since_on')
    .orderBy('entered_at')
    .orderBy('id')
    .execute();
  const parts = await tx.selectFrom('organisations.territory_part').selectAll().where('organisation_id', '=', operatorId).execute();
  const byBody = new Map<string, { what: FactName; sinceOn: string; value: FactValue }[]>();
  for (const { body_id, what, since_on, value } of facts) {
    const known = byBody.get(body_id);
    const fact = { what, sinceOn: since_on, value };
    if (known) known.push(fact);
    else byBody.set(body_id, [fact]);
  }
  return {
    version,
    declared,
    facts: byBody,
    parts: parts.map((part) => ({ id: part.id, bodyId: part.body_id, sinceOn: part.since_on, untilOn: part.until_on })),
  };
}
