// SPDX-License-Identifier: EUPL-1.2
/** What a machine is given, read by the parser of its own program; `backup.test.ts` runs the Linux script whole. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { needs } from '#platform/testing/peer.ts';

const run = promisify(execFile);
const textOf = (name: string): Promise<string> => readFile(join(import.meta.dirname, name), 'utf8');

/** Every value with the path of its keys: `backup.schedule` → '21:00'. A list of values is a value. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (Array.isArray(value) && value.some((one) => typeof one === 'object')) return value.flatMap((one) => leaves(one, `${path}[]`));
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}
const kindOf = (value: unknown): string => (Array.isArray(value) ? `${typeof value[0]}s` : typeof value);

test('rustic is given keys that rustic documents', async () => {
  // https://github.com/rustic-rs/rustic/blob/v0.11.4/config/README.md; before 0.9, `snapshots` and `sources` had other names.
  const documented: Record<string, string> = {
    'repository.repository': 'string',
    'repository.password-file': 'string',
    'backup.init': 'boolean',
    'backup.git-ignore': 'boolean',
    'backup.one-file-system': 'boolean',
    'backup.exclude-if-present': 'strings',
    'backup.snapshots[].sources': 'strings',
  };
  const given = Object.fromEntries(leaves(parseToml(await textOf('rustic.toml'))).map(([path, value]) => [path, kindOf(value)]));
  assert.deepEqual(given, documented);
});

test('resticprofile is given keys that resticprofile documents', async () => {
  // https://creativeprojects.github.io/resticprofile/reference/profile/, configuration version 1; its JSON schema for restic 0.14 and later accepts it.
  const documented: Record<string, string> = {
    version: 'string',
    'default.repository': 'string',
    'default.password-file': 'string',
    'default.initialize': 'boolean',
    'default.backup.source': 'strings',
    'default.backup.exclude-caches': 'boolean',
    'default.backup.one-file-system': 'boolean',
    'default.backup.schedule': 'string',
    'default.backup.schedule-permission': 'string',
    'default.backup.schedule-lock-wait': 'string',
    'default.backup.schedule-after-network-online': 'boolean',
  };
  const read = leaves(parseYaml(await textOf('profiles.yaml')));
  assert.deepEqual(Object.fromEntries(read.map(([path, value]) => [path, kindOf(value)])), documented);
  const values = new Map(read);
  assert.ok(['system', 'user', 'user_logged_on'].includes(String(values.get('default.backup.schedule-permission'))));
  assert.match(String(values.get('default.backup.schedule-lock-wait')), /^\d+(h|m|s)$/);
});

test('systemd understands the units and the hour that the Linux script writes', needs('systemd-analyze', 'systemd'), async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'beffroi-units-'));
  t.after(() => rm(folder, { recursive: true }));
  const script = await textOf('linux.sh');
  const files = [];
  for (const name of ['beffroi-sauvegarde.service', 'beffroi-sauvegarde.timer']) {
    const [, unit = ''] = new RegExp(`"\\$units/${name}" <<'?UNIT'?\\n([^]*?)\\nUNIT\\n`).exec(script) ?? [];
    const file = join(folder, name);
    // Any program that is there: the script's own is written beside the units.
    await writeFile(file, unit.replace('$etc/sauvegarder', '/bin/true'));
    files.push(file);
    for (const [, when = ''] of unit.matchAll(/^OnCalendar=(.*)$/gm)) {
      assert.match((await run('systemd-analyze', ['calendar', when])).stdout, /Normalized form: \*-\*-\* 21:00:00/);
    }
  }
  // What it does not understand it ignores, and says so; the machine's own units are not ours to judge.
  const { stderr } = await run('systemd-analyze', ['verify', ...files]);
  assert.deepEqual(
    stderr.split('\n').filter((line) => line.includes('beffroi')),
    [],
  );
});

test('Windows is asked for nothing that its own PowerShell 5 takes for a failure', async () => {
  const script = await textOf('windows.ps1');
  // With `Stop`, PowerShell 5 ends a script at the first line that a program writes on an error stream that is redirected: a repository that is not
  // there yet would never be made.
  for (const [at] of script.matchAll(/^& \$restic .*\*> \$null$/gm)) {
    const [, preference] = [...script.slice(0, script.indexOf(at)).matchAll(/^\$ErrorActionPreference = '(\w+)'/gm)].at(-1) ?? [];
    assert.equal(preference, 'Continue', at);
  }
  assert.match(script, /AllowStartIfOnBatteries/, 'a portable computer backs up too');
});
