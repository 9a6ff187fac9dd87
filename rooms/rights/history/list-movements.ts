// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse, type MovementKind } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { convocationDueOn } from '../training-convocation.ts';

type Asked = { id: string; kind?: MovementKind | undefined; page: number; size: number };

/** Each use of an allowance that the body grants, holds or draws on, the newest first. Refuses `rights.unknown-allowance`. */
export async function listMovements(ctx: Context<Tables>, { id, kind, page, size }: Asked) {
  const found = await ctx.tx.selectFrom('rights.allowance').select('organisation_id').where('id', '=', id).executeTakeFirst();
  const movements = ctx.tx
    .selectFrom('rights.movement as m')
    .where('m.allowance_id', 'in', found ? sql<string>`(select rights.chain_of(${found.organisation_id}::uuid, ${id}::uuid))` : [id])
    .$if(kind !== undefined, (query) => query.where('m.kind', '=', kind ?? 'consume'));
  const { total } = await movements.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  // A body of a territory reads its own uses of what its EPCI holds, without reading the allowance itself.
  if (!found && total === 0) throw refuse('rights.unknown-allowance');
  const rows = await movements
    .innerJoin('organisations.body as b', 'b.id', 'm.consumer_id')
    .leftJoin('rights.allowance as a', (join) => join.onRef('a.organisation_id', '=', 'm.organisation_id').onRef('a.id', '=', 'm.allowance_id'))
    .select([
      'm.id',
      'm.kind',
      'm.on_day as on',
      'b.name as consumer',
      'm.used',
      'm.reserved',
      'm.beyond',
      'm.beyond_cents as beyondCents',
      'm.evidence',
      'a.service',
    ])
    .orderBy('m.on_day', 'desc')
    .orderBy('m.id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return {
    total: Number(total),
    rows: rows.map(({ evidence, used, reserved, beyond, service, ...row }) => ({
      ...row,
      used: used / 1000,
      reserved: reserved / 1000,
      beyond: beyond / 1000,
      says: String(evidence['says'] ?? ''),
      convenedBy:
        row.kind === 'reserve' && service !== null && isTraining(service) ? convocationDueOn(Temporal.PlainDate.from(row.on)).toString() : null,
    })),
  };
}

/** The training sessions of the catalogues: of a group, or bought by the day. */
function isTraining(service: string): boolean {
  return service === 'formation' || service.startsWith('formation-');
}
