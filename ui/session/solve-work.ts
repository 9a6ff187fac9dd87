// SPDX-License-Identifier: EUPL-1.2

// Enough at once to keep the browser's hashing busy, few enough to leave the page alive.
const AT_ONCE = 256;

/** Finds what makes SHA-256 of `challenge.answer` begin with so many zero bits: seconds here, for whoever guesses at each try. */
export async function solveWork(challenge: string, bits: number): Promise<string> {
  const encoder = new TextEncoder();
  for (let first = 0; ; first += AT_ONCE) {
    const tried = Array.from({ length: AT_ONCE }, (_, index) => String(first + index));
    const digests = await Promise.all(tried.map((answer) => crypto.subtle.digest('SHA-256', encoder.encode(`${challenge}.${answer}`))));
    const found = tried.find((_, index) => zeroBits(new Uint8Array(digests[index] ?? new ArrayBuffer(0))) >= bits);
    if (found !== undefined) return found;
  }
}

function zeroBits(digest: Uint8Array): number {
  let bits = 0;
  for (const byte of digest) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}
