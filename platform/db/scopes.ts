// SPDX-License-Identifier: EUPL-1.2
/** The only ways to a connection. */
import { sql, type Transaction } from 'kysely';
import { uuidV7 } from '../uuid.ts';
import type { AcrossCaller } from './across-callers.ts';
import { inScope, type Database } from './database.ts';

/** Owner of what belongs to no body: failed sign-ins, jobs of the installation. */
export const HOUSE_ID = '00000000-0000-7000-8000-000000000000';

type Options = { person?: string | null; readOnly?: boolean; /** Sensitive permissions held in the body. */ sees?: readonly string[] };

/** Reads and writes one body. */
export function inOrganisation<Tables, Result>(
  db: Database,
  organisation: string,
  work: (tx: Transaction<Tables>) => Promise<Result>,
  options: Options = {},
): Promise<Result> {
  return inScope(db, { writes: organisation, reads: [organisation], person: options.person ?? null, sees: options.sees }, options, work);
}

/** Reads several bodies (a shared secretary's communes, an operator's portfolio) and writes none of them; a person may write their own rows. */
export function inOrganisations<Tables, Result>(
  db: Database,
  organisations: readonly string[],
  work: (tx: Transaction<Tables>) => Promise<Result>,
  options: Options = {},
): Promise<Result> {
  return inScope(db, { writes: null, reads: organisations, person: options.person ?? null }, options, work);
}

/** No body at all: reference tables only; reading an owned table raises. */
export function inNoOrganisation<Tables, Result>(
  db: Database,
  work: (tx: Transaction<Tables>) => Promise<Result>,
  options: Options = {},
): Promise<Result> {
  return inScope(db, { writes: null, reads: null, person: options.person ?? null }, options, work);
}

/**
 * Crosses the borders between bodies: journalled, and only for the callers of the checked list (`across-callers.ts`).
 * The journal entry commits with the work.
 */
export function acrossOrganisations<Tables, Result>(
  db: Database,
  caller: AcrossCaller,
  reason: string,
  work: (tx: Transaction<Tables>) => Promise<Result>,
  actor: Readonly<Record<string, unknown>> = { kind: 'job' },
): Promise<Result> {
  return inScope<Tables, Result>(db, { writes: null, reads: null, person: null }, {}, async (tx) => {
    await sql`insert into platform.across_entry (id, caller, reason, actor)
      values (${uuidV7()}, ${caller}, ${reason}, ${JSON.stringify(actor)})`.execute(tx);
    await sql`set local role beffroi_across`.execute(tx);
    return work(tx);
  });
}

/** Lets a job's transaction see and write one person's own rows, besides those of its body: to mail them what they were told. */
export async function seeOwnRowsOf<Tables>(tx: Transaction<Tables>, personId: string): Promise<void> {
  await sql`select set_config('beffroi.person', ${personId}, true)`.execute(tx);
}
