// SPDX-License-Identifier: EUPL-1.2
/** LDAPMessage (RFC 4511 §4.1.1) and the operations that a client asks for. */
import { BerFault, booleanOf, elementsIn, integerOf, onlyElementIn, type Element } from './ber/read-ber.ts';
import { readFilter, type Filter } from './filter.ts';
import { utf8 } from './utf8.ts';

export type Control = { oid: string; isCritical: boolean; value: Buffer | null };
export type Scope = 'base' | 'one' | 'sub';

export type BindRequest = { op: 'bind'; version: number; name: string; method: 'simple' | 'sasl' | 'other'; secret: Buffer };
export type SearchRequest = {
  op: 'search';
  base: string;
  scope: Scope;
  /** Zero: no wish. */ sizeLimit: number;
  /** In seconds; zero: no wish. */ timeLimit: number;
  typesOnly: boolean;
  filter: Filter;
  attributes: readonly string[];
};
export type CompareRequest = { op: 'compare'; dn: string; attribute: string; value: Buffer };
export type ExtendedRequest = { op: 'extended'; oid: string; value: Buffer | null };
export type Request =
  | BindRequest
  | SearchRequest
  | CompareRequest
  | ExtendedRequest
  | { op: 'unbind' }
  | { op: 'abandon'; messageId: number }
  /** `answer` is the tag of the response that the client waits for. */
  | { op: 'write'; answer: number };

export type Message = { id: number; request: Request; controls: readonly Control[] };

const SCOPES: readonly Scope[] = ['base', 'one', 'sub'];
// Request tags of modify, add, delete and modifyDN, with those of their answers.
const WRITES: Readonly<Record<number, number>> = { 0x66: 0x67, 0x68: 0x69, 0x4a: 0x6b, 0x6c: 0x6d };
const MOST_ATTRIBUTES = 500;
const MOST_CONTROLS = 50;

/** Reads one message from its bytes, header included. Throws `BerFault`: nothing after it can be trusted. */
export function readMessage(bytes: Buffer): Message {
  const { tag, content } = onlyElementIn(bytes);
  if (tag !== 0x30) throw new BerFault('a message that is no sequence');
  const [id, operation, controls] = elementsIn(content, 3);
  if (!id || !operation || id.tag !== 0x02) throw new BerFault('a message without its number or its operation');
  const number = integerOf(id.content);
  // Zero is for what the server says by itself.
  if (number < 1) throw new BerFault('a message of number zero or below');
  return { id: number, request: readRequest(operation), controls: controls?.tag === 0xa0 ? readControls(controls.content) : [] };
}

function readRequest({ tag, content }: Element): Request {
  const answer = WRITES[tag];
  if (answer !== undefined) return { op: 'write', answer };
  if (tag === 0x60) return readBind(content);
  if (tag === 0x42) return { op: 'unbind' };
  if (tag === 0x63) return readSearch(content);
  if (tag === 0x6e) return readCompare(content);
  if (tag === 0x50) return { op: 'abandon', messageId: integerOf(content) };
  if (tag === 0x77) return readExtended(content);
  throw new BerFault(`an operation of an unknown kind, 0x${tag.toString(16)}`);
}

function readBind(content: Buffer): BindRequest {
  const [version, name, credentials] = elementsIn(content, 3);
  if (!version || !name || !credentials) throw new BerFault('a bind without its credentials');
  const method = credentials.tag === 0x80 ? 'simple' : credentials.tag === 0xa3 ? 'sasl' : 'other';
  return { op: 'bind', version: integerOf(version.content), name: utf8(name.content), method, secret: credentials.content };
}

function readSearch(content: Buffer): SearchRequest {
  const [base, scope, aliases, sizeLimit, timeLimit, typesOnly, filter, attributes] = elementsIn(content, 8);
  if (!base || !scope || !aliases || !sizeLimit || !timeLimit || !typesOnly || !filter || !attributes)
    throw new BerFault('a search that lacks a part');
  const level = SCOPES[integerOf(scope.content)];
  if (!level) throw new BerFault('a search of an unknown scope');
  const limits = [integerOf(sizeLimit.content), integerOf(timeLimit.content)];
  if (limits.some((limit) => limit < 0)) throw new BerFault('a limit below zero');
  return {
    op: 'search',
    base: utf8(base.content),
    scope: level,
    sizeLimit: limits[0] ?? 0,
    timeLimit: limits[1] ?? 0,
    typesOnly: booleanOf(typesOnly.content),
    filter: readFilter(filter),
    attributes: elementsIn(attributes.content, MOST_ATTRIBUTES).map((attribute) => utf8(attribute.content)),
  };
}

function readCompare(content: Buffer): CompareRequest {
  const [dn, assertion] = elementsIn(content, 2);
  const [attribute, value] = assertion ? elementsIn(assertion.content, 2) : [];
  if (!dn || !attribute || !value) throw new BerFault('a comparison that lacks a part');
  return { op: 'compare', dn: utf8(dn.content), attribute: utf8(attribute.content), value: value.content };
}

function readExtended(content: Buffer): ExtendedRequest {
  const [name, value] = elementsIn(content, 2);
  if (name?.tag !== 0x80) throw new BerFault('an extended operation without its name');
  return { op: 'extended', oid: utf8(name.content), value: value?.tag === 0x81 ? value.content : null };
}

function readControls(content: Buffer): Control[] {
  return elementsIn(content, MOST_CONTROLS).map(({ content: control }) => {
    const [oid, ...rest] = elementsIn(control, 3);
    if (!oid) throw new BerFault('a control without its name');
    const critical = rest.find(({ tag }) => tag === 0x01);
    const value = rest.find(({ tag }) => tag === 0x04);
    return { oid: utf8(oid.content), isCritical: critical ? booleanOf(critical.content) : false, value: value?.content ?? null };
  });
}
