// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** The days of first commissioning that the operator proposes or that the body is proposed: the last proposal of each convention, with those before. */
export async function listCommissionings(
  ctx: Context<Tables>,
  { status, conventionId }: { status?: 'proposed' | 'agreed' | undefined; conventionId?: string | undefined },
) {
  const rows = await ctx.tx
    .selectFrom('adhesions.commissioning as d')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'd.organisation_id').onRef('c.id', '=', 'd.convention_id'))
    .innerJoin('organisations.body as b', 'b.id', 'd.beneficiary_id')
    .innerJoin('organisations.body as o', 'o.id', 'd.organisation_id')
    .select([
      'd.convention_id',
      'd.organisation_id',
      'd.beneficiary_id',
      'd.rank',
      'd.on_day',
      'd.proposed_by',
      'd.author',
      'd.proposed_at',
      'd.note',
    ])
    .select(['d.agreed_by', 'd.agreed_at', 'c.number', 'b.name as beneficiary', 'o.name as operator'])
    .$if(conventionId !== undefined, (query) => query.where('d.convention_id', '=', conventionId ?? ''))
    .orderBy('d.convention_id')
    .orderBy('d.rank')
    .execute();
  const conventions = [...Map.groupBy(rows, (row) => row.convention_id).values()].flatMap((proposals) => {
    const last = proposals.at(-1);
    return last ? [{ last, proposals }] : [];
  });
  return {
    rows: conventions
      .filter(({ last }) => !status || (last.agreed_at ? 'agreed' : 'proposed') === status)
      .toSorted((one, other) => one.last.on_day.localeCompare(other.last.on_day) || one.last.number.localeCompare(other.last.number))
      .map(({ last, proposals }) => ({
        conventionId: last.convention_id,
        number: last.number,
        beneficiary: { id: last.beneficiary_id, name: last.beneficiary },
        operator: last.operator,
        on: last.on_day,
        status: last.agreed_at ? ('agreed' as const) : ('proposed' as const),
        isMine: last.proposed_by === (last.organisation_id === ctx.organisation ? 'operator' : 'member'),
        concernsMe: [last.organisation_id, last.beneficiary_id].includes(ctx.organisation ?? ''),
        agreedBy: last.agreed_by,
        history: proposals.map(({ on_day, proposed_by, author, proposed_at, note }) => ({
          on: on_day,
          by: proposed_by,
          author,
          at: proposed_at,
          note,
        })),
      })),
  };
}
