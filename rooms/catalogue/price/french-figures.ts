// SPDX-License-Identifier: EUPL-1.2
/** Figures inside sentences. By hand, because a national run writes hundreds of thousands of them and Intl costs a microsecond each. */

/** 12345 → « 12 345 », with narrow no-break spaces; up to three decimals. */
export function count(value: number): string {
  const whole = Math.trunc(value);
  const text = thousands(Math.abs(whole));
  const rest = Math.round(Math.abs(value - whole) * 1000);
  const sign = value < 0 ? '−' : '';
  return rest === 0 ? sign + text : `${sign}${text},${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
}

/** Integer cents → « 17 938,00 € ». */
export function euros(cents: number): string {
  const absolute = Math.abs(cents);
  const rest = absolute % 100;
  return `${cents < 0 ? '−' : ''}${thousands((absolute - rest) / 100)},${rest < 10 ? '0' : ''}${rest}\u00a0€`;
}

/** Integer cents, without decimals when there are none → « 17 938 € », « 213,34 € ». */
export function shortEuros(cents: number): string {
  return cents % 100 === 0 ? `${count(cents / 100)}\u00a0€` : euros(cents);
}

/** Integer cents with their sign → « +2 798 € ». */
export function signedEuros(cents: number): string {
  return cents < 0 ? shortEuros(cents) : `+${shortEuros(cents)}`;
}

/** Go → « 500 Go », « 1,5 To » when whole To read better. */
export function volume(go: number): string {
  return go >= 1000 ? `${count(go / 1000)}\u00a0To` : `${count(go)}\u00a0Go`;
}

/** Hundredths of a percent → « 8 % ». */
export function percent(bps: number): string {
  return `${count(bps / 100)}\u00a0%`;
}

function thousands(value: number): string {
  if (value < 1000) return String(value);
  const low = value % 1000;
  const padded = low < 10 ? `00${low}` : low < 100 ? `0${low}` : String(low);
  return `${thousands((value - low) / 1000)}\u202f${padded}`;
}
