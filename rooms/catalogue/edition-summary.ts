// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { EditionSummary } from './contract.ts';
import type { EditionFacts } from './find-edition.ts';
import type { Tables } from './tables.ts';

/** A row as the contract shows it. */
export function summarise(ctx: Context<Tables>, row: EditionFacts): EditionSummary {
  const today = ctx.today().toString();
  return {
    id: row.id,
    key: row.key,
    label: row.label,
    status: row.status,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    isPricingToday: row.valid_from !== null && row.valid_from <= today && (row.valid_to === null || today <= row.valid_to),
    act: row.act,
    revision: row.revision,
    basedOn: row.based_on,
    changedAt: row.changed_at,
  };
}

/** Names of persons under which this body knows them; one who never served it stays an id without a name. */
export async function namesOf(
  ctx: Context<Tables>,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => { id: string; name: string } | null> {
  const asked = [...new Set(ids.filter((id) => id !== null))];
  const rows =
    asked.length === 0
      ? []
      : await ctx.tx
          .selectFrom('people.colleague')
          .select(['person_id', 'given_name', 'family_name'])
          .where('organisation_id', '=', ctx.organisation)
          .where('person_id', 'in', asked)
          .orderBy('begins_on')
          .orderBy('id')
          .execute();
  const names = new Map(rows.map((row) => [row.person_id, `${row.given_name} ${row.family_name}`]));
  return (id) => (id === null ? null : { id, name: names.get(id) ?? 'Ancien agent' });
}
