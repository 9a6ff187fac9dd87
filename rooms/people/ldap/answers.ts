// SPDX-License-Identifier: EUPL-1.2
/** What the server answers (RFC 4511 §4.1.9 and the response of each operation), as bytes. */
import { element, ENUMERATED, integer, octets, SEQUENCE, SET } from './ber/write-ber.ts';

export const code = {
  success: 0,
  operationsError: 1,
  protocolError: 2,
  timeLimitExceeded: 3,
  sizeLimitExceeded: 4,
  compareFalse: 5,
  compareTrue: 6,
  authMethodNotSupported: 7,
  unavailableCriticalExtension: 12,
  confidentialityRequired: 13,
  noSuchAttribute: 16,
  noSuchObject: 32,
  invalidDNSyntax: 34,
  inappropriateAuthentication: 48,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  busy: 51,
  unwillingToPerform: 53,
  other: 80,
} as const;

export const answerTag = { bind: 0x61, search: 0x65, compare: 0x6f, extended: 0x78 } as const;

export type Outcome = { code: number; /** In French: the client's log shows it. */ says?: string; matched?: string };

/** An expected "no" of an operation, with what its answer says. */
export class LdapRefusal extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.says ?? `LDAP result ${outcome.code}`);
    this.outcome = outcome;
  }
}

export type AnswerControl = { oid: string; value: Buffer };

/** The answer that ends an operation. */
export function answer(id: number, tag: number, outcome: Outcome, more: readonly Buffer[] = [], controls: readonly AnswerControl[] = []): Buffer {
  const result = element(tag, integer(outcome.code, ENUMERATED), octets(outcome.matched ?? ''), octets(outcome.says ?? ''), ...more);
  return message(id, result, controls);
}

/** One entry of a search; `values` are left out where the client asked for types only. */
export function entryAnswer(id: number, dn: string, attributes: readonly (readonly [name: string, values: readonly string[]])[]): Buffer {
  const list = attributes.map(([name, values]) => element(SEQUENCE, octets(name), element(SET, ...values.map((value) => octets(value)))));
  return message(id, element(0x64, octets(dn), element(SEQUENCE, ...list)), []);
}

/** Extended response: a name and a value, where the operation gives them. */
export function extendedAnswer(id: number, outcome: Outcome, { oid, value }: { oid?: string; value?: string } = {}): Buffer {
  const more = [...(oid === undefined ? [] : [octets(oid, 0x8a)]), ...(value === undefined ? [] : [octets(value, 0x8b)])];
  return answer(id, answerTag.extended, outcome, more);
}

/** What the server says before it closes a connection (RFC 4511 §4.4.1). */
export function noticeOfDisconnection(outcome: Outcome): Buffer {
  return extendedAnswer(0, outcome, { oid: '1.3.6.1.4.1.1466.20036' });
}

function message(id: number, operation: Buffer, controls: readonly AnswerControl[]): Buffer {
  const list = controls.map(({ oid, value }) => element(SEQUENCE, octets(oid), octets(value)));
  return element(SEQUENCE, integer(id), operation, ...(list.length > 0 ? [element(0xa0, ...list)] : []));
}
