// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { StepName, Tables } from './tables.ts';

/** The name under which the actor of this request is shown. */
export function actorName(ctx: Context<Tables>): string {
  const { actor } = ctx;
  if (actor.kind === 'person') return actor.supportedBy ? `${actor.name} (assistance : ${actor.supportedBy.name})` : actor.name;
  return actor.kind === 'token' ? actor.name : actor.kind === 'job' ? 'Beffroi' : 'Destinataire';
}

/** The person of this request; null for a job, a token or a recipient. */
export function actorId(ctx: Context<Tables>): string | null {
  return ctx.actor.kind === 'person' ? ctx.actor.personId : null;
}

type Step = { quoteId: string; what: StepName; version: number; reason?: string | undefined; byName?: string };

/** Adds a line to the history of a quote. */
export async function writeStep(ctx: Context<Tables>, step: Step): Promise<void> {
  await ctx.tx.insertInto('quotes.step').values(stepRow(ctx, step)).execute();
}

/** The row of a line of history. */
export function stepRow(ctx: Context<Tables>, { quoteId, what, version, reason, byName }: Step) {
  return {
    organisation_id: ctx.organisation,
    id: ctx.newId(),
    quote_id: quoteId,
    at: ctx.now().toString(),
    what,
    version,
    person_id: actorId(ctx),
    by_name: byName ?? actorName(ctx),
    reason: reason ?? null,
  };
}
