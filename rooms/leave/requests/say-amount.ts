// SPDX-License-Identifier: EUPL-1.2
/** Amounts of leave as people read them. Safe for the browser. */

/** « 2,5 jours », « 1 jour » from hundredths; « 3 h 30 » from minutes. */
export function sayAmount(amount: number, unit: 'day' | 'hour'): string {
  if (unit === 'day') {
    const days = Math.round(amount) / 100;
    return `${String(days).replace('.', ',')} jour${Math.abs(days) >= 2 ? 's' : ''}`;
  }
  const sign = amount < 0 ? '−' : '';
  const whole = Math.abs(Math.round(amount));
  const minutes = whole % 60;
  if (whole < 60) return `${sign}${whole} min`;
  return `${sign}${Math.floor(whole / 60)} h${minutes === 0 ? '' : ` ${String(minutes).padStart(2, '0')}`}`;
}
