// SPDX-License-Identifier: EUPL-1.2
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export type Keys = { public: JWK[]; private: Readonly<Record<'RS256' | 'ES256', { kid: string; key: CryptoKey }>> };

export async function drawKeys(): Promise<Keys> {
  const [rsa, ec] = await Promise.all([generateKeyPair('RS256', { extractable: true }), generateKeyPair('ES256', { extractable: true })]);
  return {
    public: [
      { ...(await exportJWK(rsa.publicKey)), kid: 'simulateur-rsa', use: 'sig', alg: 'RS256' },
      { ...(await exportJWK(ec.publicKey)), kid: 'simulateur-ec', use: 'sig', alg: 'ES256' },
    ],
    private: { RS256: { kid: 'simulateur-rsa', key: rsa.privateKey }, ES256: { kid: 'simulateur-ec', key: ec.privateKey } },
  };
}

export function sign(keys: Keys, algorithm: 'RS256' | 'ES256', claims: Record<string, unknown>): Promise<string> {
  const { kid, key } = keys.private[algorithm];
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' }).sign(key);
}
