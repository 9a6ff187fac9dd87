// SPDX-License-Identifier: EUPL-1.2
import { createContext, use } from 'react';
import type { Card, Command, NavigationEntry, PartPlace, RoomUi, ScreenPart, UiRoom } from '../room-ui.ts';
import { type MandateOfMe, opens } from '../session/me.ts';
import { pathIn } from './place.ts';

export type LoadedRoom = Omit<UiRoom, 'load'> & RoomUi;

/** Loads the manifests of all rooms: one small file, since the build keeps them together. */
export async function loadRooms(rooms: readonly UiRoom[]): Promise<LoadedRoom[]> {
  return Promise.all(rooms.map(async ({ load, ...room }) => ({ ...room, ...(await load()).default })));
}

export const Rooms = createContext<readonly LoadedRoom[]>([]);

/** The rooms of this installation, for the shell. */
export function useRooms(): readonly LoadedRoom[] {
  return use(Rooms);
}

export type Entry = NavigationEntry & { href: string };
export type RoomEntries = { room: LoadedRoom; label: string; entries: readonly Entry[] };
export type Group = { label: string; rooms: readonly RoomEntries[] };

/** What the tower shows to this mandate: groups in the order in which rooms name them, rooms in the order of the list. */
export function navigationFor(rooms: readonly LoadedRoom[], mandate: MandateOfMe | null): readonly Group[] {
  const groups = new Map<string, RoomEntries[]>();
  for (const room of rooms) {
    const entries = room.navigation
      .filter((entry) => isShown(entry, mandate))
      .map((entry) => ({ ...entry, href: pathIn(entry.to, slugOf(mandate)) }));
    for (const label of new Set(entries.map((entry) => entry.group))) {
      const own = entries.filter((entry) => entry.group === label);
      groups.set(label, [...(groups.get(label) ?? []), { room, label: room.folds?.[label] ?? room.label, entries: own }]);
    }
  }
  return [...groups].map(([label, inGroup]) => ({ label, rooms: inGroup }));
}

/** What Ctrl-K offers to this mandate. */
export function commandsFor(rooms: readonly LoadedRoom[], mandate: MandateOfMe | null): readonly (Command & { room: string; href: string })[] {
  return rooms.flatMap((room) => {
    const entries = room.navigation.map(({ label, to, permission }) => ({ label, to, permission }));
    const personal = (room.personal ?? []).map(({ label, to }) => ({ label, to, permission: 'signed-in' }));
    return [...entries, ...(room.commands ?? []), ...personal]
      .filter((command) => isShown(command, mandate))
      .map((command) => ({ ...command, room: room.label, href: pathIn(command.to, slugOf(mandate)) }));
  });
}

/** The cards of a body's home page. */
export function cardsFor(rooms: readonly LoadedRoom[], mandate: MandateOfMe | null): readonly Card[] {
  return rooms.flatMap((room) => room.cards ?? []).filter((card) => isShown({ ...card, to: '/o/:organisation' }, mandate));
}

/** What rooms put into a place of another room's page, for this mandate. */
export function partsFor<Place extends PartPlace>(
  rooms: readonly LoadedRoom[],
  mandate: MandateOfMe | null,
  place: Place,
  of?: string,
): readonly ScreenPart<Place>[] {
  const here = rooms
    .flatMap((room) => room.parts ?? [])
    .filter((part) => part.place === place && (of === undefined || part.of === undefined || part.of.includes(of)))
    .filter((part) => isShown({ ...part, to: '/o/:organisation' }, mandate));
  return here as unknown as readonly ScreenPart<Place>[]; // the first filter says so, which the compiler does not follow
}

const HOME_OF_A_BODY = /^\/o\/[^/]+$/;

/** The entry whose address is the longest beginning of the path; every address of a body begins with its home's. */
export function currentEntry(groups: readonly Group[], pathname: string): Entry | null {
  const entries = groups.flatMap((group) => group.rooms.flatMap((room) => room.entries));
  const matching = entries.filter(({ href }) => pathname === href || (pathname.startsWith(`${href}/`) && !HOME_OF_A_BODY.test(href)));
  return matching.toSorted((a, b) => b.href.length - a.href.length)[0] ?? null;
}

/** Where switching to another body leads: the same list there, when the address names nothing of the first body; else its home. */
export function sameScreenIn(rooms: readonly LoadedRoom[], pathname: string, mandate: MandateOfMe): string {
  const home = `/o/${mandate.organisation.slug}`;
  const path = pathname.replace(/^\/o\/[^/]+/, '/o/:organisation');
  const page = rooms.flatMap((room) => room.pages).find((candidate) => candidate.path === path);
  return page && opens(mandate, page.permission) ? pathIn(path, mandate.organisation.slug) : home;
}

function isShown({ to, permission }: { to: string; permission: string }, mandate: MandateOfMe | null): boolean {
  if (to.includes(':organisation') && !mandate) return false;
  return permission === 'signed-in' || opens(mandate, permission);
}

function slugOf(mandate: MandateOfMe | null): string | null {
  return mandate?.organisation.slug ?? null;
}
