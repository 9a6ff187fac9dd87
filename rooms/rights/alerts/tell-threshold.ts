// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ToldEvents } from '#platform/events/told.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import type { Listener } from '#platform/room.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

type Reached = ToldEvents['rights.threshold-reached'];

/** Tells the body that holds the right, and the operator that opened it, that a threshold is passed: whoever is to be told there, once for each passing. */
export const thresholdListener: Listener = {
  event: 'rights.threshold-reached',
  name: 'rights.tell-threshold',
  handler: async (ctx: Context<Tables>, reached: Reached) => {
    for (const organisation of new Set([reached.holderId, reached.operatorId]))
      await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation }, (inside) => tellThere(inside, reached));
  },
};

async function tellThere(ctx: Context<Tables>, reached: Reached): Promise<void> {
  const { allowanceId, percent, period, act, holderId } = reached;
  const right = await ctx.tx
    .selectFrom('rights.allowance as a')
    .innerJoin('organisations.body as holder', 'holder.id', 'a.beneficiary_id')
    .innerJoin('organisations.body as here', (join) => join.on('here.id', '=', ctx.organisation))
    .select(['a.label', 'a.is_hard', 'holder.name as holder', 'here.slug'])
    .where('a.id', '=', allowanceId)
    .executeTakeFirst();
  if (!right) return; // erased meanwhile
  const isHolder = ctx.organisation === holderId;
  for (const personId of await accountsToTell(ctx, 'rights.be-told', (persons) => whoWants(ctx, persons, percent)))
    await notify(ctx, {
      personId,
      what: 'rights.threshold-reached',
      title: `${isHolder ? '' : `${right.holder} : `}${sentence(right, percent)}`,
      href: isHolder ? `/o/${right.slug}/droits/${allowanceId}` : `/o/${right.slug}/droits-des-collectivites/${holderId}`,
      importance: percent === 100 ? 'high' : 'normal',
      key: `rights.threshold ${ctx.organisation} ${allowanceId} ${period} ${percent} ${act}`,
    });
}

function sentence({ label, is_hard }: { label: string; is_hard: boolean }, percent: number): string {
  if (percent < 100) return `« ${label} » est utilisé à ${percent}\u00a0%.`;
  return `« ${label} » est utilisé en entier : ${is_hard ? 'rien ne peut être utilisé au-delà' : 'ce qui dépasse est au prix du tarif'}.`;
}

async function whoWants(ctx: Context<Tables>, persons: readonly string[], percent: number): Promise<string[]> {
  const { rows } = await sql<{ wanting: string[] }>`select rights.who_wants(${[...persons]}::uuid[], ${percent}) as wanting`.execute(ctx.tx);
  return rows[0]?.wanting ?? [];
}
