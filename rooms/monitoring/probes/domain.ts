// SPDX-License-Identifier: EUPL-1.2
import type { Facts, Outcome, SettingsOf } from '../contract/checks.ts';
import { untilDay } from './until-day.ts';
import { ProbeFailed, type ProbeHouse } from './pin.ts';
import { expiryFromRdap } from './rdap.ts';
import { expiryFromWhois } from './whois.ts';

/** When a domain name ends: from its registry by RDAP, by WHOIS where that registry has none. */
export async function lookAtDomain(
  house: ProbeHouse,
  { host, warnDays }: SettingsOf['domain'],
  today: Temporal.PlainDate,
  stop: AbortSignal,
): Promise<{ outcome: Outcome; says: string; facts: Facts }> {
  const end = (await expiryFromRdap(house, host, stop)) ?? (await expiryFromWhois(house, host, stop));
  if (!end) throw new ProbeFailed(`Le registre ne dit pas quand ${host} expire.`);
  const facts = { domainEndsOn: end.toString() };
  const { days } = end.since(today, { largestUnit: 'day' });
  if (days < 0) return { outcome: 'down', says: `Le nom ${host} a expiré.`, facts };
  if (days <= warnDays) return { outcome: 'warn', says: `Le nom ${host} expire ${untilDay(end, today)}.`, facts };
  return { outcome: 'up', says: '', facts };
}
