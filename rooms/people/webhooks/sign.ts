// SPDX-License-Identifier: EUPL-1.2
/** Signatures of Standard Webhooks 1.0 (standardwebhooks.com), with a secret of the body and HMAC-SHA-256. */
import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** 256 random bits, written as the specification writes them. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/** The headers of one sending: `secrets` are those that sign, the current one first. */
export function signedHeaders({ id, at, body, secrets }: { id: string; at: Temporal.Instant; body: string; secrets: readonly string[] }) {
  const timestamp = String(Math.floor(at.epochMilliseconds / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
