// SPDX-License-Identifier: EUPL-1.2
/**
 * The unique identifier that the State's collector gives an act: `033-243301355-20171018-D2017-37-DE`. Its day is the one declared at
 * transmission, which need not be that of the session.
 */
export const actNatures = {
  DE: 'Délibération',
  AR: 'Arrêté réglementaire',
  AI: 'Arrêté individuel',
  CC: 'Contrat ou convention',
  BF: 'Document budgétaire et financier',
  AU: 'Autre acte',
} as const;
export type ActNature = keyof typeof actNatures;

export type ActIdentifier = { department: string; siren: string; on: Temporal.PlainDate; number: string; nature: ActNature };

/** Reads an identifier. Null when it is not one: a department of three signs, a SIREN, a real day, a number of at most 15 signs, a nature. */
export function readActIdentifier(text: string): ActIdentifier | null {
  const [, department, siren, day, number, nature] = /^(\d{2}[\dAB])-(\d{9})-(\d{8})-([A-Z0-9_-]{1,15})-([A-Z]{2})$/.exec(text.trim()) ?? [];
  if (!department || !siren || !day || !number || !nature || !isNature(nature)) return null;
  const on = dayOf(day);
  return on && { department, siren, on, number, nature };
}

export function writeActIdentifier({ department, siren, on, number, nature }: ActIdentifier): string {
  return `${department.padStart(3, '0')}-${siren}-${on.toString().replaceAll('-', '')}-${number}-${nature}`;
}

function isNature(text: string): text is ActNature {
  return Object.hasOwn(actNatures, text);
}

function dayOf(digits: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`, { overflow: 'reject' });
  } catch {
    return null;
  }
}
