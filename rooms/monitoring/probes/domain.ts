// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Facts, Outcome, SettingsOf } from '../contract/checks.ts';
import { RegistryTrouble } from './ask-registry.ts';
import type { ProbeHouse } from './pin.ts';
import { registrationFromRdap, type Registration } from './rdap.ts';
import { registryOf, type ListSource } from './registries.ts';
import { untilDay } from './until-day.ts';
import { registrationFromWhois } from './whois.ts';

type Asked = { settings: SettingsOf['domain']; known: Facts; today: Temporal.PlainDate; stop: AbortSignal };
type Found = { outcome: Outcome; says: string; facts: Facts };

/** A registry that says nothing for longer leaves a name unwatched. */
const SILENT_DAYS = 7;
const lost = ['redemptionperiod', 'pendingdelete', 'redemption', 'pendingrestore'];
const held = ['serverhold', 'clienthold', 'frozen', 'blocked'];

/** When a domain name ends: from its registry by RDAP, by WHOIS where that registry has none; by hand where none publishes it. */
export async function lookAtDomain(house: ProbeHouse, asked: Asked): Promise<Found> {
  const { settings, known, today } = asked;
  try {
    const { registration, source } = await registrationOf(house, asked);
    // Absent from settings that were written before it could be.
    const end = registration.end ?? (settings.endsOn ? Temporal.PlainDate.from(settings.endsOn) : null);
    const facts: Facts = {
      ...(end && { domainEndsOn: end.toString() }),
      domainReadOn: today.toString(),
      ...(source !== 'fresh' && { registryList: source }),
    };
    if (registration.statuses.some((status) => lost.includes(status)))
      return { outcome: 'down', says: `Le nom ${settings.host} n’a pas été renouvelé : il est en voie d’être supprimé.`, facts };
    if (registration.statuses.some((status) => held.includes(status)))
      return { outcome: 'warn', says: `Le nom ${settings.host} est suspendu au registre.`, facts };
    if (!end) return { outcome: 'up', says: `Le registre ne publie pas la date de fin de ${settings.host} : saisissez-la dans la sonde.`, facts };
    return judge(settings, end, today, facts);
  } catch (error) {
    if (!(error instanceof RegistryTrouble)) throw error;
    return withoutAnswer(error, asked, known);
  }
}

async function registrationOf(house: ProbeHouse, { settings: { host }, stop }: Asked): Promise<{ registration: Registration; source: ListSource }> {
  const { url, source } = await registryOf(house, host, stop);
  const byRdap = url && (await registrationFromRdap(house, url, host, stop).catch(onTrouble));
  if (byRdap && !(byRdap instanceof RegistryTrouble) && byRdap.end) return { registration: byRdap, source };
  const byWhois = await registrationFromWhois(house, host, stop).catch((error: unknown) => {
    if (byRdap && !(byRdap instanceof RegistryTrouble)) return null;
    throw error;
  });
  if (byWhois?.end) return { registration: byWhois, source };
  if (byRdap instanceof RegistryTrouble) throw byRdap;
  const registration = byRdap || byWhois;
  if (!registration) throw new RegistryTrouble('Aucun registre ne répond pour ce nom');
  return { registration, source };
}

function onTrouble(error: unknown): RegistryTrouble {
  if (error instanceof RegistryTrouble) return error;
  throw error;
}

function judge({ host, warnDays }: SettingsOf['domain'], end: Temporal.PlainDate, today: Temporal.PlainDate, facts: Facts): Found {
  const { days } = end.since(today, { largestUnit: 'day' });
  if (days < 0) return { outcome: 'down', says: `Le nom ${host} a expiré.`, facts };
  if (days <= warnDays) return { outcome: 'warn', says: `Le nom ${host} expire ${untilDay(end, today)}.`, facts };
  return { outcome: 'up', says: '', facts };
}

// The registry is in trouble, not the name: what it said last still holds, for a while.
function withoutAnswer(trouble: RegistryTrouble, { settings, today }: Asked, known: Facts): Found {
  if (known.domainEndsOn === undefined || known.domainReadOn === undefined)
    return { outcome: 'warn', says: `${trouble.message} : la date de fin de ${settings.host} n’est pas connue.`, facts: known };
  const readOn = Temporal.PlainDate.from(known.domainReadOn);
  const found = judge(settings, Temporal.PlainDate.from(known.domainEndsOn), today, known);
  const says = `${found.says} ${trouble.message} : date lue le ${formatDay(readOn)}.`.trim();
  const isSilent = today.since(readOn, { largestUnit: 'day' }).days > SILENT_DAYS;
  return { ...found, says, outcome: found.outcome === 'up' && isSilent ? 'warn' : found.outcome };
}
