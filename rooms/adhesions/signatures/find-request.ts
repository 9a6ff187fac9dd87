// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseSignature } from '../contract/signatures.ts';
import type { Tables } from '../tables.ts';

/** An open request of a dossier of the operator in the address, kept from other writers. Refuses one that is closed or another dossier's. */
export async function findRequest(ctx: Context<Tables>, dossierId: string, request: string) {
  const row = await ctx.tx
    .selectFrom('adhesions.signature_request')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('dossier_id', '=', dossierId)
    .where('id', '=', request)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuseSignature('adhesions.signature-unknown');
  if (row.closed_at !== null) throw refuseSignature('adhesions.signature-closed');
  return row;
}

/** A signature that is still awaited, which this party may record: its own, or any of them for the operator that keeps the dossier. */
export async function findSignatory(ctx: Context<Tables>, request: string, signatory: string, as: { role: string; bodyId: string }) {
  const row = await ctx.tx
    .selectFrom('adhesions.signatory')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', request)
    .where('id', '=', signatory)
    .executeTakeFirst();
  if (!row) throw refuseSignature('adhesions.signature-unknown');
  if (as.role !== 'owner' && row.party_id !== as.bodyId) throw refuseSignature('adhesions.signatory-not-yours');
  if (row.state !== 'waiting') throw refuseSignature('adhesions.signatory-done');
  return row;
}
