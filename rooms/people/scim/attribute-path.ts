// SPDX-License-Identifier: EUPL-1.2
export type AttributePath = { urn?: string; name: string; sub?: string };
export type Resource = Record<string, unknown>;

const WORD = /^(?:[A-Za-z][\w-]*|\$ref)$/;
const WHOLE_SCHEMA = /^urn:[^[\]\s"()]+:\d+\.\d+:[A-Za-z]+$/i;
const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(?:User|Group)$/i;

/** The attribute that a text names (RFC 7644 §3.10), undefined when it names none; a whole extension is an attribute called by its URN. */
export function readAttributePath(text: string): AttributePath | undefined {
  if (WHOLE_SCHEMA.test(text)) return { name: text };
  const isQualified = /^urn:/i.test(text);
  const colon = isQualified ? text.lastIndexOf(':') : -1;
  const urn = text.slice(0, Math.max(colon, 0));
  if (isQualified && !WHOLE_SCHEMA.test(urn)) return undefined;
  const [name = '', sub, ...more] = text.slice(colon + 1).split('.');
  if (more.length > 0 || !WORD.test(name) || (sub !== undefined && !WORD.test(sub))) return undefined;
  return { ...(urn !== '' && !CORE.test(urn) && { urn }), name, ...(sub !== undefined && { sub }) };
}

export function isResource(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The key under which an object holds an attribute, whatever its case (RFC 7643 §2.1). */
export function keyOf(holder: Resource, name: string): string | undefined {
  if (Object.hasOwn(holder, name)) return name;
  return Object.keys(holder).find((key) => key.toLowerCase() === name.toLowerCase());
}

export function valueOf(holder: unknown, name: string): unknown {
  if (!isResource(holder)) return undefined;
  const key = keyOf(holder, name);
  return key === undefined ? undefined : holder[key];
}
