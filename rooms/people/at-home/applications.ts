// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { OpenedElsewhere } from '#platform/room.ts';
import type { TileIcon } from '#platform/tile-icons.ts';
import { applicationsFor } from '../openid-provider/applications-for.ts';
import type { Tables } from '../tables.ts';

/** The applications that the person may enter with this account, in each of the readable bodies. */
export async function applicationTiles(ctx: Context<Tables>): Promise<OpenedElsewhere[]> {
  // It reads by a function of the database: the caller's row types are of no interest to it.
  const tiles = await applicationsFor(ctx as unknown as Context);
  return tiles.flatMap(({ id, name, description, url, icon, organisations }) =>
    organisations
      .filter((organisationId) => ctx.organisations.includes(organisationId))
      .map((organisationId) => ({
        organisationId,
        key: `people.application-${id}`,
        title: name,
        description,
        icon: icons[icon] ?? 'globe',
        href: url,
      })),
  );
}

/** The registry's own few icons, among those of the tiles. */
const icons: Readonly<Record<string, TileIcon>> = {
  app: 'globe',
  mail: 'mail',
  calendar: 'calendar',
  folder: 'folder',
  document: 'file',
  chat: 'chat',
  video: 'video',
  book: 'book',
  map: 'map',
  heart: 'heart',
  chart: 'chart',
  key: 'key',
  tool: 'tools',
};
