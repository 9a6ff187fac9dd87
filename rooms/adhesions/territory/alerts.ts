// SPDX-License-Identifier: EUPL-1.2
/** What an operator must see of a territory before anyone asks. Pure. */
import { formatDay } from '#platform/calendar/french-days.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { volume } from '#rooms/catalogue/api.ts';
import type { TerritoryAlert } from '../contract/territory.ts';
import type { Position } from './grid-position.ts';

type Seen = {
  on: string;
  endsOn: string | null;
  noticeMonths: number;
  yearlyCents: number | null;
  counted: number;
  unknown: number;
  position: Position | null;
  usedGo: number | null;
  missing: number;
  /** Certificates expired on that day, and those that expire within sixty days. */
  expired: number;
  expiring: number;
};

/** The alerts of a territory on a day, the gravest first. */
export function alertsOf(seen: Seen): TerritoryAlert[] {
  const alerts = [...volumeAlerts(seen), ...amountAlerts(seen), ...termAlerts(seen), ...certificateAlerts(seen), ...missingAlerts(seen)];
  return alerts.toSorted((one, other) => rank(one.level) - rank(other.level));
}

/** Order of a level; an absent one comes last. */
export function rank(level: TerritoryAlert['level'] | null): number {
  return level === null ? 3 : ['danger', 'warning', 'info'].indexOf(level);
}

/** Share of what was bought, in percent. */
export function fillPercent(usedGo: number | null, boughtGo: number | null): number | null {
  return usedGo === null || !boughtGo ? null : Math.floor((usedGo * 100) / boughtGo);
}

function volumeAlerts({ usedGo, position }: Seen): TerritoryAlert[] {
  const bought = position?.upToGo ?? null;
  const percent = fillPercent(usedGo, bought);
  if (percent === null || percent < 80 || usedGo === null || bought === null) return [];
  const says = `Volume à ${percent} % : ${volume(usedGo)} sur ${volume(bought)}.`;
  if (percent >= 100) return [{ level: 'danger', code: 'volume', says: `${says} La ligne suivante de la grille s’applique au prochain appel.` }];
  return [{ level: percent >= 90 ? 'danger' : 'warning', code: 'volume', says }];
}

function amountAlerts({ position, yearlyCents, counted, unknown }: Seen): TerritoryAlert[] {
  if (unknown > 0) return [{ level: 'warning', code: 'count', says: `${unknown} collectivité(s) sans population connue : le compte n’est pas sûr.` }];
  if (!position) return [];
  if (position.column === null)
    return [{ level: 'danger', code: 'count', says: `${counted} comptées : au-delà de la dernière colonne de l’édition, sur devis.` }];
  if (position.cellCents === null || yearlyCents === null || position.cellCents === yearlyCents) return [];
  const says = `La convention est à ${formatEuros(yearlyCents)} ; la case de ce jour est à ${formatEuros(position.cellCents)}. Un recomptage s’impose.`;
  return [{ level: 'warning', code: 'amount', says }];
}

function termAlerts({ on, endsOn, noticeMonths }: Seen): TerritoryAlert[] {
  if (endsOn === null) return [];
  const last = Temporal.PlainDate.from(endsOn);
  const noticeOn = last.subtract({ months: noticeMonths }).toString();
  if (endsOn < on) return [{ level: 'danger', code: 'term', says: `La convention a pris fin le ${formatDay(last)}.` }];
  if (noticeOn <= on) return [{ level: 'danger', code: 'term', says: `La convention finit le ${formatDay(last)} : le préavis est entamé.` }];
  const soon = Temporal.PlainDate.from(on).add({ months: noticeMonths + 6 });
  return Temporal.PlainDate.compare(last, soon) <= 0 ? [{ level: 'warning', code: 'term', says: `La convention finit le ${formatDay(last)}.` }] : [];
}

function certificateAlerts({ expired, expiring }: Seen): TerritoryAlert[] {
  const alerts: TerritoryAlert[] = [];
  if (expired > 0)
    alerts.push({ level: 'danger', code: 'certificate', says: `${expired} certificat${expired > 1 ? 's' : ''} expiré${expired > 1 ? 's' : ''}.` });
  if (expiring > 0)
    alerts.push({
      level: 'warning',
      code: 'certificate',
      says: `${expiring} certificat${expiring > 1 ? 's expirent' : ' expire'} dans les soixante jours.`,
    });
  return alerts;
}

function missingAlerts({ missing }: Seen): TerritoryAlert[] {
  if (missing === 0) return [];
  return [{ level: 'info', code: 'missing', says: `${missing} commune${missing > 1 ? 's' : ''} du territoire sans convention tripartite.` }];
}
