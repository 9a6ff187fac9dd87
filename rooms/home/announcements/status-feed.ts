// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { html, type Html } from '#platform/http/html.ts';
import type { FileAnswer } from '#platform/room.ts';
import { requireOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';
import { publicAnnouncements, type PublicAnnouncement } from './public-announcements.ts';
import { severityWords } from './severity-words.ts';
import { whenOf } from './status-page.ts';

/** The status page as an Atom feed (RFC 4287): an entry for each announcement, renewed by each of its updates. */
export async function sendStatusFeed(ctx: Context<Tables>): Promise<FileAnswer> {
  const operator = await requireOperator(ctx);
  const page = `${ctx.house.settings.publicUrl}/o/${operator.slug}/etat`;
  const all = await publicAnnouncements(ctx);
  const updated = all.map(touchedAt).sort().at(-1) ?? '1970-01-01T00:00:00Z';
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
    <id>${page}</id>
    <title>État des services – ${operator.name}</title>
    <updated>${updated}</updated>
    <author><name>${operator.name}</name></author>
    <link rel="alternate" type="text/html" href="${page}" />
    ${all.map((one) => entry(one, page))}
  </feed>`;
  const content = `<?xml version="1.0" encoding="utf-8"?>\n${feed.toString()}`;
  return { name: 'etat.atom', type: 'application/atom+xml; charset=utf-8', inline: true, content };
}

function entry(one: PublicAnnouncement, page: string): Html {
  const lines = [whenOf(one), one.says, ...one.updates.map(({ says }) => says)].filter(Boolean);
  return html`<entry>
    <id>urn:uuid:${one.id}</id>
    <title>${severityWords[one.severity]} : ${one.title}</title>
    <updated>${touchedAt(one)}</updated>
    <link rel="alternate" type="text/html" href="${page}#${one.id}" />
    <content type="text">${lines.join('\n')}</content>
  </entry>`;
}

/** An instant of RFC 3339, in UTC so that texts sort as times. */
function touchedAt({ changed_at: changed, updates }: PublicAnnouncement): string {
  const times = [changed, ...updates.map(({ at }) => at)].map((at) => Temporal.Instant.from(at).toString({ smallestUnit: 'second' }));
  return times.sort().at(-1) ?? changed;
}
