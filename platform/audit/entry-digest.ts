// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { canonicalJson } from '../evidence/digest.ts';

export type DigestedEntry = {
  organisation: string;
  id: string;
  at: string;
  what: string;
  isEvent: boolean;
  actor: unknown;
  aboutDigest: Buffer;
  heardIn: string | null;
  requestId: string | null;
};

/** Digest of what an entry is about. Kept beside the entry, so that `about` may be erased and the chain still hold. */
export function aboutDigest(about: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(about)).digest();
}

/** Digest of an entry as the chain sees it. `at` is the instant to the microsecond, as the database gives it back. */
export function entryDigest(entry: DigestedEntry): Buffer {
  const { organisation, id, at, what, isEvent, actor, heardIn, requestId } = entry;
  const facts = { organisation, id, at: Temporal.Instant.from(at).toString(), what, isEvent, actor, heardIn, requestId };
  return createHash('sha256').update(canonicalJson(facts)).update(entry.aboutDigest).digest();
}

/** The next link: digests the link before and the entry. The first link follows 32 zero bytes. */
export function chainDigest(previous: Buffer | null, entry: Buffer): Buffer {
  return createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(entry)
    .digest();
}
