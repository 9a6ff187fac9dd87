// SPDX-License-Identifier: EUPL-1.2

/** Whether nine digits are a SIREN: their key is that of Luhn (article R123-221 du code de commerce, ISO/IEC 7812-1). */
export function isSiren(text: string): boolean {
  return /^\d{9}$/.test(text) && luhn(text) % 10 === 0;
}

const LA_POSTE = '356000000';

/** Whether fourteen digits are a SIRET. La Poste ran out of keys: for its establishments the digits add up to a multiple of five. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text) || !isSiren(text.slice(0, 9))) return false;
  if (luhn(text) % 10 === 0) return true;
  return text.startsWith(LA_POSTE) && [...text].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

/** The SIRET of an establishment from its SIREN and the first four digits of its NIC, with the key that makes it valid. */
export function siretOf(siren: string, establishment: string): string {
  for (let key = 0; key < 10; key++) {
    const siret = `${siren}${establishment}${key}`;
    if (isSiret(siret)) return siret;
  }
  throw new Error('one digit in ten makes a valid key');
}

function luhn(digits: string): number {
  let sum = 0;
  for (const [fromEnd, digit] of [...digits].reverse().entries()) {
    const doubled = fromEnd % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}
