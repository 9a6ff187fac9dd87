// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';

export type TimeStampSettings = { url: string; roots: readonly string[]; policy?: string };

/** The time-stamping authority of the environment; null without one. Its roots are read at once: a token is worth what they are worth. */
export function timeStampOf(env: Readonly<Record<string, string | undefined>>, faults: string[]): TimeStampSettings | null {
  const url = env['TIME_STAMP_URL'] || null;
  const file = env['TIME_STAMP_ROOTS_FILE'] || null;
  const policy = env['TIME_STAMP_POLICY'] || null;
  if (!url && !file && !policy) return null;
  if (!url || !file) {
    faults.push('TIME_STAMP_URL et TIME_STAMP_ROOTS_FILE vont ensemble : l’adresse de l’autorité d’horodatage et ses certificats racines (PEM).');
    return null;
  }
  if (!(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
    faults.push('TIME_STAMP_URL doit être l’adresse http:// ou https:// d’une autorité d’horodatage (RFC 3161).');
  if (policy && !/^\d+(\.\d+)+$/.test(policy)) faults.push('TIME_STAMP_POLICY doit être un identifiant d’objet, comme 1.2.250.1.137.2.2.1.2.');
  const roots = rootsIn(file, faults);
  return { url, roots, ...(policy && { policy }) };
}

function rootsIn(file: string, faults: string[]): string[] {
  try {
    const found = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    if (found.length === 0) faults.push(`TIME_STAMP_ROOTS_FILE : « ${file} » ne contient aucun certificat PEM.`);
    return found;
  } catch {
    faults.push(`TIME_STAMP_ROOTS_FILE : « ${file} » ne peut pas être lu.`);
    return [];
  }
}
