// SPDX-License-Identifier: EUPL-1.2
/** The Node that runs the project: it reads TypeScript as it stands and knows Temporal. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const LEAST = 26;

/** Path of a Node of version 26 or newer: this one, or the one that npm brought. Throws a French sentence. */
export function node26() {
  if (Number.parseInt(process.versions.node, 10) >= LEAST) return process.execPath;
  const brought = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(brought)) return brought;
  throw new Error(`Node ${LEAST} n’a pas été installé : lancez « npm ci --ignore-scripts=false », ou installez Node ${LEAST} vous-même.`);
}

/**
 * Runs a program of the project under Node 26 and hands on the signals it receives. Resolves with the exit code.
 * The channel tells the child when we die, even of a SIGKILL.
 */
export function runUnderNode26(args, options = {}) {
  const child = spawn(node26(), args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
