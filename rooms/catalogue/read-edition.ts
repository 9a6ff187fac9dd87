// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionOn } from './edition-on.ts';
import { longDay } from './annex/annex.ts';
import { refuse } from './contract.ts';
import { editionRecord } from './edition-record.ts';
import { namesOf, summarise } from './edition-summary.ts';
import { contentOf, findEdition } from './find-edition.ts';
import { printEdition } from './printed/print-edition.ts';
import type { Tables } from './tables.ts';

/** One whole edition, with who did what and the changes of its draft. */
export async function readEdition(ctx: Context<Tables>, { edition: idOrKey }: { edition: string }) {
  const row = await findEdition(ctx, idOrKey);
  const changes = await ctx.tx
    .selectFrom('catalogue.edition_change')
    .select(['id', 'revision', 'at', 'by_person', 'says', 'reason'])
    .where('organisation_id', '=', ctx.organisation)
    .where('edition_id', '=', row.id)
    .orderBy('revision', 'desc')
    .limit(200)
    .execute();
  const name = await namesOf(ctx, [row.created_by, row.proposed_by, row.in_force_by, row.archived_by, ...changes.map((change) => change.by_person)]);
  return {
    ...summarise(ctx, row),
    printed: printEdition(editionRecord(row, await contentOf(ctx, row)).edition),
    createdBy: name(row.created_by),
    proposedBy: name(row.proposed_by),
    proposedAt: row.proposed_at,
    inForceBy: name(row.in_force_by),
    inForceAt: row.in_force_at,
    archivedBy: name(row.archived_by),
    archivedAt: row.archived_at,
    changes: changes.map(({ by_person: by, ...change }) => ({ ...change, by: name(by) })),
  };
}

/** The content of an edition as data. */
export async function readContent(ctx: Context<Tables>, { edition: idOrKey }: { edition: string }) {
  const row = await findEdition(ctx, idOrKey);
  return editionRecord(row, await contentOf(ctx, row)).edition;
}

/** The edition that prices on a day, for anyone: a voted tariff is public. */
export async function readEditionOn(ctx: Context<Tables>, { day }: { day?: string | undefined }) {
  const asked = day === undefined ? ctx.today() : Temporal.PlainDate.from(day);
  const found = await editionOn(ctx, ctx.organisation, asked);
  if (!found) throw refuse('catalogue.no-edition-in-force', { day: longDay(asked.toString()) }, 'day');
  const { id, key, label, status, validFrom, validTo, act, edition } = found;
  return { id, key, label, status, validFrom: validFrom?.toString() ?? null, validTo: validTo?.toString() ?? null, act, edition };
}
