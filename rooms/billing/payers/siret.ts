// SPDX-License-Identifier: EUPL-1.2
/** Whether a text is a SIRET: fourteen digits whose Luhn sum is a multiple of ten (La Poste's establishments, by the sum of their digits). Pure. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  const digits = [...text].map(Number);
  if (text.startsWith('356000000') && digits.reduce((sum, digit) => sum + digit, 0) % 5 === 0) return true;
  const sum = digits.reduce((total, digit, at) => total + (at % 2 === 0 ? doubled(digit) : digit), 0);
  return sum % 10 === 0;
}

/** The SIRET of a SIREN and of the four digits of an establishment's number, with its control digit. */
export function siretOf(siren: string, establishment: string): string {
  for (let digit = 0; digit < 10; digit++) if (isSiret(`${siren}${establishment}${digit}`)) return `${siren}${establishment}${digit}`;
  throw new RangeError(`${siren} is not nine digits`);
}

function doubled(digit: number): number {
  return digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
}
