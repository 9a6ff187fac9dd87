// SPDX-License-Identifier: EUPL-1.2
/** Pages rendered by the server: a tagged template that escapes whatever stands in it, and refuses the places where escaping is not enough. */
import { checkAddress, holesOf, type Hole } from './html-holes.ts';

const trusted: unique symbol = Symbol('markup made by html');

/** Markup that may be sent as it is. Made by `html`, `attributes` and `unsafeHtml` alone; `String(page)` is the text to send. */
export class Html {
  readonly [trusted]: string;
  readonly isAttributes: boolean;

  /** Never call it outside this file: use `html`, or `unsafeHtml` so that a reader sees the danger. */
  constructor(markup: string, isAttributes = false) {
    this[trusted] = markup;
    this.isAttributes = isAttributes;
  }

  toString(): string {
    return this[trusted];
  }
}

/** What may stand in a template: nothing is shown for null, undefined and false; the items of a list follow one another. */
export type HtmlValue = Html | string | number | bigint | null | undefined | false | readonly HtmlValue[];

/**
 * Makes markup: `` html`<p title="${title}">${text}</p>` ``. Values are text, escaped; markup made by `html` stands as it is.
 * Throws (a bug, not a refusal) where no escaping is safe: unquoted attributes, `on…`, `style` and `srcdoc` attributes, names, scripts,
 * styles and comments, and addresses of another scheme than http, https, mailto and tel.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const holes = holesOf(parts);
  let markup = parts[0] ?? '';
  values.forEach((value, index) => {
    markup += fill(holes[index] ?? { place: 'text' }, value) + (parts[index + 1] ?? '');
  });
  return new Html(markup);
}

/** Markup from elsewhere, sent as it is: only for what this server made or cleaned itself. */
export function unsafeHtml(markup: string): Html {
  return new Html(markup);
}

/** Text made harmless in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Attributes of one element from a record, for those that come and go: `` html`<input ${attributes({ name, required: true })}>` ``.
 * `true` is written as the bare name; null, undefined and false are left out. Refuses the same names and addresses as `html`.
 */
export function attributes(values: Readonly<Record<string, string | number | boolean | null | undefined>>): Html {
  const written: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (!/^[a-zA-Z][\w:-]*$/.test(name) || isDangerous(name)) throw new Error(`html: no value may stand in the attribute « ${name} »`);
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'string') checkAddress(name.toLowerCase(), value);
    written.push(value === true ? name : `${name}="${escapeHtml(String(value))}"`);
  }
  return new Html(written.join(' '), true);
}

function isDangerous(name: string): boolean {
  return /^(on.*|style|srcdoc)$/i.test(name);
}

function fill(hole: Hole, value: HtmlValue): string {
  if (hole.place === 'tag') {
    if (value === null || value === undefined || value === false) return '';
    if (value instanceof Html && value.isAttributes) return value.toString();
    throw new Error('html: only attributes(…) may stand inside a tag');
  }
  if (hole.place === 'attribute') {
    if (Array.isArray(value)) throw new Error('html: a list may stand in content only');
    if (hole.opens && typeof value === 'string') checkAddress(hole.attribute, value);
    return write(value, true);
  }
  return write(value, false);
}

function write(value: HtmlValue, inAttribute: boolean): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Html) {
    if (inAttribute || value.isAttributes) throw new Error('html: markup may stand in content only');
    return value.toString();
  }
  if (Array.isArray(value)) return value.map((item: HtmlValue) => write(item, inAttribute)).join('');
  throw new Error(`html: a value of type ${typeof value} cannot be shown`);
}
