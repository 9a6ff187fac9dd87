// SPDX-License-Identifier: EUPL-1.2
import { isTest, roomOf, type Tree } from './tree.ts';

const HEIGHT: Readonly<Record<string, number>> = { foundation: 0, service: 1, top: 2 };

/** Needs that are unused, unknown, circular, or that look up from a lower floor. */
export function needsFaults(tree: Tree): string[] {
  const used = usedRooms(tree);
  const faults: string[] = [];
  for (const { name, floor, needs } of tree.rooms.values()) {
    const path = `rooms/${name}/room.ts`;
    if (!(floor in HEIGHT)) faults.push(`${path}: says no floor`);
    for (const need of needs) {
      const needed = tree.rooms.get(need);
      if (!needed) faults.push(`${path}: needs ${need}, which is no room`);
      else if ((HEIGHT[needed.floor] ?? 0) > (HEIGHT[floor] ?? 0)) faults.push(`${path}: needs ${need}, which stands on a higher floor`);
      if (!used.get(name)?.has(need)) faults.push(`${path}: needs ${need} and uses nothing of it`);
    }
    const circle = circleFrom(tree, name);
    if (circle) faults.push(`${path}: needs go in a circle: ${circle.join(' → ')}`);
  }
  return faults;
}

// A room uses another by import, by a foreign key or view in its SQL, or by a row type in tables.ts.
function usedRooms(tree: Tree): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  const add = (room: string, other: string): void => {
    if (room !== other && tree.rooms.has(other)) used.set(room, (used.get(room) ?? new Set()).add(other));
  };
  for (const { from, to } of tree.imports) {
    const room = roomOf(from);
    const other = roomOf(to);
    if (room && other && !isTest(from)) add(room, other);
  }
  for (const [path, text] of tree.files) {
    const room = roomOf(path);
    if (!room || !(path.endsWith('.sql') || path.endsWith('/tables.ts'))) continue;
    for (const [, other = ''] of text.matchAll(/\b([a-z_]+)\.[a-z_]+\b/g)) add(room, other);
  }
  return used;
}

function circleFrom(tree: Tree, start: string): string[] | null {
  const walk = (room: string, path: readonly string[]): string[] | null => {
    for (const need of tree.rooms.get(room)?.needs ?? []) {
      if (need === start) return [...path, need];
      if (path.includes(need)) continue;
      const found = walk(need, [...path, need]);
      if (found) return found;
    }
    return null;
  };
  return walk(start, [start]);
}
