// SPDX-License-Identifier: EUPL-1.2
/** The shape of a room. `room.ts` is pure data and function references; importing it has no side effect. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Context } from './context.ts';
import type { WithReply } from './http/answers.ts';
import type { Endpoint } from './http/contract.ts';
import type { House } from './house.ts';
import type { Settings } from './settings.ts';
import type { Identity, RightsProvider } from './access/provided.ts';
import type { TileIcon } from './tile-icons.ts';

/** A context whose row types the platform does not know; each room narrows it to its own `Tables`. */
// oxlint-disable-next-line typescript/no-explicit-any -- contexts of different rooms have unrelated row types
type AnyContext = Context<any>;
// oxlint-disable-next-line typescript/no-explicit-any -- checked against the endpoint at the border; `route()` keeps the pair typed
type AnyInput = any;

export type Floor = 'foundation' | 'service' | 'top';

/** Roles that a mandate may carry; rooms name them as the default holders of their permissions. */
export const operatorRoles = ['administrator', 'account-manager', 'accountant', 'technician', 'dpo', 'trainer'] as const;
export const memberRoles = ['body-administrator', 'dgs', 'secretary', 'agent', 'president', 'elected', 'body-dpo'] as const;
export type Role = (typeof operatorRoles)[number] | (typeof memberRoles)[number];

export type Permission = {
  /** What the holder may do, in French, as an administrator reads it. */
  label: string;
  /** Roles that hold it unless the body composes others. */
  roles: readonly Role[];
  /** Never held by a technician who acts in someone's name: what only the person or their body may decide. */
  withheldFromSupport?: boolean;
  /** May be given to a program by an API token: its routes ask for no person. */
  forPrograms?: boolean;
  /** The database itself hides the tables declared sensitive under this permission from whoever lacks it (`platform.declare_sensitive`). */
  isSensitive?: boolean;
};

/** `public`: nobody signs in. `signed-in`: any person. Otherwise a permission that some room declares. */
export type Access = 'public' | 'signed-in' | (string & {});

export type RateLimit = {
  /** Requests allowed. */ most: number;
  /** Within how many seconds. */ seconds: number;
  per: 'address' | 'person' | 'organisation';
};

export type Route = {
  readonly endpoint: Endpoint;
  readonly permission: Access;
  /** Key of the right that the body must hold, when the service is sold. */
  readonly right?: string;
  readonly limit?: RateLimit;
  /** Says that the action only reads although its method is not GET (a simulation sent by POST). */
  readonly readsOnly?: boolean;
  /**
   * Whether a technician who acts in someone's name may ask it. Unless said: allowed in a body, as far as the permission is, and refused where
   * a person's own account or the house is addressed and one must be signed in.
   */
  readonly support?: 'allowed' | 'refused';
  /** The action runs without a transaction: it computes, or it opens short ones itself (streams). */
  readonly withoutTransaction?: boolean;
  readonly action: (ctx: AnyContext, input: AnyInput) => unknown;
};

type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? (z.ZodType extends P ? unknown : z.output<P>) & (z.ZodType extends Q ? unknown : z.output<Q>) & (z.ZodType extends B ? unknown : z.output<B>)
    : never;
type OutputOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? (z.ZodType extends R ? unknown : z.input<R>) : never;

type AnswerOf<E> = OutputOf<E> | WithReply<OutputOf<E>>;

/**
 * One line of a room's route table. The action receives params, query and body merged into one plain object
 * (params win over query, query over body) and returns what the contract's `response` describes.
 */
export function route<E extends Endpoint<AnyInput, AnyInput, AnyInput, AnyInput>, Tables>(
  endpoint: E,
  options: Omit<Route, 'endpoint' | 'action'> & { action: (ctx: Context<Tables>, input: InputOf<E>) => AnswerOf<E> | Promise<AnswerOf<E>> },
): Route {
  return { ...options, endpoint };
}

/** A file to download. */
export type FileAnswer = { name: string; type: string; content: Uint8Array | string | NodeJS.ReadableStream; inline?: boolean };

/** A protocol that is not the JSON API: a Fastify plugin with its own body parsing, authentication and errors. */
export type Protocol = { name: string; prefix: string; plugin: (app: FastifyInstance, house: House) => Promise<void> };

/** A server of its own port, for a protocol that is not HTTP; started with the house, which it never outlives. */
export type Daemon = {
  name: string;
  /** Resolves once it listens; null where the settings do not ask for it. */
  start: (house: House) => Promise<{ close: () => Promise<void>; says: string } | null>;
};

/** Work that runs on a schedule (cron, Europe/Paris) or is queued with `ctx.queue`. The handler calls an action. */
export type Job = {
  name: string;
  cron?: string;
  handler: (ctx: AnyContext, data: AnyInput) => Promise<unknown>;
  /** How many times it is tried again, with back-off. Default 5. */
  retries?: number;
  /** How many of them one process runs at once. Default 1. */
  atOnce?: number;
  /** The handler opens short transactions itself: it waits for another machine. */
  withoutTransaction?: boolean;
};

/** Answer to an event: runs in its own transaction in the organisation where the event is heard, at least once. */
export type Listener = { event: string; name: string; handler: (ctx: AnyContext, payload: AnyInput) => Promise<void> };

export type Happening = { id: string; name: string; /** ISO instant. */ at: string; payload: unknown };

/** Hears every event of every room, where it wants them: what sends events elsewhere. */
export type Follower = {
  name: string;
  /** Whether this event of the body in the address is wanted; asked in the transaction that tells it, so it must be one cheap look. */
  wants: (ctx: AnyContext, event: string) => Promise<boolean>;
  /** Runs as a listener does: in its own transaction in the body, at least once. */
  handler: (ctx: AnyContext, happening: Happening) => Promise<void>;
};

export type PersonalData = {
  category: string;
  purpose: string;
  /** Article of law or mission that allows it. */
  basis: string;
  /** How long it is kept, in French. */
  retention: string;
  tables: readonly string[];
};

/** Hands over or removes all that a room keeps for one body. Called inside that organisation. */
export type BodyData = {
  export: (
    ctx: AnyContext,
  ) => AsyncIterable<{ path: string; content: string | Uint8Array | AsyncIterable<Uint8Array> }> | Promise<Record<string, unknown[]>>;
  erase: (ctx: AnyContext) => Promise<void>;
};

export type SearchSource = {
  name: string;
  label: string;
  permission: Access;
  /** Hits in the readable organisations; `href` is the address of the screen. */
  find: (ctx: AnyContext, words: string, limit: number) => Promise<{ title: string; detail: string; href: string }[]>;
};

/** `do`: to deal with; `sign`: to sign or answer in the body's name; `read`: to read; `meet`: a meeting to come. */
export const toDoKinds = ['do', 'sign', 'read', 'meet'] as const;

export type ToDo = {
  /** The body for which it waits: one of the readable ones. */
  organisationId: string;
  kind: (typeof toDoKinds)[number];
  /** What to do, complete in itself: « Valider le devis D-2026-0012 pour Bouliac ». */
  title: string;
  /** A few words more, such as the place of a meeting. */
  detail?: string;
  href: string;
  /** Last day, or the day of the meeting, `YYYY-MM-DD`; null when nothing presses. */
  dueOn: string | null;
  /** When a meeting begins, as an ISO instant. */
  at?: string;
};

/**
 * What awaits this person, in all the bodies where they hold the permission: `ctx.organisations`. Called once for them together, never body by
 * body, in a transaction that it may share with other sources: it reads, and asks a number of queries that does not depend on the bodies.
 */
export type ToDoSource = { name: string; permission: Access; list: (ctx: AnyContext) => Promise<ToDo[]> };

export type RecentDocument = {
  organisationId: string;
  title: string;
  detail: string;
  href: string;
  /** When it was last touched, as an ISO instant. */
  at: string;
};

/** Documents that this person was last concerned with, the latest first, at most `limit`. Called as a source of à traiter is. */
export type RecentSource = { name: string; permission: Access; list: (ctx: AnyContext, limit: number) => Promise<RecentDocument[]> };

/** A service that a person opens from their home page, where they hold the permission and the body the right. */
export type ServiceTile = {
  /** The room, then the service, such as `leave.requests`: favourites and announcements name it. */
  key: string;
  title: string;
  /** One short sentence. */
  description: string;
  icon: TileIcon;
  /** `/o/:organisation/conges` opens in the body; an address without it is the same for every body. */
  href: `/${string}`;
  permission: Access;
  right?: string;
  /** Which bodies it is for: those that share services, those that they serve, or both. */
  audience: 'operator' | 'member' | 'all';
};

/** A service of another application, behind single sign-on. */
export type OpenedElsewhere = {
  organisationId: string;
  /** The room, then what names it there. */
  key: string;
  title: string;
  description: string;
  icon: TileIcon;
  /** Absolute address, or one of this installation that leads there. */
  href: string;
};

/** Services that this person opens elsewhere, in all the readable bodies at once. Called as a source of à traiter is. */
export type ElsewhereSource = { name: string; permission: Access; list: (ctx: AnyContext) => Promise<OpenedElsewhere[]> };

/** A service that the operator may open to the body of the address, which may ask for it. */
export type Offer = { key: string; title: string; group: string; description: string; href: string | null; right?: string };

export type OfferSource = { name: string; list: (ctx: AnyContext, operatorId: string) => Promise<Offer[]> };

/** Something to do on a first visit, ticked from what is really there. */
export type FirstStep = {
  /** The room, then the step. */
  key: string;
  title: string;
  detail: string;
  /** `/o/:organisation/…` leads into the body where the permission is held. */
  href: `/${string}`;
  permission: Access;
  /** Absent: always. Otherwise whether this installation serves what the step proposes. */
  isOffered?: (ctx: AnyContext) => boolean;
  /** Asked in the bodies where the permission is held, all at once. */
  isDone: (ctx: AnyContext) => Promise<boolean>;
};

/** The week that a report tells of, Monday to Sunday in Europe/Paris. */
export type ReportWeek = {
  /** ISO 8601: `2026-W47`. */
  name: string;
  /** Monday and Sunday, `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** The instants between which it lies, ISO: the first included, the last not. */
  begins: string;
  ends: string;
};

/** Parts of the weekly report, in the order in which it shows them. */
export const reportParts = ['protected', 'failed', 'restored', 'volume', 'expiring', 'to-do'] as const;

/** One line of the weekly report, as somebody elected understands it: a complete French sentence, no acronym, no address of a machine. */
export type ReportLine = {
  part: (typeof reportParts)[number];
  says: string;
  /** `good`: as it must be; `watch`: to follow; `bad`: a failure; `plain`: a fact. The worst tone of its lines is that of a body in a roll-up. */
  tone: 'good' | 'watch' | 'bad' | 'plain';
  /** Page of this installation where more is to be seen. */
  href?: string;
  /** With `expiring` and `to-do`: the last day, `YYYY-MM-DD`. */
  dueOn?: string;
  /** With `volume`: bytes used and allowed (null: no limit), and the day on which it is full as it grows, if within a year. */
  volume?: { usedBytes: number; allowedBytes: number | null; fullOn: string | null };
};

/**
 * What a room has to say of one week of the body in the address (`ctx.organisation`), to the weekly report. Runs as a job, in a transaction of
 * that body that writes nothing; asked once a week, after it, and again where somebody looks at a preview. Nothing to say: no line.
 */
export type ReportSource = { name: string; lines: (ctx: AnyContext, week: ReportWeek) => Promise<ReportLine[]> };

/** What somebody used of something that is billed by the unit, over a time that is closed: a month of messages, a batch of records. */
export type Volume = {
  /** Names the measure for ever: « 2026-10 » and the body, for one. A measure that is told again is billed once; one that grew is billed for the rest. */
  key: string;
  /** Who used it. */
  beneficiaryId: string;
  /** Who pays: the beneficiary unless said. */
  payerId?: string;
  /** Key of the offer of the catalogue that prices it. */
  offer: string;
  label: string;
  detail?: string;
  /** All that was used in that time, three decimals at most. */
  quantity: number;
  unit: string;
  /** Printed price of a unit, in ten-thousandths of a euro: 0,045 € is 450. */
  unitPriceTenThousandths: number;
  treatment: 'exempt' | 'taxed' | 'to-qualify';
  /** The rate of what is taxed, 20 % is 2000; the operator's own unless said. */
  vatBps?: number;
  /** By which act it is owed, in words; may be empty. */
  act: string;
  /** Last day of the time that it measures, `YYYY-MM-DD`: it is billed once that day is over. */
  on: string;
};
/** What a room has to bill by the unit to the bodies that the operator of the address (`ctx.organisation`) serves, of measures whose last day lies in a period. */
export type VolumeSource = { name: string; list: (ctx: AnyContext, period: { from: string; until: string }) => Promise<Volume[]> };

/** A public page that tells more of how the operator's services stand. */
export type StatusLink = { label: string; href: string };

/** The link that the public state of services shows besides its announcements. Asked in the operator, for anybody; null: nothing is open. */
export type StatusLinkSource = { name: string; link: (ctx: AnyContext) => Promise<StatusLink | null> };

/** Somebody whose last day in the body of the address was chosen: their mandates there, and that day, included. */
export type Leaving = { personId: string; mandateIds: readonly string[]; lastDay: string };

/** What those who leave a body hold in a room, and what becomes of it. The room of persons asks; it knows no other. */
export type Departure = {
  /** The room, then what it is: `assets.devices`. */
  name: string;
  /** What it is, in French, as whoever plans the departure reads it. */
  label: string;
  /** What they hold, in words. */
  list: (ctx: AnyContext, leaving: Leaving) => Promise<{ id: string; label: string }[]>;
  /** Gives it at once to another who serves the body, besides the one who leaves. Absent where nothing can be handed over. */
  handOver?: (ctx: AnyContext, leaving: Leaving, to: { personId: string; mandateId: string }) => Promise<void>;
  /** Ends what they still hold, once the last day is over. Repeatable. Absent where an ended mandate is enough. */
  close?: (ctx: AnyContext, leaving: Leaving) => Promise<void>;
};

/** A kind of device or program that a person connects by an application password. */
export type AppPasswordProtocol = {
  /** The room, then the kind, such as `calendars.caldav`. */
  key: string;
  /** What the room asks `whoseAppPassword` for: `ldap`, `dav`, `imap`, `smtp`, `restic`. Several kinds may share one. */
  protocol: string;
  /** « Agenda du téléphone (CalDAV) ». */
  label: string;
  /** One short sentence. */
  description: string;
  /** What to type into the device, in order; null where the settings serve no such device. `login` is the name that it gives. */
  help: (settings: Settings, login: string) => { fields: readonly { label: string; value: string }[]; steps: readonly string[] } | null;
};

export type Room = {
  name: string;
  floor: Floor;
  /** French name as users read it. */
  title: string;
  /** Rooms that this one asks or listens to; `tools/check-rooms.ts` refuses an unused or missing entry. */
  needs: readonly string[];
  permissions?: Readonly<Record<string, Permission>>;
  /** Keys of the rights that the catalogue sells for this room. */
  sells?: readonly string[];
  refusals?: Readonly<Record<string, { status: number; says: string }>>;
  events?: Readonly<Record<string, z.ZodType>>;
  routes?: readonly Route[];
  protocols?: readonly Protocol[];
  /**
   * Table (`organisation_id`, `blob_id`) of the raw blobs that also lie at the second site, where they were read back. A backup of the installation
   * leaves them out and a restoration fetches them there.
   */
  keptElsewhere?: string;
  daemons?: readonly Daemon[];
  jobs?: readonly Job[];
  listens?: readonly Listener[];
  /** What these events are called, in French, where a body chooses which to send elsewhere; one without a name is never offered. */
  eventLabels?: Readonly<Record<string, string>>;
  follows?: readonly Follower[];
  search?: readonly SearchSource[];
  toDo?: readonly ToDoSource[];
  /** Devices that open this room by an application password: the page « Connecter un appareil » lists those of every room. */
  appPasswordProtocols?: readonly AppPasswordProtocol[];
  /** What the home page of a person shows of this room. */
  services?: readonly ServiceTile[];
  elsewhere?: readonly ElsewhereSource[];
  offers?: readonly OfferSource[];
  recent?: readonly RecentSource[];
  firstSteps?: readonly FirstStep[];
  departure?: readonly Departure[];
  /** What the weekly report of a body says of this room. */
  report?: readonly ReportSource[];
  statusLinks?: readonly StatusLinkSource[];
  /** What is billed by the unit: the room of billing takes it into its runs. */
  volumes?: readonly VolumeSource[];
  personalData?: readonly PersonalData[];
  /** Required when the room owns tables of kind owned or shared. */
  bodyData?: BodyData;
  /** What this room adds to another that it needs, made by a function of that room's API: a type of dossier, for one. */
  extends?: readonly { readonly of: string; readonly value: unknown }[];
  /** Loads the demonstration; repeatable. Runs after the migrations, in the order of `rooms.ts`. */
  demonstration?: (house: House) => Promise<void>;
  /** Reads what must be in memory before the first request. */
  prepare?: (house: House) => Promise<void>;
  /** Answers to the questions that the platform must ask and cannot answer itself. */
  provides?: { identity?: Identity; rights?: RightsProvider };
};

/** Declares a room. */
export function defineRoom(room: Room): Room {
  return room;
}
