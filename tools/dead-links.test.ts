// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deadLinks } from './dead-links.ts';

test('every relative link of the documentation leads to a file, and to a heading of it', async () => {
  assert.deepEqual(await deadLinks(join(import.meta.dirname, '..')), []);
});

test('tells the file, the line and the target of a link that leads nowhere', async () => {
  const faults = await linksIn({
    'README.md': '# Un\n\n[perdu](docs/perdu.md) et [trouvé](docs/la.md)\n\n![image](docs/perdue.webp)\n',
    'docs/la.md': '# Là\n\n[dossier](../docs/) [retour](../README.md) [sorti](../../ailleurs.md)\n<img src="perdue.webp" alt="">\n',
  });
  assert.deepEqual(faults, [
    'README.md:3: docs/perdu.md',
    'README.md:5: docs/perdue.webp',
    'docs/la.md:3: ../../ailleurs.md',
    'docs/la.md:4: perdue.webp',
  ]);
});

test('tells a heading that is not there', async () => {
  const faults = await linksIn({
    'README.md': '# Un\n\n[ici](#un) [là](la.md#évolution-d-un-prix-) [nulle part](#deux) [ni là](la.md#rien)\n',
    'la.md': '## Évolution `d` un prix ?\n',
  });
  assert.deepEqual(faults, ['README.md:3: #deux', 'README.md:3: la.md#rien']);
});

test('tells a source that is named and not there', async () => {
  const faults = await linksIn({
    'README.md': 'Lire `docs/la.md`, puis `platform/nulle-part.ts`.\n\n```ts\n// rooms/exemple/room.ts\n```\n',
    'docs/la.md': '# Là\n',
  });
  assert.deepEqual(faults, ['README.md:1: platform/nulle-part.ts']);
});

test('takes neither code nor an address elsewhere for a link', async () => {
  const code = '`[a](b.md)`\n\n```md\n[a](b.md)\n```\n\n    [a](b.md)\n\n[site](https://exemple.fr/x) [courriel](mailto:a@exemple.fr)\n';
  assert.deepEqual(await linksIn({ 'README.md': code }), []);
});

async function linksIn(files: Record<string, string>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'beffroi-links-'));
  try {
    await mkdir(join(root, 'docs'));
    for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
    return await deadLinks(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
