// SPDX-License-Identifier: EUPL-1.2
/** Both servers, each in a process of its own, with what they cost. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BackupHouse, TestMachine } from '#rooms/backup/testing.ts';

const TICKS = 100; // of a second, on every Linux of today

/** Seconds of processor so far, of the server and of the database under it; megabytes of the server, now and at most. */
export type Usage = { server: number; database: number; now: number; highest: number };

export type Server = {
  name: string;
  port: number;
  /** A new repository, as restic takes it and as a plain client does. */
  repository(): Promise<{ url: string; path: string; as?: TestMachine }>;
  usage(): Usage;
  /** Forgets what repositories have kept: the next run finds the disk as this one did. */
  clear(): Promise<void>;
  stop(): void;
};

type Of = Awaited<ReturnType<BackupHouse['bodyWith']>>;

/** Beffroi as in production: every room, the national register in memory, a database that waits for its disk. */
export async function startOurs(it: BackupHouse, of: Of, blobs: string, postmaster: number): Promise<Server> {
  const settings = { ...it.house.settings, secretKey: Buffer.from(it.house.settings.secretKey).toString('base64') };
  const words = [join(import.meta.dirname, 'serve-whole.ts'), it.serverUrl, JSON.stringify(settings)];
  const child = spawn(process.execPath, [...(process.env['BENCH_NODE_FLAGS']?.split(' ') ?? []), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await firstPort(child);
  return {
    name: 'Beffroi',
    port,
    async repository() {
      // Twenty machines of one address enrol in a minute, and no more.
      it.clock.advance({ seconds: 61 });
      const machine = await it.machineOf(of);
      return { url: machine.repository.replace(`:${it.port}/`, `:${port}/`), path: machine.path, as: machine };
    },
    usage: () => ({ ...usageOf(child.pid ?? 0), database: secondsOf(postmaster, true) + childrenOf(postmaster) }),
    async clear() {
      for (const name of await readdir(blobs)) if (name !== 'unfinished') await rm(join(blobs, name), { recursive: true });
    },
    stop: () => void child.kill(),
  };
}

export async function startRclone(root: string): Promise<Server> {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  await mkdir(root);
  const child = spawn('rclone', ['serve', 'restic', '--addr', `127.0.0.1:${port}`, '--config', '/dev/null', root], { stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  let count = 0;
  return {
    name: 'rclone serve restic',
    port,
    async repository() {
      const path = `/depot-${(count += 1)}`;
      return { url: `rest:http://127.0.0.1:${port}${path}/`, path };
    },
    usage: () => ({ ...usageOf(child.pid ?? 0), database: 0 }),
    async clear() {
      for (const name of await readdir(root)) await rm(join(root, name), { recursive: true });
    },
    stop: () => void child.kill(),
  };
}

async function firstPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) return Number(line);
  throw new Error('the server said no port');
}

function usageOf(pid: number): Omit<Usage, 'database'> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1000;
  return { server: secondsOf(pid, false), highest: megabytes('VmHWM'), now: megabytes('VmRSS') };
}

function childrenOf(parent: number): number {
  let total = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      if (Number(statOf(Number(entry))[1]) === parent) total += secondsOf(Number(entry), false);
    } catch {
      // It ended meanwhile: its parent counts it from now on.
    }
  }
  return total;
}

function secondsOf(pid: number, withEnded: boolean): number {
  const fields = statOf(pid).slice(11, withEnded ? 15 : 13);
  return fields.reduce((total, field) => total + Number(field), 0) / TICKS;
}

// proc(5): from the state on, after the name, which may hold spaces.
function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
}
