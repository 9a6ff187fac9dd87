// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { canonicalJson, sha256 } from '#platform/evidence/digest.ts';
import type { DossierState, Transition } from '#rooms/dossiers/api.ts';
import { authorOf } from '../documents/author-of.ts';
import type { Tables } from '../tables.ts';

export const STAMP = 'adhesions.stamp';

/** What a dossier's acts prove: adoption, receipt, publication, signature. */
const proved: Readonly<Record<string, { label: string; facts: readonly string[] }>> = {
  convened: { label: 'Convocation de l’assemblée', facts: ['convenedOn', 'sessionOn'] },
  voted: { label: 'Adoption de la délibération', facts: ['number', 'votedOn', 'vote'] },
  transmitted: { label: 'Réception par le représentant de l’État', facts: ['identifier', 'receivedOn'] },
  published: { label: 'Publication de l’acte', facts: ['publishedOn'] },
  signed: { label: 'Signature de la convention', facts: ['signedOn', 'signedBy', 'signedFor'] },
};

type Moved = { id: string; number: string; state: DossierState };

/** Keeps what an act of a dossier says, with the digests of its documents, and queues its time-stamp, in the transaction of the act. */
export async function askTimeStamp(ctx: Context<Tables>, { id: dossierId, number, state }: Moved, { key }: Pick<Transition, 'key'>): Promise<void> {
  const act = proved[key];
  if (!act) return;
  const statement = canonicalJson({
    dossier: number,
    title: state.title,
    act: key,
    label: act.label,
    rank: state.rank,
    // Chained to every line before: whoever holds the stamp holds the whole history up to this act.
    chain: state.digest,
    on: state.since.toString(),
    enteredAt: ctx.now().toString(),
    enteredBy: authorOf(ctx.actor),
    facts: Object.fromEntries(act.facts.flatMap((fact) => (state.facts[fact] === undefined ? [] : [[fact, state.facts[fact]]]))),
    documents: state.pieces.map(({ kind, name, digest }) => ({ kind, name, digest })),
  });
  const id = ctx.newId();
  await ctx.tx
    .insertInto('adhesions.time_stamp')
    .values({
      organisation_id: ctx.organisation,
      id,
      dossier_id: dossierId,
      act: key,
      label: act.label,
      rank: state.rank,
      statement,
      digest: sha256(statement),
      asked_at: ctx.now().toString(),
      stamp: null,
      stamped_at: null,
    })
    .execute();
  await ctx.queue(STAMP, { timeStampId: id });
}
