// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { holdStanding, keepHappening, setStanding } from './hold-standing.ts';

/**
 * Keeps that the accountant rejected the titre of a document, and why: nothing is to be paid of it until an avoir corrects it or it is sent again.
 * Refuses one without titre, one that is rejected already, and one on which something was paid.
 */
export async function rejectTitre(ctx: Context<Tables>, { id, on, reason }: { id: string; on: string; reason: string }) {
  const standing = await holdStanding(ctx, id);
  if (standing.titre === null) throw refuseDocument('billing.not-titred', { number: standing.number });
  if (standing.rejected_on !== null) throw refuseDocument('billing.already-rejected', { number: standing.number });
  if (standing.paid_cents !== 0) throw refuseDocument('billing.rejected-paid', { number: standing.number, paid: formatEuros(standing.paid_cents) });
  await keepHappening(ctx, standing, {
    what: 'titre-rejected',
    on,
    amountCents: null,
    says: `Titre ${standing.titre} rejeté par le comptable : ${reason}`,
    key: rejectionKey(id, standing.exercice, standing.titre),
  });
  await ctx.tell('billing.document-rejected', { documentId: id });
  return setStanding(ctx, standing, { rejected_on: on, reject_reason: reason });
}

/**
 * Makes a rejected document wait for the next file again. Its former number stays taken: the titre was received, and is not reused (a second one
 * of that number is rejected as a double).
 */
export async function sendAgain(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }) {
  const standing = await holdStanding(ctx, id);
  if (standing.rejected_on === null) throw refuseDocument('billing.not-rejected', { number: standing.number });
  if (standing.gross_cents > 0 && standing.credited_cents >= standing.gross_cents)
    throw refuseDocument('billing.document-credited', { number: standing.number });
  await keepHappening(ctx, standing, {
    what: 'titre-cancelled',
    on: ctx.today().toString(),
    amountCents: null,
    says: `Remis en attente d’un nouveau titre après le rejet du titre ${standing.titre ?? ''} : ${reason}`,
    key: `again/${rejectionKey(id, standing.exercice, standing.titre ?? '')}`,
  });
  await ctx.tx
    .updateTable('billing.sent_document')
    .set({ rejected_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', id)
    .where('rejected_at', 'is', null)
    .execute();
  return setStanding(ctx, standing, { titre: null, bordereau: null, exercice: null, titred_on: null, rejected_on: null, reject_reason: null });
}

/** `rejected/<document>/<exercice>/<titre>`: a return that tells it once more is known by it. */
function rejectionKey(id: string, exercice: number | null, titre: string): string {
  return `rejected/${id}/${exercice ?? ''}/${titre.replace(/^0+(?=\d)/, '')}`;
}
