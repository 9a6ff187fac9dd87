// SPDX-License-Identifier: EUPL-1.2
/** What other rooms ask: who is a member on a day, and what each convention owes, to the cent, with what proves it; and the acts of the path that they carry. */
import type { Context } from '#platform/context.ts';
import { membersAsOf } from './history/members-as-of.ts';
import { readRosters, type Roster } from './read-roster.ts';
import type { Tables } from './tables.ts';

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
export { conventionOf, conventionsOwing, renewingOf, payersAround, payersOwing, type OwedConvention, type OwedLine } from './history/what-is-owed.ts';

/** Territories, each on its day: members, each counted by the edition or not and why. By payer, in one query; those where no convention stands are left out. */
export function rostersOn<RoomTables>(
  caller: Context<RoomTables>,
  asked: readonly { payerId: string; on: string }[],
): Promise<ReadonlyMap<string, Roster>> {
  return readRosters(caller as unknown as Context<Tables>, asked); // the caller's transaction, read through this room's row types
}

/** The memberships that stand on a day: of a body, of a payer, or all that the body in the address may read, a page at a time. */
export function membershipsOn<RoomTables>(
  caller: Context<RoomTables>,
  asked: { on: string; bodyId?: string; payerId?: string; page?: number; size?: number },
): ReturnType<typeof membersAsOf> {
  return membersAsOf(caller as unknown as Context<Tables>, { page: 1, size: 100, ...asked }); // as above
}
