// SPDX-License-Identifier: EUPL-1.2
import { readAttributePath, type AttributePath } from './attribute-path.ts';
import { ScimFault } from './fault.ts';

export { matches } from './matches.ts';

const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Operator = (typeof OPERATORS)[number];
export type Literal = string | number | boolean | null;
export type Filter =
  | { kind: 'and' | 'or'; all: Filter[] }
  | { kind: 'not'; filter: Filter }
  | { kind: 'present'; path: AttributePath }
  | { kind: 'compare'; path: AttributePath; operator: Operator; value: Literal }
  | { kind: 'some'; path: AttributePath; filter: Filter };

type Reader = { tokens: string[]; at: number };

const LONGEST = 2000;
const DEEPEST = 20;
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+)/y;

/** Reads a filter of RFC 7644 §3.4.2.2; refuses `invalidFilter` over 2,000 characters or 20 levels. */
export function parseFilter(text: string): Filter {
  if (text.length > LONGEST) throw invalid('Le filtre dépasse 2 000 caractères.');
  const reader = { tokens: cut(text), at: 0 };
  const filter = readOr(reader, 1);
  if (reader.at < reader.tokens.length) throw invalid('Le filtre comporte un terme en trop.');
  return filter;
}

function cut(text: string): string[] {
  const tokens: string[] = [];
  const whole = text.trim();
  const token = new RegExp(TOKEN);
  while (token.lastIndex < whole.length) {
    const found = token.exec(whole)?.[1];
    if (found === undefined) throw invalid('Le filtre comporte un guillemet qui n’est pas fermé.');
    tokens.push(found);
  }
  return tokens;
}

function readOr(reader: Reader, depth: number): Filter {
  return readChain(reader, 'or', () => readChain(reader, 'and', () => readTerm(reader, depth)));
}

function readChain(reader: Reader, kind: 'and' | 'or', readOne: () => Filter): Filter {
  const first = readOne();
  const all = [first];
  while (peek(reader) === kind) {
    reader.at++;
    all.push(readOne());
  }
  return all.length === 1 ? first : { kind, all };
}

function readTerm(reader: Reader, depth: number): Filter {
  if (depth > DEEPEST) throw invalid('Le filtre dépasse 20 niveaux d’imbrication.');
  if (peek(reader) === '(') return readEnclosed(reader, ')', depth);
  if (peek(reader) === 'not' && reader.tokens[reader.at + 1] === '(') {
    reader.at++;
    return { kind: 'not', filter: readEnclosed(reader, ')', depth) };
  }
  const path = readAttributePath(next(reader));
  if (path === undefined) throw invalid('Le filtre comporte un nom d’attribut incorrect.');
  if (peek(reader) === '[') return { kind: 'some', path, filter: readEnclosed(reader, ']', depth) };
  const word = next(reader).toLowerCase();
  if (word === 'pr') return { kind: 'present', path };
  const operator = OPERATORS.find((known) => known === word);
  if (operator === undefined) throw invalid('Le filtre comporte un opérateur inconnu.');
  return { kind: 'compare', path, operator, value: readLiteral(next(reader), operator) };
}

function readEnclosed(reader: Reader, end: ')' | ']', depth: number): Filter {
  reader.at++;
  const filter = readOr(reader, depth + 1);
  if (next(reader) !== end) throw invalid(`Le filtre attend « ${end} ».`);
  return filter;
}

function readLiteral(token: string, operator: Operator): Literal {
  const value = parseLiteral(token);
  const isOrdered = ['gt', 'ge', 'lt', 'le'].includes(operator);
  if (isOrdered && (value === null || typeof value === 'boolean')) throw invalid('Un booléen ou une valeur nulle ne s’ordonne pas.');
  if (['co', 'sw', 'ew'].includes(operator) && typeof value !== 'string') throw invalid('Cet opérateur attend un texte entre guillemets.');
  return value;
}

function parseLiteral(token: string): Literal {
  // Entra ID writes True and False.
  const json = /^(?:true|false|null)$/i.test(token) ? token.toLowerCase() : token;
  try {
    const value: unknown = JSON.parse(json);
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  } catch {
    // The refusal below says it in the client's words.
  }
  throw invalid('Le filtre comporte une valeur incorrecte.');
}

function peek(reader: Reader): string | undefined {
  return reader.tokens[reader.at]?.toLowerCase();
}

function next(reader: Reader): string {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw invalid('Le filtre est incomplet.');
  return token;
}

function invalid(detail: string): ScimFault {
  return new ScimFault(400, detail, 'invalidFilter');
}
