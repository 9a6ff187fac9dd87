// SPDX-License-Identifier: EUPL-1.2
/** Client of a time-stamping authority: RFC 3161 over HTTP (section 3.4). */
import { randomBytes } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import { isDigest } from './digest.ts';
import { checkToken, nonceOf } from './time-stamp-token.ts';
import type { TimeStamper } from './time-stamp.ts';

export type AuthoritySettings = {
  url: string;
  /** PEM certificates of the authority's roots: an answer that they do not cover is refused at once. */
  roots: readonly string[];
  /** Object identifier of the policy to ask for; the authority's own when absent. */
  policy?: string;
  /** Sent as HTTP basic authentication, for authorities that bill. */
  credentials?: { user: string; password: string };
};

const patience = 20_000;
const longestAnswer = 1_000_000;

/** Asks the authority for a token, and keeps it only once it has proved the digest, the nonce, the signature and the certificate. */
export function timeStampAuthority({ url, roots, policy, credentials }: AuthoritySettings): TimeStamper {
  return {
    kind: 'rfc3161',
    async stamp(digest) {
      if (!isDigest(digest)) throw new TypeError('a time-stamp is put on a SHA-256 digest');
      const nonce = positive(randomBytes(16));
      const answer = await ask(url, requestFor(digest, nonce, policy), credentials);
      const token = tokenIn(answer);
      if (nonceOf(token) !== nonce.toString('hex')) throw new Error('the time-stamping authority answered another request');
      const verdict = await checkToken(token, digest, roots);
      if (!verdict.isSound) throw new Error(`the time-stamping authority gave a token that proves nothing: ${verdict.says}`);
      return { kind: 'rfc3161', digest, at: verdict.at.toString(), authority: verdict.authority, token: token.toString('base64') };
    },
  };
}

/** A TimeStampReq that asks for the certificate too, so that the token can be checked by itself in ten years. */
function requestFor(digest: string, nonce: Buffer, policy: string | undefined): Uint8Array<ArrayBuffer> {
  const request = new pki.TimeStampReq({
    version: 1,
    messageImprint: new pki.MessageImprint({
      hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: pki.id_sha256, algorithmParams: new asn1.Null() }),
      hashedMessage: new asn1.OctetString({ valueHex: Buffer.from(digest, 'hex') }),
    }),
    nonce: new asn1.Integer({ valueHex: nonce }),
    certReq: true,
    ...(policy === undefined ? {} : { reqPolicy: policy }),
  });
  return new Uint8Array(request.toSchema().toBER());
}

async function ask(url: string, body: Uint8Array<ArrayBuffer>, credentials: AuthoritySettings['credentials']): Promise<Buffer> {
  const basic = credentials && `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply', ...(basic ? { authorization: basic } : {}) },
    body,
    // A redirection could send the credentials elsewhere.
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !type.startsWith('application/timestamp-reply')) {
    await response.body?.cancel();
    throw new Error(`the time-stamping authority answered ${response.status} ${type}`);
  }
  return await readAtMost(response, longestAnswer);
}

async function readAtMost(response: Response, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > most) throw new Error('the answer of the time-stamping authority is too long');
  }
  return Buffer.concat(chunks);
}

function tokenIn(answer: Buffer): Buffer {
  const { status, timeStampToken } = pki.TimeStampResp.fromBER(new Uint8Array(answer));
  // 0 granted, 1 granted with modifications; anything else carries no token (RFC 3161, section 2.4.2).
  if (status.status > 1 || !timeStampToken) {
    const words = status.statusStrings?.map((text) => text.valueBlock.value).join(' ') ?? '';
    throw new Error(`the time-stamping authority refused (status ${status.status}) ${words}`.trim());
  }
  return Buffer.from(timeStampToken.toSchema().toBER());
}

/** The same bytes as a positive DER integer without leading zeros, so that it reads back as it was written. */
function positive(bytes: Buffer): Buffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
