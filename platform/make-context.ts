// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import { actorRecord } from './audit/actor-record.ts';
import { writeEntry } from './audit/write-entry.ts';
import { todayInParis } from './calendar/paris.ts';
import type { Actor, Context } from './context.ts';
import { HOUSE_ID, inNoOrganisation, inOrganisation, inOrganisations } from './db/scopes.ts';
import { tell } from './events/tell.ts';
import { houseCookieName } from './http/house-cookie.ts';
import type { House } from './house.ts';
import { uuidV7 } from './uuid.ts';

/** Who enters, and where. */
export type Entry = {
  actor: Actor;
  /** The body that is read and written; null where the address names none. */
  organisation: string | null;
  /** The bodies read when the address names none (a person's own). */
  organisations?: readonly string[];
  may?: (permission: string, organisationId: string) => boolean;
  readOnly?: boolean;
  requestId?: string;
  userAgent?: string | undefined;
  address?: string | undefined;
  cookies?: Readonly<Record<string, string | undefined>> | undefined;
};

/** Opens a transaction for `entry` and runs `work` with its context; commits when it returns, rolls back when it throws. */
export function inContext<Tables, Result>(house: House, entry: Entry, work: (ctx: Context<Tables>) => Promise<Result> | Result): Promise<Result> {
  const { organisation } = entry;
  const options = {
    person: entry.actor.kind === 'person' ? entry.actor.personId : null,
    readOnly: entry.readOnly ?? false,
    ...(organisation && { sees: house.index.sensitive.filter((permission) => mayActor(entry, permission, organisation)) }),
  };
  const run = async (tx: Transaction<Tables>): Promise<Result> => work(makeContext(house, entry, tx));
  if (entry.organisation) return inOrganisation(house.db, entry.organisation, run, options);
  if (entry.organisations) return inOrganisations(house.db, entry.organisations, run, options);
  return inNoOrganisation(house.db, run, options);
}

/** A context without a transaction, for actions that compute or open short transactions of their own; `tx` throws when touched. */
export function contextWithoutTransaction<Tables>(house: House, entry: Entry): Context<Tables> {
  return makeContext<Tables>(house, entry, null);
}

function makeContext<Tables>(house: House, entry: Entry, tx: Transaction<Tables> | null): Context<Tables> {
  const requestId = entry.requestId ?? uuidV7();
  const ctx: Context<Tables> = {
    house,
    actor: entry.actor,
    requestId,
    userAgent: entry.userAgent?.slice(0, 400) ?? null,
    address: entry.address ?? null,
    cookie: (name) => entry.cookies?.[houseCookieName(name, house.settings.publicUrl)] ?? null,
    organisations: entry.organisation ? [entry.organisation] : (entry.organisations ?? []),
    get organisation() {
      if (!entry.organisation) throw new Error('this address names no body');
      return entry.organisation;
    },
    get tx() {
      if (!tx) throw new Error('this action runs without a transaction');
      return tx;
    },
    hasTransaction: tx !== null,
    now: () => house.clock.now(),
    today: () => todayInParis(house.clock.now()),
    newId: () => uuidV7(house.clock.now().epochMilliseconds),
    may: (permission, organisationId) => mayActor(entry, permission, organisationId),
    tell: (name, payload, options) => tell(ctx, name, payload, options?.heardIn),
    queue: (job, data, options) => house.queue.send(ctx.tx, job, { organisation: entry.organisation, ...data }, options),
    record: (what) => record(house, entry, requestId, what),
  };
  return ctx;
}

function mayActor(entry: Entry, permission: string, organisationId: string | undefined): boolean {
  if (entry.actor.kind === 'job') return true;
  const where = organisationId ?? entry.organisation;
  return where !== null && where !== undefined && (entry.may?.(permission, where) ?? false);
}

async function record(
  house: House,
  entry: Entry,
  requestId: string,
  { what, about }: { what: string; about?: Record<string, unknown> },
): Promise<void> {
  const organisation = entry.organisation ?? HOUSE_ID;
  await inOrganisation(house.db, organisation, async (tx) => {
    await writeEntry(tx, {
      organisation,
      id: uuidV7(house.clock.now().epochMilliseconds),
      at: house.clock.now(),
      what,
      isEvent: false,
      actor: actorRecord(entry.actor),
      about: about ?? {},
      heardIn: null,
      requestId,
    });
  });
}
