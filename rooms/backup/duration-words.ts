// SPDX-License-Identifier: EUPL-1.2
/** A number of hours in words, in the largest unit that says it exactly: « 4 heures », « 2 jours », « 1 an ». */
export function durationInWords(hours: number): string {
  if (hours === 0) return '0 heure';
  const [one, many, size] = (
    [
      ['an', 'ans', 8_760],
      ['jour', 'jours', 24],
      ['heure', 'heures', 1],
    ] as const
  ).find(([, , unit]) => hours % unit === 0) ?? ['heure', 'heures', 1];
  const count = hours / size;
  return `${count} ${count > 1 ? many : one}`;
}

/** How often, of a number of hours between: « Chaque jour », « Toutes les 8 heures », « Tous les 2 jours ». */
export function frequencyInWords(hours: number): string {
  if (hours % 168 === 0) return hours === 168 ? 'Chaque semaine' : `Toutes les ${hours / 168} semaines`;
  if (hours % 24 === 0) return hours === 24 ? 'Chaque jour' : `Tous les ${hours / 24} jours`;
  return hours === 1 ? 'Chaque heure' : `Toutes les ${hours} heures`;
}
