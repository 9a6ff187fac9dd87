// SPDX-License-Identifier: EUPL-1.2
/** A unit as it is read after its quantity: plural from two on (1,5 an, 2 ans). Symbols and what already ends in s, x or z stay. Pure. */
export function unitWords(quantity: number, unit: string): string {
  if (unit.toLowerCase() === 'sms') return 'SMS';
  if (Math.abs(quantity) < 2 || !/^[a-zà-ÿ-]{2,}$/.test(unit) || /[sxz]$/.test(unit)) return unit;
  return unit.endsWith('eau') ? `${unit}x` : `${unit}s`;
}
