// SPDX-License-Identifier: EUPL-1.2
/** Who entered which application, for which body; and for which bodies they may. */
import { sql } from 'kysely';
import type { SignedIn } from '#platform/access/provided.ts';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { digestOf } from '../secrets.ts';

/** A body for which a person may enter an application. Locked: the body asks for a second factor that the session lacks. */
export type Door = {
  mandateId: string;
  organisationId: string;
  slug: string;
  name: string;
  siren: string | null;
  siret: string | null;
  title: string;
  locked: boolean;
};

/** What the tokens of a grant say today. */
export type Entry = {
  personId: string;
  clientId: string;
  sessionId: string;
  givenName: string;
  familyName: string;
  organisation: { id: string; slug: string; name: string; kind: string; siren: string | null; siret: string | null };
  title: string;
  email: string | null;
  emailVerified: boolean;
  roles: string[];
  groups: string[];
};

/** The bodies for which this person may enter the application today. */
export async function doorsOf(house: House, who: SignedIn, clientId: string): Promise<Door[]> {
  return inNoOrganisation(
    house.db,
    async (tx) => {
      const { rows } = await sql<{
        doors: Door[] | null;
      }>`select people.my_doors(${clientId}::uuid, ${house.clock.now().toString()}::timestamptz, ${[...who.methods]}::text[]) as doors`.execute(tx);
      return rows[0]?.doors ?? [];
    },
    { person: who.personId, readOnly: true },
  );
}

/** Reads the entry that a grant stands for. Null once the application, the mandate, the role or (`withSession`) the session ended. */
export async function entryOf(house: House, grantId: string, { withSession }: { withSession: boolean }): Promise<Entry | null> {
  const at = house.clock.now().toString();
  const digest = grantDigest(house, grantId);
  const { rows } = await sql<{
    entry: Entry | null;
  }>`select people.openid_entry(${digest}, ${at}::timestamptz, ${withSession}) as entry`.execute(house.db.kysely);
  const entry = rows[0]?.entry ?? null;
  if (entry) await sql`select people.openid_seen(${digest}, ${at}::timestamptz)`.execute(house.db.kysely);
  return entry;
}

/** What the database knows a grant by. */
export function grantDigest(house: House, grantId: string): Buffer {
  return digestOf(house.settings, 'grant', grantId);
}
