// SPDX-License-Identifier: EUPL-1.2
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import { CannotStart } from '#platform/cannot-start.ts';

export type Certificate = { context(): SecureContext };

const LOOKED_AT_AGAIN_MS = 60_000;

/** The certificate in these files (PEM), read again when they change: one that was renewed serves without a restart. */
export function certificateIn({ cert, key }: { cert: string; key: string }): Certificate {
  const read = (): { stamp: string; context: SecureContext; at: number } => ({
    stamp: stampOf(cert, key),
    context: createSecureContext({ cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2' }),
    at: Date.now(),
  });
  let known = firstRead(read, cert, key);
  return {
    context() {
      if (Date.now() - known.at < LOOKED_AT_AGAIN_MS) return known.context;
      known.at = Date.now();
      try {
        if (stampOf(cert, key) !== known.stamp) known = read();
      } catch {
        // Half-written by the renewal: the one in memory serves until the next look.
      }
      return known.context;
    },
  };
}

function firstRead<Read>(read: () => Read, cert: string, key: string): Read {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`LDAP_TLS_CERT et LDAP_TLS_KEY : le certificat ${cert} et sa clé ${key} ne se lisent pas ensemble (${reason}).`);
  }
}

function stampOf(...files: readonly string[]): string {
  return files.map((file) => statSync(file).mtimeMs).join(' ');
}
