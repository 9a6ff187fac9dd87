// SPDX-License-Identifier: EUPL-1.2
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse, type usageEvent } from '../contract.ts';
import { consume, report, type Drawn } from '../draw.ts';
import type { Tables } from '../tables.ts';

export type UsageEvent = z.output<typeof usageEvent>;

/**
 * Outside any transaction. Takes what a service elsewhere measured of a body that this operator serves. `(source, id)` is the key: sent again, it changes nothing.
 * Amounts of the answer are in units. Refuses `rights.not-served`, and as `consume` and `report` do.
 */
export async function reportUsage(ctx: Context<Tables>, usage: UsageEvent): Promise<Drawn> {
  // Two short transactions, one after the other: a request that held one while it waits for the other could stop the house.
  const here = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId, readOnly: true };
  const beneficiaryId = await inContext<Tables, string>(ctx.house, here, (inside) => servedBody(inside, usage.subject));
  const { allowance, amount, says, session } = usage.data;
  const measuredAt = usage.time === undefined ? ctx.now() : Temporal.Instant.from(usage.time);
  const asked = {
    allowance,
    amount: Math.round(amount * 1000),
    // Two texts that no separator could make one.
    key: JSON.stringify([usage.source, usage.id]),
    ...(session !== undefined && { session }),
    evidence: { room: 'rights', id: usage.id, says: says ?? `Relevé de ${usage.source}` },
  };
  const entry = { actor: ctx.actor, organisation: beneficiaryId, requestId: ctx.requestId };
  const drawn = await inContext<Tables, Drawn>(ctx.house, entry, (inside) =>
    usage.type === 'beffroi.usage.report' ? report(inside, { ...asked, measuredAt }) : consume(inside, { ...asked, on: todayInParis(measuredAt) }),
  );
  return { ...drawn, beyond: drawn.beyond / 1000 };
}

async function servedBody(ctx: Context<Tables>, subject: string): Promise<string> {
  const found = await ctx.tx
    .selectFrom('organisations.body as b')
    .select('b.id')
    .where(/^\d{9}$/.test(subject) ? 'b.siren' : 'b.slug', '=', subject)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('rights.opening as o').select('o.id').where('o.organisation_id', '=', ctx.organisation).whereRef('o.beneficiary_id', '=', 'b.id'),
      ),
    )
    .executeTakeFirst();
  // A body of a territory may use what its EPCI holds without any opening of its own.
  const pooled = found ?? (await pooledBody(ctx, subject));
  if (!pooled) throw refuse('rights.not-served', {}, 'subject');
  return pooled.id;
}

function pooledBody(ctx: Context<Tables>, subject: string) {
  return ctx.tx
    .selectFrom('rights.pool_member as p')
    .innerJoin('organisations.body as b', 'b.id', 'p.beneficiary_id')
    .select('b.id')
    .where('p.organisation_id', '=', ctx.organisation)
    .where(/^\d{9}$/.test(subject) ? 'b.siren' : 'b.slug', '=', subject)
    .limit(1)
    .executeTakeFirst();
}
