// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from 'react';
import { fingerprintOf } from './recovery-code.ts';

/** The eight letters of a public key; empty until they are known. */
export function useFingerprint(publicKey: string): string {
  const [fingerprint, set] = useState('');
  useEffect(() => {
    void fingerprintOf(publicKey).then(set);
  }, [publicKey]);
  return fingerprint;
}
