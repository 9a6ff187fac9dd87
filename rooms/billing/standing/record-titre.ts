// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { holdStanding, keepHappening, setStanding } from './hold-standing.ts';

export type Titre = { id: string; titre: string; bordereau: string; exercice: number; on: string };

/** Keeps the titre that the finance software drew for a document. The same titre told again changes nothing; another is refused. */
export async function recordTitre(ctx: Context<Tables>, { id, titre, bordereau, exercice, on }: Titre) {
  const standing = await holdStanding(ctx, id);
  if (standing.titre !== null && (standing.titre !== titre || standing.exercice !== exercice))
    throw refuseDocument('billing.already-titred', { number: standing.number, titre: standing.titre });
  if (standing.gross_cents > 0 && standing.credited_cents >= standing.gross_cents)
    throw refuseDocument('billing.document-credited', { number: standing.number });
  const says = `Titre ${titre}${bordereau ? `, bordereau ${bordereau}` : ''}, exercice ${exercice}`;
  if (await keepHappening(ctx, standing, { what: 'titre', on, amountCents: null, says, key: `titre/${id}/${exercice}/${titre}` }))
    await ctx.tell('billing.document-titred', { documentId: id });
  return setStanding(ctx, standing, { titre, bordereau: bordereau === '' ? null : bordereau, exercice, titred_on: on });
}
