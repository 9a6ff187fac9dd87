// SPDX-License-Identifier: EUPL-1.2
import { execFile, type ExecFileOptions } from 'node:child_process';
import { chown, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CannotStart } from '../../cannot-start.ts';

/** The user as whom PostgreSQL runs when it is not our own. */
export type RunAs = { uid: number; gid: number };

const CANDIDATES = ['beffroi', 'postgres', 'nobody'];

/** PostgreSQL refuses to run as root: as root, an unprivileged user of this machine; otherwise null, ourselves. */
export async function databaseUser(): Promise<RunAs | null> {
  if (process.getuid?.() !== 0) return null;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const user = users.find((fields) => fields[0] === name);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new CannotStart(
    'PostgreSQL refuse de tourner sous root : créez un utilisateur système « beffroi » (useradd --system beffroi), puis relancez.',
  );
}

/** Hands a file or folder to the database's user; nothing when it is ourselves. */
export async function giveTo(runAs: RunAs | null, path: string): Promise<void> {
  if (runAs) await chown(path, runAs.uid, runAs.gid);
}

/** Runs a program of PostgreSQL to its end as that user; answers what it printed. Its messages are in English, whatever the machine's language. */
export async function runAsUser(runAs: RunAs | null, file: string, args: readonly string[], cwd: string): Promise<string> {
  const options: ExecFileOptions = { cwd, windowsHide: true, env: { ...process.env, LC_MESSAGES: 'C', LC_ALL: undefined, PGDATA: undefined } };
  if (runAs) Object.assign(options, runAs);
  const { stdout, stderr } = await promisify(execFile)(file, [...args], options);
  return `${stdout}${stderr}`;
}
