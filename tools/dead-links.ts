// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

type Link = { line: number; target: string };

/**
 * Each relative link of a Markdown file under `root` that leads to no file, no folder or no heading, and each path of a source that is
 * not there: « docs/a.md:12: b.md ».
 */
export async function deadLinks(root: string): Promise<string[]> {
  const faults: string[] = [];
  for await (const path of glob('**/*.md', { cwd: root, exclude: (name) => ['node_modules', '.git', '.build', '.data', '.test'].includes(name) })) {
    const text = await readFile(join(root, path), 'utf8');
    for (const { line, target } of relativeLinks(text))
      if (!(await leadsSomewhere(join(root, path), target))) faults.push(`${path}:${line}: ${target}`);
    for (const { line, target } of namedSources(text)) if (!existsSync(join(root, target))) faults.push(`${path}:${line}: ${target}`);
  }
  return faults.sort();
}

/** What a text links to or shows, inside the project. Code is no link, nor is an address elsewhere. */
function relativeLinks(markdown: string): Link[] {
  const withoutCode = markdown
    .replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, blank)
    .replaceAll(/^( {4}|\t).*$/gm, blank)
    .replaceAll(/`[^`\n]*`/g, blank);
  const targets = withoutCode.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s*(\S+)|\b(?:src|href)="([^"]+)"/gm);
  return [...targets]
    .map((found) => ({ line: lineAt(withoutCode, found.index), target: found[1] ?? found[2] ?? found[3] ?? '' }))
    .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target));
}

/** Sources named in words, from the root of the project: « `platform/room.ts` ». Examples of the guides stand in blocks of code. */
function namedSources(markdown: string): Link[] {
  const words = markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, blank);
  const named = words.matchAll(/`((?:platform|ui|rooms|tools|docs|deploy|journeys|bench)\/[\w./-]+\.\w+)`/g);
  return [...named].map((found) => ({ line: lineAt(words, found.index), target: found[1] ?? '' }));
}

async function leadsSomewhere(from: string, target: string): Promise<boolean> {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? from : join(dirname(from), decodeURIComponent(path));
  if (!existsSync(file)) return false;
  if (!heading || !file.endsWith('.md')) return true;
  return headingsOf(await readFile(file, 'utf8')).includes(decodeURIComponent(heading));
}

// As forges write the anchors of headings: lower case, no punctuation, hyphens for spaces.
function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function blank(code: string): string {
  return code.replaceAll(/[^\n]/g, ' ');
}
