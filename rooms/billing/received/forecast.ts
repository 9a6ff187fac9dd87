// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorServing } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import type { ForeseenLine } from './foreseen-lines.ts';
import { foresee } from './foresee.ts';

const METHOD =
  'Calculée comme le serait la campagne de l’an prochain, avec ce qui est signé ou accepté aujourd’hui : conventions et leur fin, recomptages déjà conclus, ' +
  'devis acceptés, dépassements mesurés jusqu’ici. Une convention qui se reconduit tacitement est supposée se poursuivre au même montant ; ce que personne ' +
  'n’a encore décidé (nouvelle édition du tarif, commande, adhésion d’une autre collectivité) n’y est pas. C’est une prévision : ni devis, ni facture.';

/**
 * What next year should cost the body in the address, line by line, and what is left to be billed of this one: asked of each operator that bills
 * it or serves it, for this payer alone. Opens its own transactions.
 */
export async function readForecast(ctx: Context<Tables>) {
  const year = ctx.today().year;
  const bodyId = ctx.organisation;
  const entry = { actor: ctx.actor, requestId: ctx.requestId, readOnly: true };
  const mine = await inContext<Tables, Mine>(ctx.house, { ...entry, organisation: bodyId }, (inside) => billedTo(inside, year));
  const serving = await operatorServing(ctx.house, bodyId, ctx.today());
  const operators = new Map(mine.operators.map(({ id, name }) => [id, name]));
  if (serving && serving.id !== bodyId) operators.set(serving.id, serving.name);
  const lines: (ForeseenLine & { operator: string })[] = [];
  const remaining: (ForeseenLine & { operator: string })[] = [];
  for (const [id, operator] of operators) {
    const found = await inContext<Tables, Awaited<ReturnType<typeof foresee>>>(ctx.house, { ...entry, organisation: id }, (inside) =>
      foresee(inside, { payerId: bodyId, year }),
    );
    lines.push(...found.lines.map((line) => ({ operator, ...line })));
    remaining.push(...found.remaining.map((line) => ({ operator, ...line })));
  }
  return {
    year: year + 1,
    method: METHOD,
    lines,
    netCents: netOf(lines),
    grossCents: grossOf(lines),
    thisYearCents: mine.cents,
    remaining,
    remainingCents: grossOf(remaining),
  };
}

type Mine = { operators: { id: string; name: string }[]; cents: number };

/** Who has billed the body, and for how much this year. */
async function billedTo(ctx: Context<Tables>, year: number): Promise<Mine> {
  const { rows } = await sql<{ id: string; name: string; cents: number }>`
    select o.id, o.name, coalesce(sum(p.amount_cents) filter (where p.account = 'receivable' and p.year = ${year}), 0)::bigint as cents
    from billing.posting p
    join organisations.body o on o.id = p.organisation_id
    where p.payer_id = ${ctx.organisation}
    group by o.id, o.name
    order by o.name`.execute(ctx.tx);
  return { operators: rows, cents: rows.reduce((sum, { cents }) => sum + cents, 0) };
}

function netOf(lines: readonly ForeseenLine[]): number {
  return lines.reduce((sum, { netCents }) => sum + (netCents ?? 0), 0);
}

function grossOf(lines: readonly ForeseenLine[]): number {
  return lines.reduce((sum, { vatCents }) => sum + vatCents, netOf(lines));
}
