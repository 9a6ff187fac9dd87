// SPDX-License-Identifier: EUPL-1.2
/** vCard 4.0, RFC 6350. */

export type Card = {
  /** UUID: stays that of the entry, so that a second import changes the card and adds none. */
  id: string;
  givenName: string;
  familyName: string;
  title: string;
  organisation: string;
  unit: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  office: string | null;
  note: string | null;
  revisedAt: Temporal.Instant;
};

/** The cards of one file, CRLF between lines, none longer than 75 octets (§3.2). */
export function vcards(cards: readonly Card[]): string {
  return cards
    .map((card) =>
      linesOf(card)
        .map((line) => `${folded(line)}\r\n`)
        .join(''),
    )
    .join('');
}

function linesOf(card: Card): string[] {
  const work = ';TYPE=work';
  return [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:urn:uuid:${card.id}`,
    `FN:${escaped(`${card.givenName} ${card.familyName}`)}`,
    `N:${escaped(card.familyName)};${escaped(card.givenName)};;;`,
    `ORG${work}:${[card.organisation, ...(card.unit ? [card.unit] : [])].map(escaped).join(';')}`,
    `TITLE${work}:${escaped(card.title)}`,
    ...(card.email ? [`EMAIL${work}:${escaped(card.email)}`] : []),
    ...(card.phone ? [`TEL;VALUE=uri;TYPE="work,voice":${telephone(card.phone)}`] : []),
    ...(card.mobile ? [`TEL;VALUE=uri;TYPE="work,cell":${telephone(card.mobile)}`] : []),
    // The second component, the extended address, is where an office stands (§6.3.1).
    ...(card.office ? [`ADR${work}:;${escaped(card.office)};;;;;`] : []),
    ...(card.note ? [`NOTE:${escaped(card.note)}`] : []),
    `REV:${basicTime(card.revisedAt)}`,
    'END:VCARD',
  ];
}

// §3.4: backslash, comma and semicolon are escaped, and a line break is written \n.
function escaped(text: string): string {
  return (
    text
      .replace(/[\\,;]/g, (mark) => `\\${mark}`)
      .replace(/\r\n|\r|\n/g, '\\n')
      // Other controls may stand in no value (§3.3).
      .replace(/(?!\t)\p{Cc}/gu, '')
  );
}

// RFC 3966: only digits, one plus, and visual separators. A French number is given with its country, to be dialled from anywhere.
function telephone(number: string): string {
  const digits = number.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  return `tel:${/^0[1-9]\d{8}$/.test(digits) ? `+33${digits.slice(1)}` : digits}`;
}

/** At most 75 octets a line, the break not counted, never inside a character; a following line begins with a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (size + octets > 75) {
      parts.push(part);
      part = '';
      // The space that begins the line counts.
      size = 1;
    }
    part += character;
    size += octets;
  }
  return [...parts, part].join('\r\n ');
}

function basicTime(at: Temporal.Instant): string {
  return at.round('second').toString().replace(/[-:]/g, '');
}
