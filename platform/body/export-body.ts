// SPDX-License-Identifier: EUPL-1.2
import type { House } from '../house.ts';
import { inContext } from '../make-context.ts';
import type { Room } from '../room.ts';

/** Large content comes as a stream, opened when it is read. */
export type ExportedFile = { path: string; content: string | Uint8Array | AsyncIterable<Uint8Array> };

/** Everything that the rooms keep for one body, file by file (`<room>/<table>.json`, or as the room names them), then a manifest. */
export async function* exportBody(house: House, organisation: string): AsyncGenerator<ExportedFile> {
  const paths: string[] = [];
  for (const room of house.rooms) {
    for (const file of await exportRoom(house, organisation, room)) {
      const path = `${room.name}/${file.path}`;
      paths.push(path);
      yield { ...file, path };
    }
  }
  yield { path: 'manifest.json', content: JSON.stringify({ organisation, exportedAt: house.clock.now().toString(), files: paths }, null, 2) };
}

function exportRoom(house: House, organisation: string, room: Room): Promise<ExportedFile[]> {
  const { bodyData } = room;
  if (!bodyData) return Promise.resolve([]);
  return inContext(house, { actor: { kind: 'job', name: 'platform.export-body' }, organisation, readOnly: true }, async (ctx) => {
    const data = await bodyData.export(ctx);
    if (Symbol.asyncIterator in data) return Array.fromAsync(data);
    return Object.entries(data).map(([table, rows]) => ({ path: `${table}.json`, content: JSON.stringify(rows, null, 2) }));
  });
}
