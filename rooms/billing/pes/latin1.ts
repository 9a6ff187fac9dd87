// SPDX-License-Identifier: EUPL-1.2
/** PES files are in ISO-8859-1, which lacks characters that French typography uses every day. */

/** What stands for a character that the encoding lacks; the words stay readable. */
const standIns: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '€': 'EUR',
  œ: 'oe',
  Œ: 'OE',
  '•': '-',
  '™': '(TM)',
  '\u202f': ' ',
  '\u2009': ' ',
  '\u00a0': ' ',
  '\u00ad': '',
  '\u200b': '',
  '\ufeff': '',
};

/** The text in characters of ISO-8859-1, on one line; null where one of them has neither stand-in nor base letter. */
export function toLatin1(text: string): string | null {
  let written = '';
  for (const character of text
    .normalize('NFC')
    .replaceAll(/[\s\u0085]+/g, ' ')
    .trim()) {
    const one = standIns[character] ?? character;
    if (isLatin1(one)) written += one;
    else {
      // ī, ş, ũ… keep their base letter.
      const base = one.normalize('NFD').replaceAll(/\p{M}/gu, '');
      if (base === '' || !isLatin1(base)) return null;
      written += base;
    }
  }
  return written;
}

/** Characters that nothing stands for, each once. */
export function foreignTo(text: string): string[] {
  return [...new Set(text.normalize('NFC'))].filter((character) => toLatin1(character) === null);
}

/** Bytes of a text that is already in these characters. Throws otherwise. */
export function latin1Bytes(text: string): Uint8Array {
  if (!isLatin1(text)) throw new Error(`the text has characters outside ISO-8859-1: ${foreignTo(text).join(' ')}`);
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function isLatin1(text: string): boolean {
  // C0 and C1 controls but line ends are in the encoding, not in XML.
  return /^[\n\r\u0020-\u007e\u00a0-\u00ff]*$/.test(text);
}
