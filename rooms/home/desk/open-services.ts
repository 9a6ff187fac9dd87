// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { OpenedElsewhere, ServiceTile } from '#platform/room.ts';
import { rightsHeld } from '#platform/access/providers.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import { bodiesWhere } from './gather.ts';

export type Opened = Pick<ServiceTile, 'key' | 'title' | 'description' | 'icon'> & {
  isElsewhere: boolean;
  places: { organisationId: string; href: string }[];
};

/** The services that this person may open in the readable bodies: the rooms' own first, then those of other applications. */
export async function openServices<T>(ctx: Context<T>, slugs: ReadonlyMap<string, string>, elsewhere: readonly OpenedElsewhere[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  const tiles = [...ctx.house.index.services.values()];
  const where = await placesOf(ctx, tiles);
  for (const tile of tiles) {
    const places = (where.get(tile.key) ?? []).map((organisationId) => ({
      organisationId,
      href: tile.href.replace(':organisation', slugs.get(organisationId) ?? ''),
    }));
    if (places.length > 0) opened.push({ ...shown(tile), isElsewhere: false, places });
  }
  return [...opened, ...byKey(elsewhere)];
}

/** By key, the readable bodies where each tile stands: of its kind, with the permission, holding the right. One query at most. */
export async function placesOf<T>(ctx: Context<T>, tiles: readonly ServiceTile[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const operators = new Set((await operatorsOf(ctx.house)).map(({ id }) => id));
  const sold = tiles.flatMap(({ right }) => right ?? []);
  const held = await rightsHeld(ctx.house, ctx.organisations, [...new Set(sold)]);
  const stands = (tile: ServiceTile, id: string): boolean =>
    (tile.audience === 'all' || operators.has(id) === (tile.audience === 'operator')) &&
    (tile.right === undefined || (held.get(id)?.has(tile.right) ?? false));
  return new Map(tiles.map((tile) => [tile.key, bodiesWhere(ctx, tile.permission).filter((id) => stands(tile, id))]));
}

function byKey(elsewhere: readonly OpenedElsewhere[]): Opened[] {
  const found = new Map<string, Opened>();
  for (const one of elsewhere) {
    const known = found.get(one.key) ?? { ...shown(one), isElsewhere: true, places: [] };
    known.places.push({ organisationId: one.organisationId, href: one.href });
    found.set(one.key, known);
  }
  return [...found.values()];
}

function shown({ key, title, description, icon }: Pick<ServiceTile, 'key' | 'title' | 'description' | 'icon'>) {
  return { key, title, description, icon };
}
