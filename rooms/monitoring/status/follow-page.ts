// SPDX-License-Identifier: EUPL-1.2
/** What follows the public page of an operator: a feed reader and a calendar. Both are empty where the page is closed. */
import { default as ical, ICalEventBusyStatus } from 'ical-generator';
import { formatInstant } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { html, type Html } from '#platform/http/html.ts';
import type { FileAnswer } from '#platform/room.ts';
import { requireOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';
import { shownIncidents, shownWorks } from './shown-services.ts';
import { lastedWords } from './status-page.ts';

type Ctx = Context<Tables>;
type Entry = { id: string; title: string; at: string; says: string };

/** Incidents and works as an Atom feed (RFC 4287). An incident keeps its entry, renewed when it ends or when something is said of it. */
export async function sendAvailabilityFeed(ctx: Ctx): Promise<FileAnswer> {
  const { page, name, isOpen } = await pageOf(ctx);
  const incidents = isOpen ? await shownIncidents(ctx) : [];
  const works = isOpen ? await shownWorks(ctx) : [];
  const entries: Entry[] = [
    ...incidents.map((one) => ({
      id: one.id,
      title: `${one.closed_at === null ? 'En panne' : 'Rétabli'} : ${one.name}`,
      at: one.changed_at,
      says: [lastedWords(one, ctx.now()), ...one.notes.map(({ says }) => says)].join('\n'),
    })),
    ...works.map(({ id, title, planned_at: at, begins_at: from, ends_at: until }) => ({
      id,
      title: `Travaux : ${title}`,
      at,
      says: `du ${formatInstant(Temporal.Instant.from(from))} au ${formatInstant(Temporal.Instant.from(until))}`,
    })),
  ].map((entry) => ({ ...entry, at: Temporal.Instant.from(entry.at).toString({ smallestUnit: 'second' }) }));
  const sorted = entries.toSorted((one, other) => (one.at < other.at ? 1 : -1));
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
    <id>${page}</id>
    <title>Disponibilité des services – ${name}</title>
    <updated>${sorted[0]?.at ?? '1970-01-01T00:00:00Z'}</updated>
    <author><name>${name}</name></author>
    <link rel="alternate" type="text/html" href="${page}" />
    ${sorted.map((entry) => entryOf(entry, page))}
  </feed>`;
  const content = `<?xml version="1.0" encoding="utf-8"?>\n${feed.toString()}`;
  return { name: 'disponibilite.atom', type: 'application/atom+xml; charset=utf-8', inline: true, content };
}

function entryOf({ id, title, at, says }: Entry, page: string): Html {
  return html`<entry>
    <id>urn:uuid:${id}</id>
    <title>${title}</title>
    <updated>${at}</updated>
    <link rel="alternate" type="text/html" href="${page}#${id}" />
    <content type="text">${says}</content>
  </entry>`;
}

/** Announced works as a calendar (RFC 5545) that an agenda subscribes to. */
export async function sendWorksCalendar(ctx: Ctx): Promise<FileAnswer> {
  const { page, name, isOpen } = await pageOf(ctx);
  const calendar = ical({ name: `Travaux – ${name}`, prodId: { company: 'Beffroi', product: 'Surveillance', language: 'FR' }, ttl: 3600 });
  for (const { id, title, begins_at: from, ends_at: until, planned_at: planned } of isOpen ? await shownWorks(ctx) : [])
    calendar.createEvent({
      id: `${id}@surveillance`,
      summary: title,
      start: Temporal.Instant.from(from),
      end: Temporal.Instant.from(until),
      stamp: Temporal.Instant.from(planned),
      url: page,
      // Nobody is busy because a server is.
      busystatus: ICalEventBusyStatus.FREE,
    });
  return { name: 'travaux.ics', type: 'text/calendar; charset=utf-8', content: calendar.toString(), inline: true };
}

async function pageOf(ctx: Ctx): Promise<{ page: string; name: string; isOpen: boolean }> {
  await requireOperator(ctx);
  const row = await ctx.tx
    .selectFrom('organisations.body as b')
    .leftJoin('monitoring.status_page as p', 'p.organisation_id', 'b.id')
    .select(['b.slug', 'b.name', 'p.is_open'])
    .where('b.id', '=', ctx.organisation)
    .executeTakeFirstOrThrow();
  return { page: `${ctx.house.settings.publicUrl}/o/${row.slug}/disponibilite`, name: row.name, isOpen: row.is_open === true };
}
