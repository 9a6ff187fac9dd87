// SPDX-License-Identifier: EUPL-1.2
import { decimalNumber } from './amount.ts';

const UNITS = ['octets', 'ko', 'Mo', 'Go', 'To', 'Po'] as const;

/** A volume in bytes with decimal French units: `1_000_000_000_000` → `1 To`, `7_400_000_000` → `7,4 Go`. */
export function volume(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const most = unit === 0 || Math.abs(value) >= 100 ? 0 : 1;
  return `${decimalNumber(value, most)}\u00a0${unit === 0 && Math.abs(value) < 2 ? 'octet' : UNITS[unit]}`;
}

/** A volume in whole gigabytes, as tariffs print it: `1000` → `1 To`, `1500` → `1,5 To`, `200` → `200 Go`. */
export function gigabytes(value: number): string {
  return volume(value * 1e9);
}
