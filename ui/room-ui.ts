// SPDX-License-Identifier: EUPL-1.2
/** What a room shows: its pages, its entries in the navigation, its commands and its cards. Data and lazy imports only. */
import type { ComponentType } from 'react';

type Icon = ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>;

/** A page module exports `Page`; it finds the body, parameters and query through `usePlace` and `useAddress`. */
export type PageModule = { Page: ComponentType };
/** A card module exports `Card`; it stands on the body's home page. */
export type CardModule = { Card: ComponentType };

/** `signed-in`: any mandate in the body (outside a body: any person). Otherwise a permission that some room declares. */
export type ScreenAccess = 'signed-in' | 'public' | (string & {});

export type RoomPage = {
  /** `/o/:organisation/…` for a page of a body, anything else for a page of the house or of the person. */
  path: `/${string}`;
  /** Title of the browser tab until the page names what it shows. */
  title: string;
  permission: ScreenAccess;
  lazy: () => Promise<PageModule>;
};

export type NavigationEntry = {
  label: string;
  icon: Icon;
  /** Same writing as a page's path: `/o/:organisation/catalogue`. */
  to: `/${string}`;
  permission: ScreenAccess;
  /** Heading under which the tower shows it, such as `Services` or `Pilotage`. */
  group: string;
};

export type Command = { label: string; to: `/${string}`; permission: ScreenAccess; keywords?: readonly string[] };

/** A page about the person who is signed in, wherever they act: it stands in the menu under their name. */
export type PersonalEntry = { label: string; icon: Icon; to: `/${string}` };

export type Card = { name: string; title: string; permission: ScreenAccess; lazy: () => Promise<CardModule> };

/**
 * Places where a page lets other rooms stand, each with what it hands them. The room that owns the page adds its own:
 * `declare module '#ui/room-ui.ts' { interface PartPlaces { 'dossiers.page': { dossierId: string } } }`.
 */
// oxlint-disable-next-line typescript/consistent-type-definitions, typescript/no-empty-interface -- rooms add to it, which only an interface allows
export interface PartPlaces {}

export type PartPlace = keyof PartPlaces;

/** What a room puts into a page of another: both name the place, neither imports the other. Its module exports `Part`. */
export type ScreenPart<Place extends PartPlace = PartPlace> = {
  [P in Place]: {
    place: P;
    /** What it is for, where the place says so: a type of dossier. Every one when absent. */
    of?: readonly string[];
    /** The room, then the part: `adhesions.documents`. */
    name: string;
    /** Heading above it; the part stands alone without one. */
    title?: string;
    permission: ScreenAccess;
    lazy: () => Promise<{ Part: ComponentType<PartPlaces[P]> }>;
  };
}[Place];

export type RoomUi = {
  pages: readonly RoomPage[];
  navigation: readonly NavigationEntry[];
  /** What the fold of this room is called under a heading, where its name would otherwise stand in the tower twice. */
  folds?: Readonly<Record<string, string>>;
  personal?: readonly PersonalEntry[];
  /** What Ctrl-K offers beyond pages: verbs, such as « Demander un congé ». */
  commands?: readonly Command[];
  cards?: readonly Card[];
  parts?: readonly ScreenPart[];
};

/** One line of `ui-rooms.ts`. */
export type UiRoom = { path: string; label: string; icon: Icon; load: () => Promise<{ default: RoomUi }> };

/** Declares what a room shows. */
export function defineRoomUi(manifest: RoomUi): RoomUi {
  return manifest;
}
