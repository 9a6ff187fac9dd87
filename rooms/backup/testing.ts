// SPDX-License-Identifier: EUPL-1.2
/** Bodies whose machines back up, over real HTTP, to test with. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest, Agent, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { inContext } from '#platform/make-context.ts';
import type { Settings } from '#platform/settings.ts';
import type { Room } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import type { TestSeed } from '#platform/testing/test-server.ts';
import catalogue from '#rooms/catalogue/room.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { openRights, type OpenedAllowance } from '#rooms/rights/api.ts';
import rights from '#rooms/rights/room.ts';
import { ALLOWANCE, SERVICE } from './quota/refresh-bound.ts';
import { resticProtocolWith } from './restic/server.ts';
import type { Limits } from './restic/turns.ts';
import backup from './room.ts';

export const roomsUnderTest = [organisations, people, catalogue, rights, backup];

export type BackupHouse = TestHouse & {
  operator: TestBody;
  port: number;
  /** A body with so many Go, and somebody who administers its backups. */
  bodyWith(over?: Partial<OpenedAllowance>): Promise<{ body: TestBody; secretary: Caller; mayor: Caller }>;
  /** Adds and enrols a machine. */
  machineOf(of: { body: TestBody; secretary: Caller }, label?: string): Promise<TestMachine>;
};

export type TestMachine = {
  id: string;
  user: string;
  secret: string;
  /** Path of its repository, without a final slash. */ path: string;
  /** As restic takes it. */ repository: string;
};

type Options = { settings?: Partial<Settings>; seed?: TestSeed; limits?: Limits; rooms?: readonly Room[] };

/** `limits` are those of uploads at once, where they are not the usual ones; `rooms` are more than those that backups need. */
export async function openBackupHouse(options: Options = {}): Promise<BackupHouse> {
  const { limits, rooms: wanted = roomsUnderTest } = options;
  const rooms = limits ? wanted.map((room) => (room === backup ? { ...backup, protocols: [resticProtocolWith(limits)] } : room)) : wanted;
  const it = await openTestHouse(rooms, options);
  const made = { slug: 'operateur-d-essai', name: 'Opérateur d’essai', kind: 'syndicat' } as const;
  const operator = { ...made, id: await openOperator(it.house, made) };
  await it.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = it.app.server.address() as AddressInfo; // it listens on a port
  return {
    ...it,
    operator,
    port,
    async bodyWith(over = {}) {
      const body = await makeBody(it);
      const allowance: OpenedAllowance = {
        service: SERVICE,
        key: ALLOWANCE,
        label: 'Sauvegarde externalisée',
        unit: 'Go',
        kind: 'level',
        per: 'term',
        amount: 10_000,
        isHard: true,
        source: {},
        ...over,
      };
      await inContext(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: operator.id }, (ctx) =>
        openRights(ctx, [
          {
            beneficiaryId: body.id,
            openingKey: 'convention',
            beginsOn: Temporal.PlainDate.from('2024-01-01'),
            services: [{ service: SERVICE, label: 'Sauvegarde externalisée', source: {} }],
            allowances: [allowance],
          },
        ]),
      );
      return {
        body,
        secretary: await signedIn(it.app, await makePerson(it, [{ in: body, roles: ['secretary'] }])),
        mayor: await signedIn(it.app, await makePerson(it, [{ in: body, roles: ['president'] }])),
      };
    },
    async machineOf({ body, secretary }, label = `poste-${randomBytes(3).toString('hex')}`) {
      const added = await secretary({ method: 'POST', url: `/api/o/${body.slug}/backup/machines`, payload: { label, kind: 'workstation' } });
      if (added.statusCode !== 200) throw new Error(added.body);
      const { id, token } = added.json<{ id: string; token: string }>();
      const enrolled = await it.app.inject({ method: 'POST', url: `/api/o/${body.slug}/backup/enrol`, payload: { token } });
      if (enrolled.statusCode !== 200) throw new Error(enrolled.body);
      const { user, secret, repository, url } = enrolled.json<{ user: string; secret: string; repository: string; url: string }>();
      const local = (text: string): string => text.replace('localhost:3000', `127.0.0.1:${port}`);
      return { id, user, secret, path: new URL(url).pathname.replace(/\/$/, ''), repository: local(repository) };
    },
  };
}

export type HttpAnswer = { status: number; says: string; headers: IncomingHttpHeaders; body: Buffer };

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** Speaks to the server as a client of somebody else's would: real sockets, the path as it is written. */
export function ask(
  port: number,
  method: string,
  path: string,
  options: { as?: { user: string; secret: string } | undefined; headers?: Record<string, string | number>; body?: Uint8Array | undefined } = {},
): Promise<HttpAnswer> {
  const { as, headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        agent,
        headers: {
          ...(as && { authorization: `Basic ${Buffer.from(`${as.user}:${as.secret}`).toString('base64')}` }),
          ...(body && { 'content-length': body.length, 'content-type': 'binary/octet-stream' }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            says: Buffer.from(response.statusMessage ?? '', 'latin1').toString('utf8'),
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

export const nameOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

const run = promisify(execFile);

/** Runs restic of Debian on a repository. */
export function restic(
  repository: string,
  words: readonly string[],
  options: { cwd?: string; timeout?: number } = {},
): Promise<{ stdout: string; stderr: string }> {
  return run('restic', [...words, '--no-cache'], {
    ...options,
    maxBuffer: 64e6,
    env: { ...process.env, RESTIC_REPOSITORY: repository, RESTIC_PASSWORD: 'phrase de passe du dépôt' },
  });
}
