// SPDX-License-Identifier: EUPL-1.2
/** The printable proof: what was kept, its digests, its time-stamps, and how anybody checks them without us. */
import { join } from 'node:path';
import { formatInstant } from '#platform/calendar/french-days.ts';
import { makePdf, type Attachment, type Letterhead } from '#platform/documents/make-pdf.ts';
import type { TimeStamp, Verdict } from './time-stamp.ts';

export type ProofRequest = {
  /** What is proved, in French: « Délibération n° 42 du 17 octobre 2017 ». */ subject: string;
  /** Facts to print as they are, in order. */ facts: readonly { label: string; value: string }[];
  files: readonly { name: string; bytes: number; digest: string }[];
  /** Each with the verdict of `checkTimeStamp` at the moment of printing. */ stamps: readonly { stamp: TimeStamp; verdict: Verdict }[];
  letterhead: Letterhead;
  at: Temporal.Instant;
};

/** A PDF/A-3 that carries its tokens (`.tst` for an authority, `.json` for the house's seal), so that the page alone is enough to check. */
export async function makeProof({ subject, facts, files, stamps, letterhead, at }: ProofRequest): Promise<Uint8Array> {
  return await makePdf({
    template: join(import.meta.dirname, 'proof.typ'),
    title: 'Attestation de preuve',
    standard: 'a-3b',
    letterhead,
    at,
    footer: `Établie le ${formatInstant(at)}`,
    data: {
      subject,
      facts,
      files: files.map(({ name, bytes, digest }) => ({ name, bytes, digest: spaced(digest) })),
      stamps: stamps.map(({ stamp, verdict }, index) => ({
        authority: stamp.authority,
        at: formatInstant(Temporal.Instant.from(stamp.at)),
        utc: stamp.at,
        digest: spaced(stamp.digest),
        isIndependent: stamp.kind === 'rfc3161',
        verdict: verdict.isSound ? 'vérifié' : `non valable : ${verdict.says}`,
        file: nameOf(stamp, index),
        command:
          stamp.kind === 'rfc3161'
            ? `openssl ts -verify -digest ${stamp.digest} -token_in -in ${nameOf(stamp, index)} -CAfile racine.pem`
            : 'Signature Ed25519 du texte JSON canonique (RFC 8785) des champs kind, digest, at et authority.',
      })),
    },
    attachments: stamps.map(({ stamp }, index) => attached(stamp, index)),
  });
}

function attached(stamp: TimeStamp, index: number): Attachment {
  const isToken = stamp.kind === 'rfc3161';
  return {
    name: nameOf(stamp, index),
    type: isToken ? 'application/timestamp-token' : 'application/json',
    content: isToken ? Buffer.from(stamp.token, 'base64') : Buffer.from(JSON.stringify(stamp)),
    description: isToken ? 'Jeton d’horodatage RFC 3161' : 'Sceau de l’installation',
    relationship: 'supplement',
  };
}

function nameOf({ kind }: TimeStamp, index: number): string {
  return `horodatage-${index + 1}.${kind === 'rfc3161' ? 'tst' : 'json'}`;
}

/** In groups of eight, so that a person can compare it. */
function spaced(digest: string): string {
  return digest.replace(/.{8}(?=.)/g, '$& ');
}
