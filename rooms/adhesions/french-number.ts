// SPDX-License-Identifier: EUPL-1.2
const format = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 3 });

/** « 1,5 », « 1 000 ». */
export function formatDecimal(value: number): string {
  return format.format(value);
}
