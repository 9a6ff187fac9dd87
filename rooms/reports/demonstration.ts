// SPDX-License-Identifier: EUPL-1.2
import { todayInParis } from '#platform/calendar/paris.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorBySlug } from '#rooms/organisations/api.ts';
import { sql } from 'kysely';
import type { Tables } from './tables.ts';
import { weekOf } from './weekly/report-week.ts';
import { writeOne } from './weekly/write-one.ts';

const slugs = ['gironde-numerique', 'tresses', 'bonnetan', 'croignon', 'cc-les-coteaux-bordelais'];
const WEEKS = 3;

/** The last weeks of the bodies that the demonstration watches, from what its rooms say. Repeatable: a week that was told is left alone. */
export async function demonstration(house: House): Promise<void> {
  const operator = await operatorBySlug(house, 'gironde-numerique');
  if (!operator) throw new Error('the demonstration has no operator gironde-numerique: organisations loads it first');
  const { rows } = await sql<{ id: string }>`
    select distinct on (wanted) b.id
    from unnest(${slugs}::text[]) as wanted
    join organisations.body b on b.slug = wanted or b.slug like wanted || '-%'
    order by wanted, b.slug`.execute(house.db.kysely);
  const today = todayInParis(house.clock.now());
  for (const { id } of rows)
    for (let back = WEEKS; back > 0; back--) {
      const { from } = weekOf(today.subtract({ days: 7 * back }));
      const entry = { actor: { kind: 'job', name: 'Démonstration' }, organisation: id } as const;
      await inContext<Tables, string[]>(house, entry, (ctx) => writeOne(ctx, { from, operator: operator.id }));
    }
}
