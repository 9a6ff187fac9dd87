// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import { inContext } from '#platform/make-context.ts';
import { consume, report, type Drawn } from './draw.ts';
import { refuse } from './contract.ts';
import type { Tables } from './tables.ts';

type Usage = {
  id: string;
  source: string;
  type: 'beffroi.usage.report' | 'beffroi.usage.consume';
  subject: string;
  time?: string | undefined;
  data: { allowance: string; amount: number; says?: string | undefined };
};

/** Takes what a service elsewhere measured of a body that this operator serves. `(source, id)` is the key: sent again, it changes nothing. */
export async function reportUsage(ctx: Context<Tables>, usage: Usage): Promise<Drawn> {
  const beneficiary = await ctx.tx
    .selectFrom('rights.opening as o')
    .innerJoin('organisations.body as b', 'b.id', 'o.beneficiary_id')
    .select('b.id')
    .where('o.organisation_id', '=', ctx.organisation)
    .where((where) => where.or([where('b.slug', '=', usage.subject), where('b.siren', '=', usage.subject)]))
    .limit(1)
    .executeTakeFirst();
  if (!beneficiary) throw refuse('rights.not-served', {}, 'subject');
  const asked = {
    allowance: usage.data.allowance,
    amount: Math.round(usage.data.amount * 1000),
    on: todayInParis(usage.time ? Temporal.Instant.from(usage.time) : ctx.now()),
    key: `${usage.source} ${usage.id}`,
    evidence: { room: 'rights', id: usage.id, says: usage.data.says ?? `Relevé de ${usage.source}` },
  };
  const act = usage.type === 'beffroi.usage.report' ? report : consume;
  const drawn = await inContext<Tables, Drawn>(ctx.house, { actor: ctx.actor, organisation: beneficiary.id, requestId: ctx.requestId }, (inside) =>
    act(inside, asked),
  );
  return { ...drawn, beyond: drawn.beyond / 1000 };
}
