// SPDX-License-Identifier: EUPL-1.2
/**
 * Seals a password to its custodians in the browser (HPKE, RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) and opens it there with a sheet: decision
 * 0031. Nothing here speaks to the platform, which keeps the boxes and can open none.
 */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
// Not that of the core package, which needs a browser whose own cryptography knows X25519.
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';

type Bytes = Uint8Array<ArrayBuffer>;
/** What a box is bound to: moved to another machine, or to the other mode, it opens no more. */
export type BoundTo = { repositoryId: string; mode: 'either' | 'both' };

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const ENCAPSULATED_BYTES = 32;
/** Passwords fill blocks of so many bytes: a box does not tell their length. */
const BLOCK = 64;

/** What a sheet says: 32 random bytes, of which the pair of keys is derived (RFC 9180, section 7.1.3). */
export function newSecret(): Bytes {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** The public key of a sheet, as the platform keeps it. */
export async function publicKeyOf(secret: Bytes): Promise<string> {
  const { publicKey } = await suite.kem.deriveKeyPair(secret.slice().buffer);
  return asText(new Uint8Array(await suite.kem.serializePublicKey(publicKey)), 'base64url');
}

/** A box for each public key. `both`: two halves of a one-time pad, neither of which says anything of the password. */
export async function sealPassword(password: string, publicKeys: readonly [string, string], to: BoundTo): Promise<[string, string]> {
  const padded = pad(new TextEncoder().encode(password));
  const half = crypto.getRandomValues(new Uint8Array(padded.length));
  const [first, second] = to.mode === 'either' ? [padded, padded] : [half, mix(padded, half)];
  return [await seal(first, publicKeys[0], to), await seal(second, publicKeys[1], to)];
}

/** What a box holds: the password, or a half of it. Throws where the sheet is not that of the box. */
export async function openWithSheet(box: string, secret: Bytes, to: BoundTo): Promise<Bytes> {
  const bytes = asBytes(box);
  const { privateKey } = await suite.kem.deriveKeyPair(secret.slice().buffer);
  const opened = await suite.open(
    { recipientKey: privateKey, enc: bytes.slice(0, ENCAPSULATED_BYTES).buffer, info: infoOf(to) },
    bytes.slice(ENCAPSULATED_BYTES).buffer,
    aadOf(to),
  );
  return new Uint8Array(opened);
}

/** The password, from what its box held (`either`). */
export function passwordOf(opened: Bytes): string {
  const length = new DataView(opened.buffer).getUint16(0);
  return new TextDecoder().decode(opened.slice(2, 2 + length));
}

/** A half, as one custodian sends it to the other by whatever means: alone it says nothing. */
export function halfInWords(opened: Bytes): string {
  return asText(opened, 'base64url');
}

/** The password, from one's own half and the one that the other custodian sent (`both`); null where they are not of one password. */
export function joinHalves(mine: Bytes, theirs: string): string | null {
  const other = /^[\w-]+$/.test(theirs.trim()) ? asBytes(theirs.trim()) : new Uint8Array();
  if (other.length !== mine.length) return null;
  const whole = mix(mine, other);
  const length = new DataView(whole.buffer).getUint16(0);
  // What is no password has no such end, but for one pad in a great many.
  const isWhole = length > 0 && length <= whole.length - 2 && whole.slice(2 + length).every((byte) => byte === 0);
  return isWhole ? passwordOf(whole) : null;
}

async function seal(content: Bytes, publicKey: string, to: BoundTo): Promise<string> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(asBytes(publicKey).buffer);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: infoOf(to) }, content.buffer, aadOf(to));
  return asText(new Uint8Array([...new Uint8Array(enc), ...new Uint8Array(ct)]), 'base64');
}

function infoOf({ mode }: BoundTo): ArrayBuffer {
  return new TextEncoder().encode(`beffroi backup custody 1 ${mode}`).buffer;
}

function aadOf({ repositoryId }: BoundTo): ArrayBuffer {
  return new TextEncoder().encode(repositoryId).buffer;
}

function pad(content: Bytes): Bytes {
  const padded = new Uint8Array(Math.ceil((content.length + 2) / BLOCK) * BLOCK);
  new DataView(padded.buffer).setUint16(0, content.length);
  padded.set(content, 2);
  return padded;
}

function mix(one: Bytes, other: Bytes): Bytes {
  return one.map((byte, rank) => byte ^ (other[rank] ?? 0));
}

function asText(bytes: Bytes, kind: 'base64' | 'base64url'): string {
  const text = btoa(String.fromCharCode(...bytes));
  return kind === 'base64' ? text : text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function asBytes(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
