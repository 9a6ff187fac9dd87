// SPDX-License-Identifier: EUPL-1.2
/** The day proposed for the first commissioning. Pure. */
import { metropole } from '#platform/calendar/public-holidays.ts';
import { addWorkingDays } from '#platform/calendar/working-days.ts';

/** Two weeks of work to prepare the visit: accounts, equipment, an appointment. */
const WORKING_DAYS = 10;

/** Ten working days after the opening, or after the day on which it was entered when that came later. */
export function proposedDay(opensOn: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate {
  const from = Temporal.PlainDate.compare(opensOn, today) < 0 ? today : opensOn;
  return addWorkingDays(from, WORKING_DAYS, 'ouvres', metropole);
}

/** Whether an allowance pays for a first commissioning: « l’accompagnement sur site à la première mise en service ». */
export function isCommissioning(key: string): boolean {
  return key === 'mise-en-service' || key.endsWith('--first-commissioning');
}
