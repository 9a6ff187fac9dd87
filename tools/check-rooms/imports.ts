// SPDX-License-Identifier: EUPL-1.2
import { isTest, roomOf, type Import, type Tree } from './tree.ts';

const PUBLIC_FILES = ['api.ts', 'events.ts', 'contract.ts'];

/** Imports that go against the direction platform ← ui ← rooms ← rooms.ts ← main.ts, or into what a room keeps for itself. */
export function importFaults(tree: Tree): string[] {
  return tree.imports.flatMap((link) => {
    const fault = faultOf(tree, link);
    return fault ? [`${link.from}: imports ${link.written}, ${fault}`] : [];
  });
}

function faultOf(tree: Tree, link: Import): string | null {
  const { from, to, written } = link;
  const area = from.split('/')[0] ?? '';
  const target = to.split('/')[0] ?? '';
  if (target === 'rooms' && area === 'platform') return 'but the platform knows no room';
  if (target === 'ui' && area === 'platform') return 'but the platform knows no screen';
  if (target === 'rooms' && area === 'ui' && !isTest(from)) return 'but ui/ knows no room; pages are listed in ui-rooms.ts';
  if (target === 'simulators' && (area === 'rooms' || area === 'platform') && !isTest(from))
    return 'but simulators are for tests and the demonstration';
  if (area !== 'rooms') return null;
  if (written === '#rooms.ts' || to === 'rooms.ts' || to === 'main.ts') return 'but a room does not know the list of rooms';
  return roomFault(tree, link);
}

function roomFault(tree: Tree, { from, to, written }: Import): string | null {
  const room = roomOf(from);
  const other = roomOf(to);
  if (written.startsWith('.') && other !== room) return 'which leaves the room: write #rooms/… or #platform/…';
  if (other === room && written.startsWith('#')) return 'inside its own room: write a relative path';
  const screen = isScreen(from);
  if (screen && (to.startsWith('platform/') || (other === room && !isScreen(to) && to !== `rooms/${room}/contract.ts`)))
    return isTest(from) ? null : 'but a screen imports contract.ts and #ui/ alone';
  if (other === null || other === room) return null;
  return acrossRooms(tree, { from, to, room: room ?? '', other, screen });
}

function acrossRooms(
  tree: Tree,
  { from, to, room, other, screen }: { from: string; to: string; room: string; other: string; screen: boolean },
): string | null {
  const file = to.slice(`rooms/${other}/`.length);
  if (isTest(from) && (file === 'testing.ts' || file === 'room.ts' || file.startsWith('testing/'))) return null;
  const offered = screen ? ['contract.ts', 'parts.tsx'] : PUBLIC_FILES;
  if (!offered.includes(file)) return `but another room offers ${offered.join(', ')} only`;
  if (file === 'parts.tsx' && tree.rooms.get(other)?.floor !== 'foundation') return 'but only a foundation offers parts.tsx';
  if (!isTest(from) && !tree.rooms.get(room)?.needs.includes(other)) return `but room.ts does not list ${other} in needs`;
  return null;
}

function isScreen(path: string): boolean {
  return /^rooms\/[^/]+\/(ui\.ts$|ui\/|parts\.tsx$)/.test(path);
}
