// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Role } from '#platform/room.ts';
import { operatorBySlug, type Operator } from '#rooms/organisations/api.ts';
import { endAnnouncement, publishAnnouncement, updateAnnouncement } from './announcements/publish-announcement.ts';
import { draftAnnouncement } from './announcements/write-announcement.ts';
import { demonstrationAnnouncements, demonstrationRequests, type InventedAnnouncement, type InventedRequest } from './demonstration-data.ts';
import { answerRequest } from './requests/answer-request.ts';
import { requestService } from './requests/request-service.ts';
import type { Tables } from './tables.ts';

/** Announcements of the operators and requests of their members, all invented. Repeatable: what is there is left alone. */
export async function demonstration(house: House): Promise<void> {
  for (const [slug, announcements] of Object.entries(demonstrationAnnouncements)) {
    const operator = await operatorOf(house, slug);
    if (await hasRows(house, operator.id, 'home.announcement')) continue;
    for (const one of announcements) await announce(house, operator, one);
  }
  for (const request of demonstrationRequests) await ask(house, request);
}

async function announce(house: House, operator: Operator, { inHours, lastsHours, news, ending, ...words }: InventedAnnouncement): Promise<void> {
  const begins = house.clock.now().add({ hours: inHours });
  await as(house, operator.id, 'account-manager', async (ctx) => {
    const { id } = await draftAnnouncement(ctx, {
      ...words,
      services: [],
      roles: words.roles ?? [],
      territory: 'all',
      territoryIds: [],
      beginsAt: inParis(begins),
      endsAt: lastsHours === null ? null : inParis(begins.add({ hours: lastsHours })),
    });
    await publishAnnouncement(ctx, { id, revision: 1 });
    for (const says of news ?? []) await updateAnnouncement(ctx, { id, says });
    if (ending) await endAnnouncement(ctx, { id, says: ending });
  });
}

async function ask(house: House, { body, operator: slug, service, role, message, answer }: InventedRequest): Promise<void> {
  const operator = await operatorOf(house, slug);
  const id = await bodyOf(house, operator.id, body);
  if (await hasRows(house, id, 'home.service_request', service)) return;
  const request = await as(house, id, role, (ctx) => requestService(ctx, { service, message }));
  if (answer) await as(house, operator.id, 'account-manager', (ctx) => answerRequest(ctx, { id: request.id, ...answer }));
}

async function operatorOf(house: House, slug: string): Promise<Operator> {
  const operator = await operatorBySlug(house, slug);
  if (!operator) throw new Error(`the demonstration has no operator ${slug}: organisations loads it first`);
  return operator;
}

function bodyOf(house: House, operatorId: string, slug: string): Promise<string> {
  return inOrganisation<Tables, string>(house.db, operatorId, async (tx) => {
    const { id } = await tx.selectFrom('organisations.body').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
    return id;
  });
}

function hasRows(house: House, organisation: string, table: 'home.announcement' | 'home.service_request', service?: string): Promise<boolean> {
  return inOrganisation<Tables, boolean>(house.db, organisation, async (tx) => {
    const { rows } = await sql`
      select from ${sql.table(table)} where organisation_id = ${organisation}
      ${service === undefined ? sql`` : sql`and service = ${service}`} limit 1`.execute(tx);
    return rows.length > 0;
  });
}

/** Acts as somebody who serves this body in this role. */
async function as<Result>(house: House, organisation: string, role: Role, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> {
  const { rows } = await inOrganisation(house.db, organisation, (tx) =>
    sql<{ id: string; name: string }>`
      select p.id, p.given_name || ' ' || p.family_name as name
      from people.mandate m
      join people.person p on p.id = m.person_id
      where m.organisation_id = ${organisation} and ${role} = any (m.roles)
      order by cardinality(m.roles), p.id
      limit 1`.execute(tx),
  );
  const [person] = rows;
  if (!person) throw new Error(`the demonstration has nobody who serves as ${role} there`);
  const actor = { kind: 'person', personId: person.id, name: person.name, sessionId: 'demonstration' } as const;
  return inContext<Tables, Result>(house, { actor, organisation, may: () => true }, work);
}

function inParis(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO('Europe/Paris').toPlainDateTime().toString({ smallestUnit: 'minute' });
}
