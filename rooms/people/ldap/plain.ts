// SPDX-License-Identifier: EUPL-1.2

/** A value as caseIgnoreMatch compares it (RFC 4518): compatibility forms, case and runs of spaces apart. `people.ldap_plain` is the same in SQL. */
export function plain(value: string): string {
  return plainPart(value).trim();
}

/** A part of a value, whose outer spaces count. */
export function plainPart(value: string): string {
  return value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
}

/** As `~=` compares: accents apart too. `people.ldap_folded` is the same in SQL. */
export function folded(value: string): string {
  return plain(value)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}

/** A telephone number as telephoneNumberMatch compares it. */
export function plainPhone(value: string): string {
  return plainPart(value).replace(/[\s-]/g, '');
}
