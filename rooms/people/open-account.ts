// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import { uuidV7 } from '#platform/uuid.ts';
import { hashPassword } from './sign-in/password.ts';
import type { Tables } from './tables.ts';

export type NewAccount = { id?: string; givenName: string; familyName: string; email: string; password: string; at: Temporal.Instant };

/** Makes a person who signs in by e-mail and password, in a transaction of the across role. Returns their id. */
export async function openAccount(tx: Transaction<Tables>, account: NewAccount): Promise<string> {
  const id = account.id ?? uuidV7(account.at.epochMilliseconds);
  const at = account.at.toString();
  await tx
    .insertInto('people.person')
    .values({ id, given_name: account.givenName, family_name: account.familyName, created_at: at, language: 'fr' })
    .execute();
  await tx
    .insertInto('people.credential')
    .values({
      person_id: id,
      id: uuidV7(account.at.epochMilliseconds),
      kind: 'password',
      login: account.email.trim().toLowerCase(),
      secret_hash: await hashPassword(account.password),
      created_at: at,
      changed_at: at,
    })
    .execute();
  return id;
}

export type NewMandate = {
  organisationId: string;
  personId: string;
  kind?: 'agent' | 'elected' | 'external';
  roles: string[];
  title: string;
  email: string | null;
  beginsOn: Temporal.PlainDate;
  /** Last day, included. */
  endsOn?: Temporal.PlainDate | null;
  at: Temporal.Instant;
  /** The name that the body entered; the person's own where it did not. */
  givenName?: string;
  familyName?: string;
};

/** Gives a person a mandate in a body, in a transaction of the across role or of that body. Returns its id. */
export async function openMandate(tx: Transaction<Tables>, mandate: NewMandate): Promise<string> {
  const id = uuidV7(mandate.at.epochMilliseconds);
  await tx
    .insertInto('people.mandate')
    .values({
      organisation_id: mandate.organisationId,
      id,
      person_id: mandate.personId,
      kind: mandate.kind ?? 'agent',
      roles: mandate.roles,
      title: mandate.title,
      email: mandate.email,
      begins_on: mandate.beginsOn.toString(),
      ends_on: mandate.endsOn?.toString() ?? null,
      created_at: mandate.at.toString(),
      given_name: mandate.givenName ?? null,
      family_name: mandate.familyName ?? null,
    })
    .execute();
  return id;
}
