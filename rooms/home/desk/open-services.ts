// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { OpenedElsewhere, ServiceTile } from '#platform/room.ts';
import { rightsOf } from '#platform/access/providers.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import { bodiesWhere } from './gather.ts';

export type Opened = Pick<ServiceTile, 'key' | 'title' | 'description' | 'icon'> & {
  isElsewhere: boolean;
  places: { organisationId: string; href: string }[];
};

/** The services that this person may open in the readable bodies: the rooms' own first, then those of other applications. */
export async function openServices<T>(ctx: Context<T>, slugs: ReadonlyMap<string, string>, elsewhere: readonly OpenedElsewhere[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (const tile of ctx.house.index.services.values()) {
    const places = (await placesOf(ctx, tile)).map((organisationId) => ({
      organisationId,
      href: tile.href.replace(':organisation', slugs.get(organisationId) ?? ''),
    }));
    if (places.length > 0) opened.push({ ...shown(tile), isElsewhere: false, places });
  }
  return [...opened, ...byKey(elsewhere)];
}

/** The readable bodies where a tile stands: of its kind, with the permission, holding the right. */
export async function placesOf<T>(ctx: Context<T>, tile: ServiceTile): Promise<string[]> {
  const operators = new Set((await operatorsOf(ctx.house)).map(({ id }) => id));
  const allowed = bodiesWhere(ctx, tile.permission).filter((id) => tile.audience === 'all' || operators.has(id) === (tile.audience === 'operator'));
  if (tile.right === undefined) return allowed;
  const places: string[] = [];
  for (const id of allowed) if (await rightsOf(ctx.house).holds(ctx.house, id, tile.right)) places.push(id);
  return places;
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
