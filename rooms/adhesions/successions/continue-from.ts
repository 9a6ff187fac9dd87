// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { openDueConventions } from '../open-conventions.ts';
import type { Tables } from '../tables.ts';
import { endConvention } from '../end-convention.ts';
import { recountFrom } from '../recount-from.ts';
import { linkConventions } from './link-conventions.ts';
import { succeed, type ConventionRow } from './succeed.ts';

/**
 * Ties a convention that was just concluded to the one that it continues: same kind, same parties, the day before. Its rights are then written at
 * once with their first day, so that nothing is missing at midnight. A body that joins a cadre whose next rider is settled follows it.
 */
export async function continueFrom(ctx: Context<Tables>, conventionId: string): Promise<void> {
  const convention = await conventionOf(ctx, conventionId);
  const former = await formerOf(ctx, convention);
  if (former) {
    await linkConventions(ctx, { predecessorId: former.id, successor: convention, kind: 'renewal', reason: 'Reconduction à son terme' });
    await replaceLines(ctx, former.id, convention);
    await openDueConventions(ctx, [conventionId], { isAhead: true });
  }
  if (convention.cadre_id) await followCadre(ctx, convention, convention.cadre_id);
}

function conventionOf(ctx: Context<Tables>, id: string): Promise<ConventionRow> {
  return ctx.tx
    .selectFrom('adhesions.convention')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** The convention of the same parties that ends the day before, and that nothing follows yet. */
async function formerOf(ctx: Context<Tables>, { id, kind, payer_id, beneficiary_id, begins_on }: ConventionRow) {
  const found = await ctx.tx
    .selectFrom('adhesions.convention as c')
    .leftJoin('adhesions.succession as s', (join) => join.onRef('s.organisation_id', '=', 'c.organisation_id').onRef('s.predecessor_id', '=', 'c.id'))
    .innerJoin('adhesions.membership as m', (join) => join.onRef('m.organisation_id', '=', 'c.organisation_id').onRef('m.convention_id', '=', 'c.id'))
    .select('c.id')
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.kind', '=', kind)
    .where('c.payer_id', '=', payer_id)
    .where('c.beneficiary_id', '=', beneficiary_id)
    .where('c.ends_on', '=', Temporal.PlainDate.from(begins_on).subtract({ days: 1 }).toString())
    .where('s.id', 'is', null)
    .where(
      'm.scope',
      'in',
      ctx.tx.selectFrom('adhesions.membership').select('scope').where('organisation_id', '=', ctx.organisation).where('convention_id', '=', id),
    ) // prettier-ignore
    .orderBy('c.number')
    .executeTakeFirst();
  return found ?? null;
}

async function replaceLines(ctx: Context<Tables>, formerId: string, { id, begins_on }: ConventionRow): Promise<void> {
  const lastOn = Temporal.PlainDate.from(begins_on).subtract({ days: 1 }).toString();
  await ctx.tx
    .updateTable('adhesions.line as l')
    .from('adhesions.line as f')
    .set((eb) => ({ replaces_id: eb.ref('f.id') }))
    .where('l.organisation_id', '=', ctx.organisation)
    .where('l.convention_id', '=', id)
    .where('l.replaces_id', 'is', null)
    .whereRef('f.organisation_id', '=', 'l.organisation_id')
    .where('f.convention_id', '=', formerId)
    .where('f.ends_on', '=', lastOn)
    .whereRef('f.offer', '=', 'l.offer')
    .execute();
}

async function followCadre(ctx: Context<Tables>, convention: ConventionRow, cadreId: string): Promise<void> {
  const rider = await ctx.tx
    .selectFrom('adhesions.succession as s')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.successor_id'))
    .select(['c.id', 'c.edition', 'c.payer_id', 'c.begins_on', 'c.ends_on', 's.kind', 's.reason'])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.predecessor_id', '=', cadreId)
    .where('s.kind', 'in', ['rider', 'transfer'])
    .where('c.begins_on', '>', convention.begins_on)
    .executeTakeFirst();
  if (!rider) return;
  const lastOn = Temporal.PlainDate.from(rider.begins_on).subtract({ days: 1 }).toString();
  await endConvention(ctx, { id: convention.id, lastOn, reason: rider.reason });
  const { kind, reason } = rider;
  const changes = { cadre_id: rider.id, edition: rider.edition, payer_id: rider.payer_id, ends_on: rider.ends_on };
  const next = await succeed(ctx, { kind, predecessor: convention, beginsOn: rider.begins_on, reason, changes, proofs: {} });
  await recountFrom(ctx, rider.id, { from: rider.begins_on, shift: { arriving: [convention.beneficiary_id] } });
  await followCadre(ctx, await conventionOf(ctx, next.id), rider.id);
}
