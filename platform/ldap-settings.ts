// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs';

export type LdapSettings = {
  host: string;
  /** Plain, with StartTLS where there is a certificate; null: not served. */
  port: number | null;
  /** Encrypted from the first byte; null: not served. */
  tlsPort: number | null;
  /** Files in PEM. */
  tls: { cert: string; key: string } | null;
  /** The port was not asked for: where another program holds it, the house starts without LDAP. */
  isTrial: boolean;
};

const TRIAL_PORT = 10_389;

/** Where LDAP is served: on a high port in development, nowhere in production unless the settings say. */
export function ldapOf(env: Readonly<Record<string, string | undefined>>, host: string, production: boolean, faults: string[]): LdapSettings {
  const asked = env['LDAP_PORT'];
  const port = asked ? portIn(env, 'LDAP_PORT', faults) : production ? null : TRIAL_PORT;
  const tlsPort = env['LDAPS_PORT'] ? portIn(env, 'LDAPS_PORT', faults) : null;
  const cert = env['LDAP_TLS_CERT'];
  const key = env['LDAP_TLS_KEY'];
  if (Boolean(cert) !== Boolean(key)) faults.push('LDAP_TLS_CERT et LDAP_TLS_KEY vont ensemble.');
  if (tlsPort !== null && !cert) faults.push('LDAPS_PORT demande un certificat : renseignez LDAP_TLS_CERT et LDAP_TLS_KEY.');
  for (const [name, file] of Object.entries({ LDAP_TLS_CERT: cert, LDAP_TLS_KEY: key }))
    if (file && !existsSync(file)) faults.push(`${name} désigne un fichier qui n’existe pas : ${file}.`);
  return { host: env['LDAP_HOST'] || host, port, tlsPort, tls: cert && key ? { cert, key } : null, isTrial: !asked };
}

function portIn(env: Readonly<Record<string, string | undefined>>, name: string, faults: string[]): number | null {
  const text = env[name] ?? '';
  const port = Number(text);
  if (text === 'off' || port === 0) return null;
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  faults.push(`${name} doit être un numéro de port entre 1 et 65535, ou off, et non « ${text} ».`);
  return null;
}
