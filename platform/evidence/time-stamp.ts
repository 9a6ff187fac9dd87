// SPDX-License-Identifier: EUPL-1.2
/** Proof that a digest existed at an instant, from this house's own seal or from an independent authority (RFC 3161). */
import type { KeyObject } from 'node:crypto';
import { checkHouseSeal } from './house-seal.ts';
import { checkToken } from './time-stamp-token.ts';

/** Plain JSON, to be kept with what it proves. */
export type TimeStamp = {
  /** `house`: sealed by the server itself, worth what the operator's word is worth. `rfc3161`: by a third party. */
  kind: 'house' | 'rfc3161';
  /** SHA-256, hexadecimal. */ digest: string;
  /** ISO instant that the token says. */ at: string;
  /** Who says so. */ authority: string;
  /** The proof itself in base64: a signature, or the DER of a TimeStampToken. */ token: string;
};

/** Whoever can say the time. Throws when it cannot be reached or refuses: a job tries again. */
export type TimeStamper = { readonly kind: TimeStamp['kind']; stamp(digest: string): Promise<TimeStamp> };

export type Trust = {
  /** Ed25519 public keys of the house, past ones included. */ houseKeys: readonly KeyObject[];
  /** PEM certificates of the authorities whose time-stamps are believed. */ roots: readonly string[];
};

/** `isSound`, or the French sentence that says why it is not. */
export type Verdict = { isSound: true; at: Temporal.Instant; authority: string } | { isSound: false; says: string };

/** Whether the time-stamp proves this digest, before what is trusted today. Never throws on a bad time-stamp. */
export async function checkTimeStamp(stamp: TimeStamp, digest: string, trust: Trust): Promise<Verdict> {
  if (stamp.digest !== digest) return { isSound: false, says: 'L’horodatage porte sur un autre contenu.' };
  const verdict =
    stamp.kind === 'house' ? checkHouseSeal(stamp, trust.houseKeys) : await checkToken(Buffer.from(stamp.token, 'base64'), digest, trust.roots);
  if (verdict.isSound && (verdict.at.toString() !== stamp.at || verdict.authority !== stamp.authority))
    return { isSound: false, says: 'L’heure ou l’autorité affichée n’est pas celle du jeton.' };
  return verdict;
}
