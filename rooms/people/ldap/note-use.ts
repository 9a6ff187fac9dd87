// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { inNoOrganisation, inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Holder } from './holder.ts';

// A file server binds at each opening of a folder: written once an hour.
const AGAIN_AFTER = '1 hour';

/** Remembers when and from where a secret served last, so that its holder can tell what is still in use. */
export async function noteUse(house: House, { personId, secret }: Holder, address: string): Promise<void> {
  const now = house.clock.now().toString();
  const set = sql`set used_at = ${now}::timestamptz, used_by = ${`LDAP, ${address}`}`;
  const isOld = sql`(used_at is null or used_at < ${now}::timestamptz - ${AGAIN_AFTER}::interval)`;
  if (secret.kind === 'reader')
    await inOrganisation(house.db, secret.organisationId, (tx) =>
      sql`update people.ldap_reader ${set} where id = ${secret.id}::uuid and ${isOld}`.execute(tx),
    );
  else
    await inNoOrganisation(house.db, (tx) => sql`update people.app_password ${set} where id = ${secret.id}::uuid and ${isOld}`.execute(tx), {
      person: personId,
    });
}
