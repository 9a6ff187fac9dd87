// SPDX-License-Identifier: EUPL-1.2
/** What a contract's endpoint takes and gives, as types alone: the shell holds no schema. */
import type { z } from 'zod';
import type { Endpoint } from '#platform/http/contract.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- endpoints of unrelated shapes are called the same way; `InputOf` keeps each typed
export type AnyEndpoint = Endpoint<any, any, any, any>;

type Part<S, T> = z.ZodType extends S ? unknown : T;
type Simplify<T> = { [K in keyof T]: T[K] };

/** Params, query and body in one object, as a caller writes them. */
export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType> ? Simplify<Part<P, z.input<P>> & Part<Q, z.input<Q>> & Part<B, z.input<B>>> : never;

/** What the server answers, once through JSON. */
export type OutputOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? (z.ZodType extends R ? unknown : z.output<R>) : never;
