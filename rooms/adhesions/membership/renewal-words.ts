// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';

type Term = { endsOn: string | null; renewal: 'none' | 'tacit'; noticeMonths: number; isEnded: boolean; isPayer: boolean; payer: string };
export type Renewal = { on: string | null; decideBefore: string | null; says: string };

/** When a convention comes to its end, and what happens then, as an élu reads it. No tacit renewal unless the convention says so. Pure. */
export function renewalWords({ endsOn, renewal, noticeMonths, isEnded, isPayer, payer }: Term): Renewal {
  if (isEnded) return { on: null, decideBefore: null, says: 'Cette convention a pris fin : ce qu’elle ouvrait est fermé.' };
  const notice = noticeMonths === 0 ? 'à tout moment' : `avec un préavis de ${noticeMonths} mois`;
  if (endsOn === null)
    return { on: null, decideBefore: null, says: `Elle n’a pas de terme : chaque partie peut y mettre fin par délibération, ${notice}.` };
  const last = Temporal.PlainDate.from(endsOn);
  const next = last.add({ days: 1 });
  const decideBefore = last.subtract({ months: noticeMonths });
  if (renewal === 'tacit')
    return {
      on: next.toString(),
      decideBefore: decideBefore.toString(),
      says: `Elle se renouvelle d’elle-même le ${formatDay(next)}, sauf si une partie y met fin avant le ${formatDay(decideBefore)}.`,
    };
  const whose = isPayer ? 'votre assemblée' : `l’assemblée de ${payer}`;
  return {
    on: next.toString(),
    decideBefore: decideBefore.toString(),
    says: `Elle s’arrête le ${formatDay(last)} et ne se renouvelle pas d’elle-même : pour continuer, ${whose} délibère avant cette date, au tarif alors en vigueur. Sinon, les services se ferment le soir de ce jour.`,
  };
}
