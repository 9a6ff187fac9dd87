// SPDX-License-Identifier: EUPL-1.2
/** The private key of a custodian as it stands on paper: 56 letters and digits in groups of four, typed again on the worst of days. */

/** Crockford's base 32: nothing that a hand or an eye takes for something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_BYTES = 32;
const CHECK_BYTES = 3;

/** The code of a private key of 32 bytes, with what tells a slip of the pen. */
export async function codeOf(privateKey: Uint8Array<ArrayBuffer>): Promise<string> {
  const whole = new Uint8Array([...privateKey, ...(await checkOf(privateKey))]);
  return inLetters(whole).replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** The private key that a code says; null where it was copied wrong. Case, spaces and dashes do not matter. */
export async function keyOfCode(typed: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const whole = inBytes(letters);
  if (whole?.length !== KEY_BYTES + CHECK_BYTES) return null;
  const key = whole.slice(0, KEY_BYTES);
  const check = await checkOf(key);
  return check.every((byte, rank) => byte === whole[KEY_BYTES + rank]) ? key : null;
}

/** Eight letters by which two persons compare a public key aloud. */
export async function fingerprintOf(publicKey: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(publicKey)));
  return inLetters(digest.slice(0, 5)).replace(/(.{4})/, '$1-');
}

async function checkOf(key: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', key)).slice(0, CHECK_BYTES);
}

// Lengths are multiples of five bytes: no letter is padded.
function inLetters(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET.charAt(Number.parseInt(five, 2))).join('');
}

function inBytes(letters: string): Uint8Array<ArrayBuffer> | null {
  const fives = [...letters].map((letter) => ALPHABET.indexOf(letter));
  if (fives.includes(-1)) return null;
  const bits = fives.map((five) => five.toString(2).padStart(5, '0')).join('');
  return new Uint8Array((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
