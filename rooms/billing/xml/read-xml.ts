// SPDX-License-Identifier: EUPL-1.2
import { ParseOption, XmlAttribute, XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm';

/** An element as read, without its prefix: whoever wrote it may have chosen another. Texts are trimmed. */
export type Read = {
  name: string;
  namespace: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: readonly Read[];
  line: number;
};

export type XmlReading = { root: Read; encoding: string | null } | { fault: string };

/**
 * Reads a document of somebody else's: no document type, no external entity, no network. What is not XML is a fault in a French sentence,
 * never an error.
 */
export function readXml(file: Uint8Array): XmlReading {
  // A document type may define entities that grow without end; no exchange of ours has one.
  const start = new TextDecoder('latin1').decode(file.subarray(0, 4096));
  if (/<!DOCTYPE/i.test(start)) return { fault: 'Le fichier déclare un type de document (DOCTYPE), ce que ce format ne permet pas.' };
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(file, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE });
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    const [first] = error.details;
    return { fault: `Le fichier n’est pas un document XML bien formé${first ? ` (ligne ${first.line} : ${first.message.trim()})` : ''}.` };
  }
  try {
    if (document.dtd) return { fault: 'Le fichier déclare un type de document (DOCTYPE), ce que ce format ne permet pas.' };
    return { root: read(document.root), encoding: document.encoding };
  } finally {
    document.dispose();
  }
}

function read(element: XmlElement): Read {
  const children: Read[] = [];
  let text = '';
  for (let node = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement) children.push(read(node));
    else if (node.content) text += node.content;
  }
  const attributes = Object.fromEntries(element.attrs.map((one: XmlAttribute) => [one.name, one.value]));
  return { name: element.name, namespace: element.namespaceUri, attributes, text: text.trim(), children, line: element.line };
}

/** First child of that name, going down a path; null where one is missing. */
export function find(element: Read | null, ...path: readonly string[]): Read | null {
  let here = element;
  for (const name of path) here = here?.children.find((child) => child.name === name) ?? null;
  return here;
}

/** All children of that name. */
export function findAll(element: Read | null, name: string): readonly Read[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** Text at the end of a path; null where there is none. */
export function textAt(element: Read | null, ...path: readonly string[]): string | null {
  return find(element, ...path)?.text ?? null;
}
