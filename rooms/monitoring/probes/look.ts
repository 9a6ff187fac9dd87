// SPDX-License-Identifier: EUPL-1.2
import type { Facts, KindAndSettings, Outcome } from '../contract/checks.ts';
import { lookAtDns } from './dns.ts';
import { lookAtDomain } from './domain.ts';
import { lookAtHttp } from './http.ts';
import { ProbeFailed, type ProbeHouse } from './pin.ts';
import { lookAtSnmp } from './snmp.ts';
import { lookAtTcp } from './tcp.ts';

/** What one look found. `says`: a French sentence, empty where all is well. */
export type Look = { outcome: Outcome; ms: number | null; says: string; facts?: Facts };

export type Looking = {
  check: KindAndSettings;
  /** The names and addresses that the body declared and the operator approved: a redirect leads nowhere else. */
  allowed: (host: string) => boolean;
  secret: string | null;
  /** The day, in Paris, from which what will expire is counted. */
  today: Temporal.PlainDate;
  /** What the look before read: it holds where a registry does not answer. */
  facts?: Facts;
};

export const LOOK_MS = 10_000;

/** Asks a machine how it is, within ten seconds. Never rejects: what goes wrong is what was found. */
export async function look(house: ProbeHouse, looking: Looking): Promise<Look> {
  const begun = performance.now();
  const stop = AbortSignal.timeout(LOOK_MS);
  try {
    const found = await one(house, looking, stop);
    return { ms: Math.round(performance.now() - begun), ...found };
  } catch (error) {
    if (stop.aborted) return { outcome: 'down', ms: null, says: 'Aucune réponse en dix secondes.' };
    return { outcome: 'down', ms: null, says: error instanceof ProbeFailed ? error.message : reasonOf(error) };
  }
}

type Found = Omit<Look, 'ms'>;

function one(house: ProbeHouse, { check, allowed, secret, today, facts = {} }: Looking, stop: AbortSignal): Promise<Found> {
  switch (check.kind) {
    case 'http':
      return lookAtHttp(house, { settings: check.settings, allowed, today, stop });
    case 'tcp':
      return lookAtTcp(house, check.settings, stop);
    case 'dns':
      return lookAtDns(house, check.settings, stop);
    case 'domain':
      return lookAtDomain(house, { settings: check.settings, known: facts, today, stop });
    case 'snmp':
      return lookAtSnmp(house, check.settings, secret ?? '');
    default:
      throw new Error(`nothing is asked of a machine for ${check.kind}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'La machine refuse la connexion : le service est arrêté, ou un pare-feu le ferme.',
  ECONNRESET: 'La machine a coupé la connexion.',
  EHOSTUNREACH: 'La machine est injoignable.',
  ENETUNREACH: 'Le réseau de cette machine est injoignable.',
  ETIMEDOUT: 'La machine ne répond pas.',
  CERT_HAS_EXPIRED: 'Le certificat a expiré.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Le certificat est celui d’un autre nom.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Le certificat n’est signé par aucune autorité reconnue.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Le certificat n’est signé par aucune autorité reconnue.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'La chaîne du certificat est incomplète.',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `La connexion a échoué${code ? ` (${code})` : ''}.`;
}
