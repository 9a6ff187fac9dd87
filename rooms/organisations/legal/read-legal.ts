// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { LegalFacts, LegalVersion } from '../contract/legal.ts';
import { refuse } from '../contract/refusals.ts';
import { operatorServing, type Operator } from '../operators/operators.ts';
import type { Tables } from '../tables.ts';
import { factsOf } from './legal-row.ts';

export type PublishedLegal = {
  operator: { slug: string; name: string; siren: string | null };
  facts: LegalFacts | null;
  version: number;
  enteredAt: string | null;
  isDemonstration: boolean;
};

/** What the operator that serves the body of the address publishes. */
export async function readLegal(ctx: Context<Tables>): Promise<PublishedLegal> {
  return legalOf(ctx.house, await servingOperator(ctx));
}

/** The operator that serves the body of the address; refuses where nobody can say which. */
export async function servingOperator(ctx: Context<Tables>): Promise<Operator> {
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) throw refuse('organisations.no-operator');
  return operator;
}

/** The latest version of what an operator publishes; no facts while it has entered none. */
export async function legalOf(house: House, { id, slug, name }: Operator): Promise<PublishedLegal> {
  const { latest, siren } = await inOrganisation<Tables, { latest: LegalVersion | null; siren: string | null }>(
    house.db,
    id,
    async (tx) => ({
      latest: await latestVersion(tx, id),
      siren: (await tx.selectFrom('organisations.body').select('siren').where('id', '=', id).executeTakeFirstOrThrow()).siren,
    }),
    { readOnly: true },
  );
  return {
    operator: { slug, name, siren },
    facts: latest?.facts ?? null,
    version: latest?.version ?? 0,
    enteredAt: latest?.enteredAt ?? null,
    isDemonstration: latest?.isDemonstration ?? false,
  };
}

/** The version that stands, in the operator's own transaction; null while there is none. */
export async function latestVersion(tx: Transaction<Tables>, operatorId: string): Promise<LegalVersion | null> {
  const row = await tx
    .selectFrom('organisations.legal_version')
    .selectAll()
    .where('organisation_id', '=', operatorId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? versionOf(row) : null;
}

/** A row as the history shows it. */
export function versionOf(
  row: Parameters<typeof factsOf>[0] & { version: number; source: string; entered_by: string; entered_at: string },
): LegalVersion {
  return {
    version: row.version,
    enteredAt: row.entered_at,
    enteredBy: row.entered_by,
    isDemonstration: row.source === 'demonstration',
    facts: factsOf(row),
  };
}
