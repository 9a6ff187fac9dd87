// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { WORK_ON_RUN } from './ask-work.ts';

const SILENT_S = 30;

/**
 * Every minute: asks again for the work of which nothing was heard and that nobody holds, because a server was killed over it. The queue would give
 * it back too, but only after a quarter of an hour.
 */
export async function takeUpRuns({ house, now }: Context<Tables>): Promise<{ taken: number }> {
  const at = now();
  const left = await acrossOrganisations<Tables, { organisation: string; id: string }[]>(
    house.db,
    'billing.take-up',
    'find the billing runs whose work was interrupted',
    async (tx) => {
      const { rows } = await sql<{ organisation: string; id: string }>`
        with left_over as (
          select r.organisation_id, r.id
          from billing.run r
          join billing.run_work w on w.organisation_id = r.organisation_id and w.id = r.id
          where r.status in ('preparing', 'locking', 'issuing') and w.failure is null and w.heard_at < ${at.subtract({ seconds: SILENT_S }).toString()}::timestamptz
          -- Whoever works on a run holds it.
          for update of r skip locked
        )
        update billing.run_work w set heard_at = ${at.toString()}::timestamptz
        from left_over l
        where w.organisation_id = l.organisation_id and w.id = l.id
        returning w.organisation_id as organisation, w.id`.execute(tx);
      return rows;
    },
  );
  for (const { organisation, id } of left)
    await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'billing.take-up-runs' }, organisation }, (ctx) =>
      ctx.queue(WORK_ON_RUN, { runId: id }),
    );
  return { taken: left.length };
}
