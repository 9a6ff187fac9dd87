// SPDX-License-Identifier: EUPL-1.2
/**
 * What a room's `contract.ts` is made of. Safe for the browser: imports types of Zod only.
 *
 * The address of an endpoint follows from its scope, so that the body stands in the address:
 * - `organisation`: `/api/o/:organisation<path>` (HTML: `/o/:organisation<path>`), reads and writes that body;
 * - `person`: `/api/me<path>`, reads every body in which the person holds a mandate, writes none;
 * - `house`: `/api<path>` (HTML: `<path>`), no body: only reference tables can be read.
 */
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Scope = 'organisation' | 'person' | 'house';

/** `json` answers the shape of `response`; `html` a page made with `html`; `file` a download (`FileAnswer`). */
export type AnswerKind = 'json' | 'html' | 'file';

export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  readonly method: Method;
  readonly scope: Scope;
  /** After the scope's prefix, with `:name` parameters, such as `/leave/requests/:id`. */
  readonly path: string;
  /** One French sentence for the API reference. */
  readonly summary: string;
  readonly answer: AnswerKind;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly response?: Response;
  /** Codes of the refusals that this endpoint may answer beyond those of every endpoint. */
  readonly refusals: readonly string[];
  /** Largest body accepted, in bytes; the platform's default is 1 MiB. */
  readonly bodyLimit?: number;
};

type Options<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  scope?: Scope;
  answer?: AnswerKind;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  response?: R;
  refusals?: readonly string[];
  bodyLimit?: number;
};

/** Declares an endpoint: `endpoint('POST /leave/requests', { summary, body, response })`. Scope `organisation`, answer `json` unless said. */
export function endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
>(address: `${Method} /${string}`, options: Options<P, Q, B, R>): Endpoint<P, Q, B, R> {
  const space = address.indexOf(' ');
  return {
    method: address.slice(0, space) as Method, // the template literal type says so
    path: address.slice(space + 1),
    scope: 'organisation',
    answer: 'json',
    ...options,
    refusals: options.refusals ?? [],
  };
}

/** The address as a pattern with `:name` parameters, prefix of the scope included. */
export function addressOf(endpoint: Pick<Endpoint, 'scope' | 'path' | 'answer'>): string {
  const api = endpoint.answer === 'html' ? '' : '/api';
  const prefix = { organisation: `${api}/o/:organisation`, person: `${api}/me`, house: api }[endpoint.scope];
  return (prefix + endpoint.path).replace(/\/$/, '') || '/';
}

type RefusalText = {
  /** HTTP status: 400 bad input, 401, 403, 404, 409 conflict with what is there, 410, 413, 422 refused by a rule, 429. */
  status: number;
  /** One French sentence for the person; `{name}` is replaced by the detail of that name. */
  says: string;
};

/** An expected "no". HTTP answers it as a problem document (RFC 9457); anything else thrown is a bug. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  /** Where the fault lies in the input, such as `body.from`; shown beside that field. */
  readonly field: string | undefined;

  constructor(code: string, text: RefusalText, details: Record<string, unknown>, field?: string) {
    super(text.says.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '')));
    this.name = 'Refusal';
    this.code = code;
    this.status = text.status;
    this.details = details;
    this.field = field;
  }
}

/**
 * Declares a room's refusals and gives the function that makes them:
 * `export const { refusals, refuse } = defineRefusals({ 'leave.overlaps': { status: 409, says: '…' } })`,
 * then `throw refuse('leave.overlaps', { with: id }, 'body.from')`. Details are public: never a secret or personal data.
 */
export function defineRefusals<const Texts extends Record<string, RefusalText>>(texts: Texts) {
  return {
    refusals: texts as Readonly<Record<string, RefusalText>>, // widened for the manifest
    refuse(code: keyof Texts & string, details: Record<string, unknown> = {}, field?: string): Refusal {
      const text = texts[code];
      if (!text) throw new Error(`unknown refusal ${code}`);
      return new Refusal(code, text, details, field);
    },
  };
}

/** The problem document that every refusal becomes (RFC 9457). */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  /** Request id, to quote to the operator. */
  instance: string;
  details?: Readonly<Record<string, unknown>>;
  fields?: readonly { path: string; says: string }[];
};

/** A list that is filtered, sorted and paged by the server. */
export type Page<Row> = { rows: Row[]; total: number };
