// SPDX-License-Identifier: EUPL-1.2
/** Brings what package-lock.json names, once per lock file. Runs on Node 20 with nothing installed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = join(import.meta.dirname, '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.beffroi-installed');
const turn = join(root, '.npm-install.pid');

/** Whether an installation has to run: never, was cut short, or the lock file or the machine changed since. */
export function needsInstall() {
  // A link is somebody's own arrangement (a second work tree): `npm ci` would empty what it leads to.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
  return readOr(stamp, '') !== digest() && !isInstalledByHand();
}

// npm writes its own list last: somebody who ran `npm ci` need not wait for a second one.
function isInstalledByHand() {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readOr(join(modules, '.package-lock.json'), '{}')).packages;
  if (!found) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || optional || found[path]?.version === version);
}

/** Installs what the lock file names if need be, one process at a time, telling its progress. Rejects with a French sentence. */
export async function install(log) {
  if (!needsInstall()) return;
  await takeTurn();
  try {
    if (!needsInstall()) return;
    log('Installation des composants (une à deux minutes la première fois)…');
    const begun = Date.now();
    const progress = setInterval(() => log(`  … ${Math.round((Date.now() - begun) / 1000)} s`), 15_000);
    try {
      await npm(['ci', '--include=dev', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error']);
    } finally {
      clearInterval(progress);
    }
    writeFileSync(stamp, digest());
    log(`Composants installés en ${Math.round((Date.now() - begun) / 1000)} s.`);
  } finally {
    rmSync(turn, { force: true });
  }
}

function digest() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

async function npm(args) {
  const own = process.env.npm_execpath;
  const child = own?.endsWith('.js')
    ? spawn(process.execPath, [own, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    : spawn('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  const code = await new Promise((resolve, reject) => {
    child.on('error', () => reject(new Error('npm est introuvable : installez-le avec Node.js.')));
    child.on('exit', resolve);
  });
  if (code !== 0) throw new Error('L’installation des composants (npm ci) a échoué : vérifiez l’accès au registre npm, puis relancez.');
}

// Two installations at once would each remove what the other brings.
async function takeTurn() {
  for (;;) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readOr(turn, '0'));
    if (!isAlive(holder)) rmSync(turn, { force: true });
    else await sleep(500);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
