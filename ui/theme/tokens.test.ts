// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { contrast, parseColour } from '#platform/appearance/contrast.ts';

const screens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const pages = readFileSync(join(import.meta.dirname, '../public/public.css'), 'utf8');
const light = variablesOf(screens.slice(0, screens.indexOf("[data-mantine-color-scheme='dark']")));
const dark = { ...light, ...variablesOf(screens.slice(screens.indexOf("[data-mantine-color-scheme='dark']"))) };

for (const [scheme, tokens] of Object.entries({ light, dark })) {
  test(`every text of the ${scheme} scheme reaches 4.5 on every ground`, () => {
    for (const ground of ['--page', '--surface', '--surface-sunken'])
      for (const text of ['--ink', '--ink-soft', '--accent-text', '--danger-text', '--warning-text', '--success-text', '--info-text'])
        reaches(tokens, text, ground, 4.5);
    for (const tone of ['accent', 'danger', 'warning', 'success', 'info']) {
      reaches(tokens, `--${tone}-text`, `--${tone}-soft`, 4.5);
      assert.ok(ratio(tokens[`--${tone}-fill`], '#ffffff') >= 4.5, `white on --${tone}-fill`);
    }
    for (const ground of ['--tower', '--tower-raised']) for (const text of ['--tower-ink', '--tower-soft']) reaches(tokens, text, ground, 4.5);
  });

  test(`edges of fields and the bell of the ${scheme} scheme reach 3`, () => {
    for (const ground of ['--page', '--surface']) reaches(tokens, '--line-strong', ground, 3);
    reaches(tokens, '--bell', '--tower', 3);
  });
}

test('public pages wear the same colours as the screens', () => {
  const [forLight, forDark] = [
    pages.slice(0, pages.indexOf('prefers-color-scheme: dark')),
    pages.slice(pages.indexOf('prefers-color-scheme: dark'), pages.indexOf('/* Ground */')),
  ];
  for (const [name, value] of Object.entries(variablesOf(forLight))) assert.equal(value, light[name], `light ${name}`);
  for (const [name, value] of Object.entries(variablesOf(forDark))) assert.equal(value, dark[name], `dark ${name}`);
});

test('the style of public pages weighs less than 12 kB compressed', () => {
  assert.ok(gzipSync(pages).length < 12_000);
});

function reaches(tokens: Readonly<Record<string, string>>, text: string, ground: string, least: number): void {
  const found = ratio(tokens[text], tokens[ground]);
  assert.ok(found >= least, `${text} on ${ground}: ${found.toFixed(2)} < ${least}`);
}

function ratio(one: string | undefined, other: string | undefined): number {
  const [first, second] = [parseColour(one ?? ''), parseColour(other ?? '')];
  assert.ok(first && second, `${one} and ${other} are colours`);
  return contrast(first, second);
}

function variablesOf(css: string): Record<string, string> {
  return Object.fromEntries([...css.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']));
}
