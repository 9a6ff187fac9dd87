// SPDX-License-Identifier: EUPL-1.2
/** « 99,95 % », rounded down: a failure never disappears in the rounding. */
export function availability(looks: number, failed: number): string {
  if (looks === 0) return '–';
  const hundredths = Math.floor((10_000 * (looks - failed)) / looks);
  return `${(hundredths / 100).toLocaleString('fr-FR', { maximumFractionDigits: 2 })} %`;
}
