// SPDX-License-Identifier: EUPL-1.2
/** An element to write: a text, or other elements, absent ones left out. */
export type Element = { name: string; attributes: Readonly<Record<string, string>>; content: string | readonly Element[] };

/** An element, or nothing where its content is null: an absent fact leaves no trace. A list keeps its order, which schemas demand. */
export function element(
  name: string,
  content: string | null | readonly (Element | null)[],
  attributes: Readonly<Record<string, string | null>> = {},
): Element | null {
  if (content === null) return null;
  const said = Object.fromEntries(Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
  return { name, attributes: said, content: typeof content === 'string' ? content : content.filter((child) => child !== null) };
}

/** The same, left out as well when nothing is inside. */
export function group(name: string, children: readonly (Element | null)[]): Element | null {
  return children.every((child) => child === null) ? null : element(name, children);
}

/** Text of a document. `encoding` is what its first line says: who turns the text into bytes must obey it. */
export function writeXml(root: Element, encoding: 'UTF-8' | 'ISO-8859-1'): string {
  return `<?xml version="1.0" encoding="${encoding}"?>\n${written(root)}\n`;
}

function written({ name, attributes, content }: Element): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`)
    .join('');
  if (content.length === 0) return `<${name}${said}/>`;
  const inside = typeof content === 'string' ? escaped(content) : content.map(written).join('');
  return `<${name}${said}>${inside}</${name}>`;
}

function escaped(text: string): string {
  return withoutControls(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

// XML 1.0, § 2.2: these characters can stand in no document, not even as references.
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what we take away
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}
