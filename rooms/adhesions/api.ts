// SPDX-License-Identifier: EUPL-1.2
/** What other rooms ask of adhesions. */
export { followQuotes, type FollowedQuote } from './subscriptions/riders/follow-quotes.ts';
export { heldUnder, type Held } from './subscriptions/held-under.ts';
/** What the rooms that carry a step of the path call: assembly, télétransmission, publication, parapheur. */
export {
  recordConvocation,
  recordPublication,
  recordReceipt,
  recordSignature,
  recordVote,
  type Evidence,
  type Recorded,
} from './proofs/record-acts.ts';
export { listSignatures } from './signatures/list-signatures.ts';
export { sendSignature } from './signatures/prepare-signature.ts';
export { recordSignedCopy, refuseToSign } from './signatures/record-signature.ts';
