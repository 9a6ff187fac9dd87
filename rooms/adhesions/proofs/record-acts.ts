// SPDX-License-Identifier: EUPL-1.2
/**
 * Acts that another room carried out, entered in the dossier as if by hand: the same checks, the same evidence. Called in the body that acts,
 * which owns the dossier or takes part in it; the actor holds `adhesions.act` there, or is a job.
 */
import type { Context } from '#platform/context.ts';
import { actAs, addPiece, hold, moveDossier } from '#rooms/dossiers/api.ts';
import type { Vote } from '../vote.ts';

/** The document that shows an act. Its digest, its author and the day of entry are kept with it. */
export type Evidence = { name: string; type: string; content: Uint8Array; datedOn?: string };

/** Where the dossier now stands; `isNew` is false when the same act was entered before, whatever is replayed. */
export type Recorded = { step: string; isNew: boolean; piece: { pieceId: string; digest: string } | null };

type Act = { dossierId: string; evidence?: Evidence };

/** Days in ISO. Refuses a convocation sent too late (jours francs), unless urgency is given. */
export function recordConvocation<Any>(ctx: Context<Any>, act: Act & { convenedOn: string; sessionOn: string; urgency?: string }): Promise<Recorded> {
  const { dossierId, evidence, ...facts } = act;
  return record(ctx, {
    dossierId,
    evidence,
    kind: 'convocation',
    transition: 'convened',
    on: act.convenedOn,
    facts,
    same: ['convenedOn', 'sessionOn'],
  });
}

/** Adopted or rejected as the figures say; the signed deliberation is the evidence of an adoption. Refuses impossible figures and a want of quorum. */
export function recordVote<Any>(
  ctx: Context<Any>,
  act: Act & { isAdopted: boolean; number?: string; votedOn: string; secretary?: boolean; vote: Partial<Vote> },
): Promise<Recorded> {
  const { dossierId, evidence, isAdopted, votedOn, vote, number, secretary = true } = act;
  const facts = isAdopted ? { number, votedOn, secretary, vote } : { votedOn, vote };
  const transition = isAdopted ? 'voted' : 'rejected';
  return record(ctx, {
    dossierId,
    evidence,
    kind: 'deliberation',
    transition,
    on: votedOn,
    facts,
    same: isAdopted ? ['number', 'votedOn'] : ['votedOn'],
  });
}

/** The receipt of the prefecture, with the identifier of the act. Refuses the act of another body. */
export function recordReceipt<Any>(ctx: Context<Any>, act: Act & { identifier: string; receivedOn: string }): Promise<Recorded> {
  const { dossierId, evidence, ...facts } = act;
  return record(ctx, { dossierId, evidence, kind: 'receipt', transition: 'transmitted', on: act.receivedOn, facts, same: ['identifier'] });
}

/** The day on which the act was published. */
export function recordPublication<Any>(ctx: Context<Any>, act: Act & { publishedOn: string }): Promise<Recorded> {
  const { dossierId, evidence, publishedOn } = act;
  const facts = { publishedOn };
  return record(ctx, { dossierId, evidence, kind: 'publication', transition: 'published', on: publishedOn, facts, same: ['publishedOn'] });
}

/** The signed convention, which concludes it. Called in the operator's body; a person must hold `adhesions.conclude`. */
export function recordSignature<Any>(ctx: Context<Any>, act: Act & { signedOn: string; signedBy: string; signedFor: string }): Promise<Recorded> {
  const { dossierId, evidence, ...facts } = act;
  return record(ctx, { dossierId, evidence, kind: 'convention', transition: 'signed', on: act.signedOn, facts, same: ['signedOn', 'signedBy'] });
}

type Entry = {
  dossierId: string;
  evidence: Evidence | undefined;
  kind: string;
  transition: string;
  on: string;
  facts: Record<string, unknown>;
  /** Facts by which a replay is known. */
  same: readonly string[];
};

function record<Any>(ctx: Context<Any>, { dossierId, evidence, kind, transition, on, facts, same }: Entry): Promise<Recorded> {
  return actAs(
    ctx,
    dossierId,
    async (inside, as) => {
      const { state } = await hold(inside, dossierId);
      const wanted = state.type.transitions.find(({ key }) => key === transition);
      const isPast = wanted?.from.includes(state.step.key) === false;
      if (isPast && same.every((fact) => state.facts[fact] === facts[fact])) return { step: state.step.key, isNew: false, piece: null };
      const piece = evidence ? await addPiece(inside, dossierId, { kind, ...evidence }, as) : null;
      const begun = state.since.toString();
      // An act done before the step began, entered late, takes effect with the step; its own day is among its facts.
      const moved = await moveDossier(inside, dossierId, { transition, facts, on: Temporal.PlainDate.from(on < begun ? begun : on) }, as);
      return { step: moved.step.key, isNew: true, piece };
    },
    (type) => type.transitions.find(({ key }) => key === transition)?.permission,
  );
}
