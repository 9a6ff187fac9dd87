// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { foldText } from '#platform/text/fold.ts';
import type { Tables } from './tables.ts';

const KINDS = 'services' as const;

/** Editions and services by name, in the bodies that may be read. An operator has a few editions: they are filtered here, not by an index. */
export async function findEditions(ctx: Context<Tables>, words: string, limit: number) {
  if (ctx.organisations.length === 0) return [];
  const asked = foldText(words);
  const rows = await ctx.tx
    .selectFrom('catalogue.edition as e')
    .innerJoin('organisations.body as b', 'b.id', 'e.organisation_id')
    .select(['e.key', 'e.label', 'e.status', 'b.slug', 'b.name'])
    .select((row) => row.ref('e.content', '->').key(KINDS).as('services'))
    .where('e.organisation_id', 'in', [...ctx.organisations])
    .where('e.status', '<>', 'archived')
    .orderBy('e.valid_from', 'desc')
    .limit(20)
    .execute();
  const hits = rows.flatMap((row) => {
    const href = `/o/${row.slug}/catalogue/${row.key}`;
    const services = row.services.filter((service) => foldText(service.label).includes(asked));
    return [
      ...(foldText(row.label).includes(asked) ? [{ title: row.label, detail: `Catalogue de ${row.name}`, href }] : []),
      ...services.map((service) => ({ title: service.label, detail: row.label, href: `${href}#service-${service.key}` })),
    ];
  });
  return hits.slice(0, limit);
}
