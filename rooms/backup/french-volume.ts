// SPDX-License-Identifier: EUPL-1.2
/** A volume in words: decimal units, as tariffs count them (1 Go is 10⁹ octets). The spaces are plain: these words travel in a status line too. */
export function frenchVolume(bytes: number): string {
  const units = ['octets', 'ko', 'Mo', 'Go', 'To'] as const;
  const rank = Math.min(bytes > 0 ? Math.floor(Math.log10(bytes) / 3) : 0, units.length - 1);
  const value = bytes / 1000 ** rank;
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: rank < 3 ? 0 : 2, useGrouping: false })} ${units[rank]}`;
}
