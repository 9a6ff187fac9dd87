// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { OpenedElsewhere, RecentDocument, ToDo } from '#platform/room.ts';
import { mandatesHeld } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';
import { gather, type Ask } from './gather.ts';
import { openServices } from './open-services.ts';
import { inOrder, toDoLine } from './to-do-line.ts';

const RECENTS = 8;
const MOST_TO_DO = 300;

type Own = {
  givenName: string;
  organisations: { id: string; slug: string; name: string; kind: string }[];
  favourites: { organisation_id: string; service: string; place: number }[];
};
type Found = { own?: Own; toDo?: ToDo[]; recents?: RecentDocument[]; elsewhere?: OpenedElsewhere[] };

/**
 * What a person finds on arriving, in the readable bodies: one of them, or all of theirs. The number of queries follows from the rooms, not
 * from the bodies.
 */
export async function readHome(ctx: Context<Tables>) {
  const { found, unavailable } = await gather(ctx, asksOf(ctx));
  const own = found.flatMap(({ what }) => what.own ?? [])[0] ?? { givenName: '', organisations: [], favourites: [] };
  const slugs = new Map(own.organisations.map(({ id, slug }) => [id, slug]));
  const services = await openServices(ctx, slugs, found.flatMap(({ what }) => what.elsewhere ?? [])); // prettier-ignore
  const rank = new Map(own.favourites.map(({ organisation_id: body, service, place }) => [`${body} ${service}`, place]));
  return {
    givenName: own.givenName,
    organisations: own.organisations,
    services: services.map((service) => ({
      ...service,
      places: service.places.map((place) => ({ ...place, favourite: rank.get(`${place.organisationId} ${service.key}`) ?? null })),
    })),
    toDo: found
      .flatMap(({ room, what }) => (what.toDo ?? []).map((one) => toDoLine(room, one, ctx.today())))
      .sort(inOrder)
      .slice(0, MOST_TO_DO),
    recents: found
      .flatMap(({ room, what }) => (what.recents ?? []).map((one) => ({ room, ...one })))
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
      .slice(0, RECENTS),
    unavailable: [...unavailable],
  };
}

function asksOf(ctx: Context<Tables>): Ask<Found>[] {
  const asks: Ask<Found>[] = [{ room: 'Accueil', permission: 'signed-in', find: async (inside) => ({ own: await readOwn(inside) }) }];
  for (const room of ctx.house.rooms) {
    for (const { permission, list } of room.toDo ?? [])
      asks.push({ room: room.title, permission, find: async (inside) => ({ toDo: await list(inside) }) });
    for (const { permission, list } of room.recent ?? [])
      asks.push({ room: room.title, permission, find: async (inside) => ({ recents: await list(inside, RECENTS) }) });
    for (const { permission, list } of room.elsewhere ?? [])
      asks.push({ room: room.title, permission, find: async (inside) => ({ elsewhere: await list(inside) }) });
  }
  return asks;
}

async function readOwn(ctx: Context<Tables>): Promise<Own> {
  const { givenName } = await mandatesHeld(ctx);
  const organisations = await ctx.tx
    .selectFrom('organisations.body')
    .select(['id', 'slug', 'name', 'kind'])
    .where('id', 'in', [...ctx.organisations])
    .orderBy('name')
    .execute();
  const favourites = await ctx.tx
    .selectFrom('home.favourite')
    .select(['organisation_id', 'service', 'place'])
    .where('organisation_id', 'in', [...ctx.organisations])
    .execute();
  return { givenName, organisations, favourites };
}
