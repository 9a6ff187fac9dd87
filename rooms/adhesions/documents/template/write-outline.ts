// SPDX-License-Identifier: EUPL-1.2
/** Asks the process of templates, one order at a time, and ends it when an order takes too long or too much memory. */
import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TemplateOrder, TemplateOutcome } from './template-shapes.ts';

/** Milliseconds that an order may take (a real template takes a few), and that the process may stay unused. */
const patience = 5_000;
const idle = 60_000;

const tooMuch: TemplateOutcome = { faults: [{ line: null, says: 'Ce modèle prend trop de temps ou de place : vérifiez ses boucles.' }] };

let standing: Promise<ChildProcess> | null = null;
let last: Promise<unknown> = Promise.resolve();
let idling: NodeJS.Timeout | undefined;

/** The outline of a document, or what is wrong with its template. Never throws on a template, however hostile. */
export function writeOutline(order: TemplateOrder): Promise<TemplateOutcome> {
  const outcome = last.then(() => ask(order));
  last = outcome.catch(() => null);
  return outcome;
}

async function ask(order: TemplateOrder): Promise<TemplateOutcome> {
  standing ??= start();
  const child = await standing;
  clearTimeout(idling);
  child.removeAllListeners();
  hold(child, true);
  const outcome = await new Promise<TemplateOutcome | null>((done) => {
    const timer = setTimeout(() => done(null), patience);
    const finish = (answer: TemplateOutcome | null): void => {
      clearTimeout(timer);
      done(answer);
    };
    child.once('message', (answer) => finish(answer as TemplateOutcome)); // what `template-process.ts` sends
    child.once('error', () => finish(null));
    child.once('exit', () => finish(null));
    child.send(order, (error) => error && finish(null));
  });
  child.removeAllListeners();
  if (outcome) rest(child);
  else retire(child);
  return outcome ?? tooMuch;
}

/** Only what follows is timed: a busy machine may take its time to load the library. */
function start(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'template-process.ts'), {
    env: {},
    execArgv: [
      '--permission',
      ...readable().map((folder) => `--allow-fs-read=${folder}`),
      '--preserve-symlinks',
      '--preserve-symlinks-main',
      '--max-old-space-size=128',
      '--no-warnings',
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((done, failed) => {
    const fail = (error: Error): void => {
      standing = null;
      failed(error);
    };
    child.once('message', () => done(child));
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`the process of templates ended (${code}) before it began`)));
  });
}

/** This folder and the two libraries, wherever Node looks for them; not the rest of the installation, where data and keys may lie. */
function readable(): string[] {
  const libraries = ['liquidjs', 'marked'];
  const { resolve } = createRequire(import.meta.url);
  const folders = [import.meta.dirname, ...libraries.map((name) => dirname(resolve(`${name}/package.json`)))];
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder))
    folders.push(...libraries.map((name) => join(folder, 'node_modules', name)), join(folder, 'package.json'));
  return folders;
}

/** An idle process must not keep the server alive, nor stay for ever. */
function rest(child: ChildProcess): void {
  idling = setTimeout(() => retire(child), idle);
  idling.unref();
  child.once('exit', () => retire(child));
  hold(child, false);
}

function hold(child: ChildProcess, isBusy: boolean): void {
  const change = isBusy ? 'ref' : 'unref';
  child[change]();
  child.channel?.[change]();
}

function retire(child: ChildProcess): void {
  child.removeAllListeners();
  child.on('error', () => null);
  child.kill('SIGKILL');
  standing = null;
}
