// SPDX-License-Identifier: EUPL-1.2
/** Where the values of a template stand, read from its constant parts: the five characters that `html` escapes are enough only in some places. */

export type Hole =
  | { place: 'text' }
  | { place: 'tag' }
  | {
      place: 'attribute';
      attribute: string;
      /** Whether the value begins the attribute, and so could choose the scheme of an address. */ opens: boolean;
    };

type Reading = { state: 'text' | 'tag' | 'value' | 'raw' | 'comment'; quote: string; attribute: string; opens: boolean; element: string };

const addressAttributes = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'xlink:href']);

const known = new WeakMap<TemplateStringsArray, readonly Hole[]>();

/** The place of each value, in order. Throws where a value could become script, style, a name or a comment. Read once per template. */
export function holesOf(parts: TemplateStringsArray): readonly Hole[] {
  const before = known.get(parts);
  if (before) return before;
  let reading: Reading = { state: 'text', quote: '', attribute: '', opens: false, element: '' };
  const holes: Hole[] = [];
  for (const part of parts.slice(0, -1)) {
    if (part === '' && reading.state === 'value' && addressAttributes.has(reading.attribute))
      throw new Error('html: join an address before showing it');
    reading = readOn(reading, part);
    holes.push(holeAfter(reading, part));
    reading = { ...reading, opens: false };
  }
  known.set(parts, holes);
  return holes;
}

/** Refuses an address that would run as script: relative ones, http, https, mailto and tel are kept. Browsers skip control characters. */
export function checkAddress(attribute: string, value: string): void {
  if (!addressAttributes.has(attribute)) return;
  // oxlint-disable-next-line no-control-regex -- these are the characters that browsers drop before they read the scheme
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\u0000-\u0020\u007f-\u009f]/g, ''))?.[1];
  if (scheme && !/^(https?|mailto|tel)$/i.test(scheme)) throw new Error(`html: the attribute « ${attribute} » refuses the scheme « ${scheme} »`);
}

function holeAfter(reading: Reading, part: string): Hole {
  if (reading.state === 'text') {
    if (/<[/!]?$/.test(part)) throw new Error('html: a value may not name an element');
    return { place: 'text' };
  }
  if (reading.state === 'value') {
    if (/^(on.*|style|srcdoc)$/.test(reading.attribute)) throw new Error(`html: no value may stand in the attribute « ${reading.attribute} »`);
    return { place: 'attribute', attribute: reading.attribute, opens: reading.opens };
  }
  if (reading.state === 'tag') {
    if (/=\s*$/.test(part)) throw new Error('html: put the value of an attribute between quotes');
    if (!/\s$/.test(part)) throw new Error('html: a value may not complete a name inside a tag');
    return { place: 'tag' };
  }
  throw new Error(`html: no value may stand inside ${reading.state === 'comment' ? 'a comment' : `<${reading.element}>`}`);
}

/** Reads one constant part, from the state in which the part before left the parser. */
function readOn(from: Reading, part: string): Reading {
  const reading = { ...from };
  let at = 0;
  while (at < part.length) at = step[reading.state](reading, part, at);
  return reading;
}

type Step = (reading: Reading, part: string, at: number) => number;

const step: Record<Reading['state'], Step> = {
  text(reading, part, at) {
    const open = part.indexOf('<', at);
    if (open < 0) return part.length;
    if (part.startsWith('<!--', open)) {
      reading.state = 'comment';
      return open + 4;
    }
    const name = /^<([/!]?[a-zA-Z][^\s/>]*)/.exec(part.slice(open, open + 64))?.[1];
    if (!name) return open + 1;
    reading.state = 'tag';
    reading.element = name.toLowerCase();
    return open + 1 + name.length;
  },
  tag(reading, part, at) {
    if (part[at] === '>') {
      reading.state = /^(script|style|textarea|title|iframe|noscript)$/.test(reading.element) ? rawOr(reading) : 'text';
      return at + 1;
    }
    const value = /^([^\s"'>/=]+)\s*=\s*(["'])/.exec(part.slice(at, at + 200));
    if (value) {
      reading.state = 'value';
      reading.attribute = (value[1] ?? '').toLowerCase();
      reading.quote = value[2] ?? '"';
      reading.opens = true;
      return at + value[0].length;
    }
    const name = /^[^\s"'>/=]+/.exec(part.slice(at, at + 200));
    return at + (name ? name[0].length : 1);
  },
  value(reading, part, at) {
    const close = part.indexOf(reading.quote, at);
    if (close !== at) reading.opens = false;
    if (close < 0) return part.length;
    reading.state = 'tag';
    return close + 1;
  },
  raw(reading, part, at) {
    const close = part.toLowerCase().indexOf(`</${reading.element}`, at);
    if (close < 0) return part.length;
    reading.state = 'text';
    return close;
  },
  comment(reading, part, at) {
    const close = part.indexOf('-->', at);
    if (close < 0) return part.length;
    reading.state = 'text';
    return close + 3;
  },
};

/** `title` and `textarea` hold text in which entities are read: escaping is enough there. The others hold code. */
function rawOr(reading: Reading): Reading['state'] {
  return /^(title|textarea)$/.test(reading.element) ? 'text' : 'raw';
}
