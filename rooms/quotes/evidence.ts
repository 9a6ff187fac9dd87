// SPDX-License-Identifier: EUPL-1.2
import { sha256 } from '#platform/evidence/digest.ts';

/** What a recipient declared, on which document. */
export type Evidence = {
  statement: string;
  quote: string;
  version: number;
  documentDigest: string;
  decision: 'accepted' | 'refused';
  byName: string;
  byTitle: string;
  act: string;
  reason: string;
  at: string;
};

/** The evidence as it is kept, and its digest: whoever has both can check that neither was touched. Keys stand in the order above. */
export function sealEvidence(evidence: Omit<Evidence, 'statement'>): { text: string; digest: string } {
  const { quote, version, documentDigest, decision, byName, byTitle, act, reason, at } = evidence;
  const statement =
    decision === 'accepted'
      ? `${byName}, ${byTitle}, accepte le devis ${quote} version ${version} et déclare avoir qualité pour engager sa collectivité.`
      : `${byName}, ${byTitle}, refuse le devis ${quote} version ${version}.`;
  const sealed: Evidence = { statement, quote, version, documentDigest, decision, byName, byTitle, act, reason, at };
  const text = JSON.stringify(sealed);
  return { text, digest: sha256(text) };
}
