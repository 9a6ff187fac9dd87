// SPDX-License-Identifier: EUPL-1.2
/**
 * Makes a room of the shape of `rooms/leave`: something is asked, somebody answers. It runs at once and passes every generic test; then its words and
 * its columns become those of the trade.
 * `node_modules/node/bin/node tools/new-room.ts loans "Prêts de matériel" prets [--right prets]`
 */
import { globSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

export type Wanted = {
  /** Name of the folder, of the schema and of the permissions. */ room: string;
  /** What users read. */ title: string;
  /** Its address: `/o/<body>/<path>`. */ path: string;
  /** Key under which the catalogue sells it; null where every body has it. */ right: string | null;
  /** Minute at which it is made, `YYYYMMDD-HHMM`. */ stamp: string;
};

const shape = join(import.meta.dirname, 'new-room');

/** Writes the room and its two lines in the lists of rooms. Refuses a name that is none, or that is taken. Returns the files. */
export async function makeRoom(root: string, wanted: Wanted): Promise<string[]> {
  check(wanted);
  const folder = join(root, 'rooms', wanted.room);
  if (await stat(folder).catch(() => null)) throw new Error(`rooms/${wanted.room} is there already`);
  const written: string[] = [];
  for (const name of globSync('**/*.txt', { cwd: shape }).toSorted()) {
    const path = join('rooms', wanted.room, filled(name.slice(0, -'.txt'.length), wanted));
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), filled(await readFile(join(shape, name), 'utf8'), wanted));
    written.push(path);
  }
  await listRoom(root, wanted);
  return written;
}

function check({ room, path, title, right }: Wanted): void {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(room)) throw new Error(`« ${room} » names no schema: lower case letters, such as loans`);
  for (const one of [path, ...(right === null ? [] : [right])])
    if (!/^[a-z][a-z0-9-]*$/.test(one)) throw new Error(`« ${one} »: lower case letters and dashes`);
  if (title.trim() === '' || /['"`\\]/.test(title)) throw new Error('the title is French text, with ’ for an apostrophe');
}

function filled(text: string, { room, title, path, right, stamp }: Wanted): string {
  const values: Readonly<Record<string, string>> = {
    room,
    title,
    path,
    stamp,
    sells: right === null ? '' : `  sells: ['${right}'],\n`,
    serviceRight: right === null ? '' : `      right: '${right}',\n`,
    routeRight: right === null ? '' : ` right: '${right}',`,
  };
  return text.replace(/\{\{(\w+)\}\}/g, (all, name: string) => values[name] ?? all);
}

async function listRoom(root: string, { room, title, path }: Wanted): Promise<void> {
  const lists = join(root, 'rooms.ts');
  const rooms = await readFile(lists, 'utf8');
  const name = room.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const imported = rooms.replace(/^(import type \{ Room \}[^\n]*\n)/m, `$1import ${name} from '#rooms/${room}/room.ts';\n`);
  const listed = imported.replace(/(export const rooms[^[]*\[\]\s*=\s*\[[\s\S]*?),?\s*\];/, `$1, ${name}];`);
  if (listed === imported || imported === rooms) throw new Error('rooms.ts has another shape: add the room by hand');
  await writeFile(lists, listed);
  const screens = join(root, 'ui-rooms.ts');
  const text = await readFile(screens, 'utf8');
  const line = `  { path: '${path}', label: '${title}', icon: IconInbox, load: () => import('#rooms/${room}/ui.ts') },\n];`;
  const withIcon = /\bIconInbox\b/.test(text) ? text : text.replace(/^(\/\/ SPDX[^\n]*\n)/, `$1import { IconInbox } from '@tabler/icons-react';\n`);
  await writeFile(screens, withIcon.replace(/^\];/m, line));
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { right: { type: 'string' } } });
  const [room, title, path] = positionals;
  if (!room || !title || !path) {
    console.error('usage: new-room.ts <name> "<French title>" <address> [--right <key of the catalogue>]');
    process.exit(1);
  }
  const stamp = Temporal.Now.zonedDateTimeISO('Europe/Paris')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace(/[-:]/g, '')
    .replace('T', '-');
  for (const file of await makeRoom(join(import.meta.dirname, '..'), { room, title, path, right: values.right ?? null, stamp })) console.log(file);
  console.log('then: npx oxfmt rooms.ts ui-rooms.ts, npm test -- tools/every-room, and docs/guides/add-a-room.md');
}
