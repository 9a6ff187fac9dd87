// SPDX-License-Identifier: EUPL-1.2
import { sha256 } from '#platform/evidence/digest.ts';

export type LetterAnswer = { answer: 'agreed' | 'refused'; byName: string; byTitle: string; act: string; reason: string };

export type Evidence = LetterAnswer & {
  statement: string;
  letter: string;
  letterDigest: string;
  /** Who entered it for the operator; null when the body answered itself. */
  recordedBy: string | null;
  at: string;
};

/** What a body declared on which letter, as it is kept, and its digest. Keys stand in this order. */
export function sealAnswer({ answer, byName, byTitle, act, reason, letter, letterDigest, recordedBy, at }: Omit<Evidence, 'statement'>): {
  text: string;
  digest: string;
} {
  const what = answer === 'agreed' ? 'accepte l’avenant proposé par la lettre' : 'refuse l’avenant proposé par la lettre';
  const statement = `${byName}, ${byTitle}, ${what} ${letter}${act ? ` (${act})` : ''}${reason ? ` : ${reason}` : ''}.`;
  const sealed: Evidence = { statement, letter, letterDigest, answer, byName, byTitle, act, reason, recordedBy, at };
  const text = JSON.stringify(sealed);
  return { text, digest: sha256(text) };
}

/** The sentence of a sealed answer. */
export function statementOf(evidence: string | null): string | null {
  return evidence === null ? null : (JSON.parse(evidence) as Evidence).statement; // written by `sealAnswer`
}
