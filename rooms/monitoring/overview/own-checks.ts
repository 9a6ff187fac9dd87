// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { checkColumns, checkRowOf, matching } from '../checks/list-checks.ts';
import { daysOf, type SummedDay } from '../history/read-days.ts';
import type { Tables } from '../tables.ts';

const SHOWN = 50;
const DAYS = 30;

/** The checks of the body in the address with their last thirty days, what fails first: a body has a handful. */
export async function ownChecks(ctx: Context<Tables>) {
  const rows = await matching(ctx, { body: ctx.organisation })
    .select([...checkColumns, 'c.organisation_id'])
    .where('c.is_paused', '=', false)
    .orderBy('c.name')
    .orderBy('c.id')
    .limit(SHOWN)
    .execute();
  const from = ctx.today().subtract({ days: DAYS - 1 });
  const days = new Map<string, SummedDay[]>();
  for (const [operator, those] of Map.groupBy(rows, ({ organisation_id: id }) => id))
    for (const [id, found] of await daysOf(ctx, operator, those.map((row) => row.id), from)) days.set(id, found); // prettier-ignore
  return rows
    .map((row) => {
      const { id, name, status, isFlapping, says } = checkRowOf(row);
      return { id, name, status, isFlapping, says, days: days.get(id) ?? [] };
    })
    .toSorted((one, other) => gravity.indexOf(one.status) - gravity.indexOf(other.status));
}

const gravity = ['down', 'warn', 'pending', 'up'];
