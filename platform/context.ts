// SPDX-License-Identifier: EUPL-1.2
/** What an action receives. Time, randomness, identity and the database come from here and from nowhere else. */
import type { Transaction } from 'kysely';
import type { House } from './house.ts';
import type { ToldEvents } from './events/told.ts';

export type Actor =
  | {
      kind: 'person';
      personId: string;
      name: string;
      sessionId: string;
      /** The technician acting for them, if any. */ supportedBy?: {
        personId: string;
        name: string;
        /** ISO instant at which it ends at the latest. */ until: string;
      };
    }
  | { kind: 'job'; name: string }
  | { kind: 'token'; tokenId: string; name: string }
  | { kind: 'public' };

export type Context<Tables = unknown> = {
  readonly house: House;
  readonly actor: Actor;
  /** The body in the address, where writes go. Reading it outside an organisation throws. */
  readonly organisation: string;
  /** The bodies whose rows can be read. */
  readonly organisations: readonly string[];
  readonly tx: Transaction<Tables>;
  /** Whether `tx` can be read: false in a route that runs without a transaction. */
  readonly hasTransaction: boolean;
  /** Correlates logs, audit and the problem document. */
  readonly requestId: string;
  /** How the caller's program names itself (`User-Agent`), at most 400 characters; null in a job. */
  readonly userAgent: string | null;
  /** Network address of the caller, behind trusted proxies; null in a job. */
  readonly address: string | null;
  /** A cookie of this house that the caller presents, by the name under which `setHouseCookie` set it. */
  cookie(name: string): string | null;
  now(): Temporal.Instant;
  /** The day in Europe/Paris. */
  today(): Temporal.PlainDate;
  /** A new UUIDv7. */
  newId(): string;
  /** Whether the actor holds this permission in the body of the address (or in the one named). Jobs hold all. */
  may(permission: string, organisationId?: string): boolean;
  /**
   * Tells what happened: writes the event, its audit entry and one job per listener in this transaction.
   * `heardIn` is the organisation in which listeners run, when it is not the one that owns the event.
   */
  tell<Name extends keyof ToldEvents>(name: Name, payload: ToldEvents[Name], options?: { heardIn?: string }): Promise<void>;
  /** Queues a job of some room in this transaction. */
  queue(job: string, data: Record<string, unknown>, options?: { startAfter?: Temporal.Instant; singletonKey?: string }): Promise<void>;
  /** Writes an audit entry at once, in a transaction of its own: refusals, failed sign-ins, reads of sensitive data. */
  record(entry: { what: string; about?: Record<string, unknown> }): Promise<void>;
};
