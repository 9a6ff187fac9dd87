// SPDX-License-Identifier: EUPL-1.2
/** The bind operation (RFC 4511 §4.2, RFC 4513 §5): an application password or a reader's secret, never the password of an account. */
import { HOUSE_ID } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { plainSecret } from '../app-passwords/secret.ts';
import { secretDigest } from '../sign-in/session.ts';
import { code, LdapRefusal } from './answers.ts';
import { parseDn } from './dn.ts';
import { holderOf, type Holder } from './holder.ts';
import { noteUse } from './note-use.ts';
import type { BindRequest } from './read-message.ts';
import { utf8OrNull } from './utf8.ts';

export type Credentials = { name: string; digest: Buffer };
export type Bound = { credentials: Credentials; holder: Holder };

// Above any name or secret that this directory knows.
const LONGEST = 1_000;

/** Who binds; null for an anonymous bind. Refuses whatever does not prove someone, in one sentence for all reasons. */
export async function bind(house: House, request: BindRequest, source: { address: string; isConfidential: boolean }): Promise<Bound | null> {
  const { version, name, method, secret } = request;
  if (version !== 3) throw new LdapRefusal({ code: code.protocolError, says: 'Seule la version 3 de LDAP est servie.' });
  if (method !== 'simple') throw new LdapRefusal({ code: code.authMethodNotSupported, says: 'Seule la connexion simple est acceptée, sous TLS.' });
  if (secret.length === 0) {
    if (name === '') return null;
    // RFC 4513 §5.1.2: programs that forget the password would believe that they proved someone.
    throw new LdapRefusal({ code: code.unwillingToPerform, says: 'Un mot de passe d’application est attendu.' });
  }
  if (!source.isConfidential)
    throw new LdapRefusal({
      code: code.confidentialityRequired,
      says: 'Chiffrez d’abord la connexion (StartTLS ou LDAPS) : le mot de passe circulerait en clair.',
    });
  if (name.includes('=') && !parseDn(name)) throw new LdapRefusal({ code: code.invalidDNSyntax, says: 'Le nom de connexion n’est pas un nom LDAP.' });
  const text = secret.length > LONGEST || name.length > LONGEST ? null : utf8OrNull(secret);
  const credentials = text === null ? null : { name, digest: secretDigest(plainSecret(text)) };
  const holder = credentials && (await holderOf(house, credentials.name, credentials.digest));
  if (!holder || !credentials) {
    await recordRefusal(house, source.address);
    throw new LdapRefusal({ code: code.invalidCredentials, says: 'Identifiant ou mot de passe d’application incorrect.' });
  }
  await noteUse(house, holder, source.address);
  return { credentials, holder };
}

async function recordRefusal(house: House, address: string): Promise<void> {
  const entry = { actor: { kind: 'public' } as const, organisation: HOUSE_ID };
  await inContext(house, entry, (ctx) => ctx.record({ what: 'people.ldap-bind-refused', about: { address } }));
}
