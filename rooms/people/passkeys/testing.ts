// SPDX-License-Identifier: EUPL-1.2
/** An authenticator made of a key pair, for tests: it signs whatever origin it is told, as a dishonest page would have it. */
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type Said = { origin?: string; rpID?: string; isVerified?: boolean; counter?: number };

export type TestAuthenticator = { create: (challenge: string, said?: Said) => object; get: (challenge: string, said?: Said) => object };

/** One passkey, as a browser would hand it to the server. */
export function testAuthenticator(origin = 'http://localhost:3000'): TestAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const signer: KeyObject = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const clientData = (type: string, challenge: string, said: Said): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: said.origin ?? origin, crossOrigin: false }));
  const authData = (flags: number, said: Said, tail = Buffer.alloc(0)): Buffer => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(said.counter ?? 0);
    const verified = said.isVerified === false ? flags & ~4 : flags;
    const rpHash = createHash('sha256')
      .update(said.rpID ?? new URL(origin).hostname)
      .digest();
    return Buffer.concat([rpHash, Buffer.from([verified]), counter, tail]);
  };
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {} };
  return {
    create(challenge, said = {}) {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
      const data = authData(0x45, said, attested);
      // CBOR: { fmt: "none", attStmt: {}, authData: bytes }
      const head = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex');
      const attestationObject = Buffer.concat([head, Buffer.from([data.length]), data]).toString('base64url');
      const clientDataJSON = clientData('webauthn.create', challenge, said).toString('base64url');
      return { ...named, response: { clientDataJSON, attestationObject, transports: ['internal'] } };
    },
    get(challenge, said = {}) {
      const data = authData(0x05, said);
      const client = clientData('webauthn.get', challenge, said);
      const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), signer);
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      };
      return { ...named, response };
    },
  };
}
