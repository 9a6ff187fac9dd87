// SPDX-License-Identifier: EUPL-1.2
import type { z } from 'zod';
import type { Follower, Job, Listener, Permission, Room, ServiceTile } from './room.ts';

/** What the platform looks up in the manifests, computed once at start. */
export type RoomIndex = {
  readonly events: ReadonlyMap<string, z.ZodType>;
  readonly listeners: ReadonlyMap<string, readonly Listener[]>;
  readonly followers: readonly Follower[];
  /** French names of the events that a body may send elsewhere, with the room that tells them. */
  readonly eventLabels: ReadonlyMap<string, { label: string; room: string }>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly permissions: ReadonlyMap<string, Permission>;
  /** Permissions without which the database shows nothing of some tables. */
  readonly sensitive: readonly string[];
  /** Services that home pages show, in the order of the rooms. */
  readonly services: ReadonlyMap<string, ServiceTile>;
  /** Permissions that a role holds by default. */
  readonly ofRole: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Reads the manifests. Throws when two rooms claim one name, or a room names what is not its own: the start then stops. */
export function indexRooms(rooms: readonly Room[]): RoomIndex {
  const events = new Map<string, z.ZodType>();
  const listeners = new Map<string, Listener[]>();
  const followers = rooms.flatMap((room) => room.follows ?? []);
  const eventLabels = new Map<string, { label: string; room: string }>();
  const jobs = new Map<string, Job>();
  const permissions = new Map<string, Permission>();
  const services = new Map<string, ServiceTile>();
  for (const room of rooms) {
    for (const [name, schema] of Object.entries(room.events ?? {})) claim(events, room, name, schema);
    for (const [name, permission] of Object.entries(room.permissions ?? {})) claim(permissions, room, name, permission);
    for (const tile of room.services ?? []) claim(services, room, tile.key, tile);
    for (const [name, label] of Object.entries(room.eventLabels ?? {})) claim(eventLabels, room, name, { label, room: room.title });
    for (const job of room.jobs ?? []) claim(jobs, room, job.name, job);
    for (const listener of room.listens ?? []) listeners.set(listener.event, [...(listeners.get(listener.event) ?? []), listener]);
  }
  refuseDeafListeners(listeners, events);
  for (const name of eventLabels.keys()) if (!events.has(name)) throw new Error(`${name} has a label, and no room tells it`);
  const sensitive = [...permissions].filter(([, { isSensitive }]) => isSensitive).map(([name]) => name);
  return { events, listeners, followers, eventLabels, jobs, permissions, sensitive, services, ofRole: permissionsByRole(permissions) };
}

function claim<Value>(index: Map<string, Value>, room: Room, name: string, value: Value): void {
  if (!name.startsWith(`${room.name}.`)) throw new Error(`room ${room.name} declares ${name}, which is not its own`);
  if (index.has(name)) throw new Error(`${name} is declared twice`);
  index.set(name, value);
}

function refuseDeafListeners(listeners: ReadonlyMap<string, readonly Listener[]>, events: ReadonlyMap<string, z.ZodType>): void {
  const names = new Set<string>();
  for (const [event, those] of listeners) {
    if (!events.has(event)) throw new Error(`a listener waits for ${event}, which no room tells`);
    for (const { name } of those) {
      if (names.has(name)) throw new Error(`listener ${name} is declared twice`);
      names.add(name);
    }
  }
}

function permissionsByRole(permissions: ReadonlyMap<string, Permission>): Map<string, Set<string>> {
  const ofRole = new Map<string, Set<string>>();
  for (const [name, { roles }] of permissions) {
    for (const role of roles) ofRole.set(role, (ofRole.get(role) ?? new Set()).add(name));
  }
  return ofRole;
}
