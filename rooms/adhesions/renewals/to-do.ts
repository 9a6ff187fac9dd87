// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import type { Tables } from '../tables.ts';
import { noticeDay } from './next-term.ts';
import { standingTerms, type StandingTerm } from './standing-terms.ts';

const MONTHS = 6;

/** Renewals that these operators have to prepare: nothing goes on by itself. */
export async function renewalsToPrepare(ctx: Context<Tables>): Promise<ToDo[]> {
  const terms = await nearing(ctx, sql<boolean>`c.organisation_id = any(${[...ctx.organisations]}::uuid[])`, ['to-decide', 'refused', 'expired']);
  return terms.map((term) => ({
    organisationId: term.organisation_id,
    kind: 'do',
    title: `Préparer le renouvellement de ${term.payer} (${term.number})`,
    href: `/o/${term.operator_slug}/renouvellements?q=${encodeURIComponent(term.number)}`,
    dueOn: term.ends_on,
  }));
}

/** Conventions of these bodies whose next term they have to decide, or may still denounce. */
export async function termsToDecide(ctx: Context<Tables>): Promise<ToDo[]> {
  const terms = await nearing(ctx, sql<boolean>`c.payer_id = any(${[...ctx.organisations]}::uuid[])`, ['to-decide', 'quoted', 'tacit']);
  return terms.flatMap((term) => {
    const last = noticeDay(Temporal.PlainDate.from(term.ends_on), term.notice_months);
    const isTacit = term.state === 'tacit';
    if (isTacit && Temporal.PlainDate.compare(last, ctx.today()) < 0) return [];
    return [
      {
        organisationId: term.payer_id,
        kind: 'do' as const,
        title: isTacit
          ? `Confirmer ou dénoncer la convention ${term.number} avec ${term.operator}`
          : `Décider de la suite de la convention ${term.number} avec ${term.operator}`,
        href: `/o/${term.slug}/echeances`,
        dueOn: isTacit ? last.toString() : term.ends_on,
      },
    ];
  });
}

async function nearing(ctx: Context<Tables>, whose: ReturnType<typeof sql<boolean>>, states: readonly string[]): Promise<StandingTerm[]> {
  if (ctx.organisations.length === 0) return [];
  return standingTerms(ctx, {
    whose,
    from: ctx.today(),
    until: ctx.today().add({ months: MONTHS }),
    and: sql<boolean>`t.state = any(${[...states]}::text[])`,
    limit: 100,
  });
}
