// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { findDossier } from '#rooms/dossiers/api.ts';
import { servingAs } from '#rooms/people/api.ts';
import { reading } from '../documents/prepare-document.ts';
import { assemblyOf } from '../documents/subject.ts';
import type { Tables } from '../tables.ts';

/** The requests of a dossier as the body in the address sees them, and the signatories that mandates propose. */
export async function listSignatures(ctx: Context<Tables>, { id }: { id: string }) {
  const { ownerId, role, state } = await findDossier(ctx, id);
  const mayAct = ctx.may('adhesions.act') && state.status !== 'closed';
  const here = ctx.organisation;
  return inContext(ctx.house, reading(ctx, ownerId), async (inside: Context<Tables>) => {
    const requests = await requestsOf(inside, id);
    const signatories = await signatoriesOf(inside, requests);
    return {
      canPrepare: mayAct && role === 'owner',
      proposed: role === 'owner' ? await proposedFor(inside, state.facts) : [],
      requests: requests.map((request) => ({
        id: request.id,
        documentId: request.document_id,
        title: request.title,
        digest: request.digest,
        state: request.state,
        preparedAt: request.prepared_at,
        preparedBy: request.prepared_by,
        sentAt: request.sent_at,
        closedAt: request.closed_at,
        signatories: signatories
          .filter(({ request_id }) => request_id === request.id)
          .map((one) => ({
            id: one.id,
            rank: one.rank,
            partyId: one.party_id,
            party: one.party,
            name: one.name,
            quality: one.quality,
            state: one.state,
            signedOn: one.signed_on,
            pieceId: one.piece_id,
            digest: one.digest,
            reason: one.reason,
            recordedAt: one.recorded_at,
            recordedBy: one.recorded_by,
            canRecord: mayAct && request.closed_at === null && one.state === 'waiting' && (role === 'owner' || one.party_id === here),
          })),
      })),
    };
  });
}

type Proposed = { partyId: string; party: string; name: string; quality: string };

function requestsOf(ctx: Context<Tables>, dossierId: string) {
  return ctx.tx
    .selectFrom('adhesions.signature_request')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('dossier_id', '=', dossierId)
    .orderBy('id', 'desc')
    .execute();
}

async function signatoriesOf(ctx: Context<Tables>, requests: readonly { id: string }[]) {
  if (requests.length === 0) return [];
  return ctx.tx
    .selectFrom('adhesions.signatory as s')
    .innerJoin('organisations.body as b', 'b.id', 's.party_id')
    .selectAll('s')
    .select('b.name as party')
    .where('s.organisation_id', '=', ctx.organisation)
    .where(
      's.request_id',
      'in',
      requests.map(({ id }) => id),
    )
    .orderBy('s.rank')
    .execute();
}

/** In the order in which a convention is signed: who benefits, who pays, the operator last. Names come from the mandates of today. */
async function proposedFor(ctx: Context<Tables>, facts: Readonly<Record<string, unknown>>): Promise<Proposed[]> {
  const ids = [...new Set([facts['beneficiaryId'], facts['payerId'], ctx.organisation].filter((id) => typeof id === 'string'))];
  return Promise.all(
    ids.map(async (partyId) => {
      const body = await ctx.tx.selectFrom('organisations.body').select(['name', 'kind']).where('id', '=', partyId).executeTakeFirstOrThrow();
      const [head] = await inContext(ctx.house, reading(ctx, partyId), (inside) => servingAs(inside, 'president'));
      return { partyId, party: body.name, name: head?.name ?? '', quality: head?.title || assemblyOf(body.kind).executive };
    }),
  );
}
