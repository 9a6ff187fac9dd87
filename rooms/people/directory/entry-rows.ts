// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Level } from '../contract/directory.ts';
import type { Tables } from '../tables.ts';

export type EntryRow = {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
  title: string;
  kind: 'agent' | 'elected' | 'external';
  email: string | null;
  beginsOn: string;
  endsOn: string | null;
  unitId: string | null;
  unit: string | null;
  phone: string | null;
  mobile: string | null;
  office: string | null;
  skills: string | null;
  delegation: string | null;
  photoId: string | null;
  identity: Level | null;
  contact: Level | null;
  photo: Level | null;
};

/** The directory of the body of the address on the day: one line a mandate, by name. `ids` keeps those alone. */
export async function entryRows(ctx: Context<Tables>, ids?: readonly string[]): Promise<EntryRow[]> {
  const today = ctx.today().toString();
  const { rows } = await sql<EntryRow>`
    select m.id, m.person_id as "personId", people.given_name_in(m, p.given_name) as "givenName", people.family_name_in(m, p.family_name) as "familyName",
      m.title, m.kind, m.email, m.begins_on as "beginsOn", m.ends_on as "endsOn",
      e.unit_id as "unitId", u.name as unit, e.phone, e.mobile, e.office, e.skills, e.delegation, e.photo_id as "photoId",
      e.identity_level as identity, e.contact_level as contact, e.photo_level as photo
    from people.mandate m
    join people.person p on p.id = m.person_id
    left join people.directory_entry e on e.organisation_id = m.organisation_id and e.id = m.id
    left join people.unit u on u.organisation_id = e.organisation_id and u.id = e.unit_id
    where m.organisation_id = ${ctx.organisation}
      and m.begins_on <= ${today}::date
      and (m.ends_on is null or m.ends_on >= ${today}::date)
      and (${ids ? [...ids] : null}::uuid[] is null or m.id = any (${ids ? [...ids] : null}::uuid[]))
    order by people.family_name_in(m, p.family_name), people.given_name_in(m, p.given_name), m.id`.execute(ctx.tx);
  return rows;
}

/** What a list shows of an entry. */
export function asLine({ id, givenName, familyName, title, kind, unit, email, phone, mobile, office, photoId }: EntryRow) {
  return { id, givenName, familyName, title, kind, unit, email, phone, mobile, office, hasPhoto: photoId !== null };
}
