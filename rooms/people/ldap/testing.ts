// SPDX-License-Identifier: EUPL-1.2
/** An LDAP server to test with, application passwords, and a client that says exactly the bytes it is given. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { secretDigest } from '../sign-in/session.ts';
import { asOwner, type TestBody, type TestPerson } from '../testing.ts';
import { elementSize, elementsIn, integerOf, onlyElementIn } from './ber/read-ber.ts';
import { boolean, element, ENUMERATED, integer, octets, SEQUENCE } from './ber/write-ber.ts';
import { startLdap, type LdapServer } from './server.ts';

const run = promisify(execFile);

export type TestLdap = { house: TestHouse; server: LdapServer; cert: string; close: () => Promise<void> };

/** A house whose directory listens on free ports; with a certificate, made by openssl, where asked. */
export async function openTestLdap({ tls = false, mode = 'development' as 'development' | 'production' } = {}): Promise<TestLdap> {
  const folder = await mkdtemp(join(tmpdir(), 'beffroi-ldap-'));
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  if (tls) await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', ...certificateOf(files)]);
  const ldap = { host: '127.0.0.1', port: 0, tlsPort: tls ? 0 : null, tls: tls ? files : null, isTrial: false };
  const house = await openTestHouse([organisations, people], { settings: { ldap, mode } });
  const server = await startLdap(house.house);
  if (!server) throw new Error('the directory does not listen');
  const close = async (): Promise<void> => {
    await server.close();
    await house.close();
  };
  return { house, server, cert: files.cert, close };
}

function certificateOf({ cert, key }: { cert: string; key: string }): string[] {
  return ['-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
}

/** An application password of this person, for LDAP unless said, in all their bodies unless one is named. */
export async function makeAppPassword(
  { house }: TestLdap,
  person: TestPerson,
  { protocols = ['ldap'], body = null as TestBody | null } = {},
): Promise<{ id: string; secret: string }> {
  const made = { id: uuidV7(), secret: randomBytes(20).toString('hex') };
  await asOwner(house, (client) =>
    client.query(
      `insert into people.app_password (person_id, id, organisation_id, label, protocols, secret_digest, created_at)
       values ($1, $2, $3, 'Essai', $4, $5, $6)`,
      [person.id, made.id, body?.id ?? null, protocols, secretDigest(made.secret), house.clock.now().toString()],
    ),
  );
  return made;
}

/** Gives a person a name in every body that they serve; their entry keeps the uid drawn before. */
export async function rename({ house }: TestLdap, person: TestPerson, given: string, family: string): Promise<void> {
  await asOwner(house, async (client) => {
    await client.query('update people.person set given_name = $2, family_name = $3 where id = $1', [person.id, given, family]);
    await client.query('update people.ldap_name set name = people.ldap_login($2, $3) where person_id = $1', [person.id, given, family]);
  });
}

export type Answer = { id: number; tag: number; code: number; says: string; content: Buffer; controls: Buffer | null };

/** A client without manners: sends bytes as they are, and reads whole answers. */
export async function rawClient(port: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received = Buffer.alloc(0);
  let isClosed = false;
  let wake = (): void => undefined;
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    wake();
  });
  for (const event of ['end', 'close', 'error'] as const)
    socket.on(event, () => {
      isClosed = true;
      wake();
    });
  return {
    socket,
    send: (bytes: Buffer) => void socket.write(bytes),
    /** The next answer; null once the server closed. */
    async next(): Promise<Answer | null> {
      for (;;) {
        const size = received.length > 1 ? elementSize(received, 1 << 30) : null;
        if (size !== null && received.length >= size) {
          const bytes = received.subarray(0, size);
          received = received.subarray(size);
          return readAnswer(bytes);
        }
        if (isClosed) return null;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    close: () => socket.destroy(),
  };
}

function readAnswer(bytes: Buffer): Answer {
  const [id, operation, controls] = elementsIn(onlyElementIn(bytes).content, 3);
  if (!id || !operation) throw new Error('no answer');
  const parts = operation.tag === 0x64 ? [] : elementsIn(operation.content, 5);
  return {
    id: integerOf(id.content),
    tag: operation.tag,
    code: parts[0] ? integerOf(parts[0].content) : -1,
    says: parts[2]?.content.toString() ?? '',
    content: operation.content,
    controls: controls?.content ?? null,
  };
}

export const say = {
  message: (id: number, operation: Buffer, ...controls: Buffer[]): Buffer =>
    element(SEQUENCE, integer(id), operation, ...(controls.length > 0 ? [element(0xa0, ...controls)] : [])),
  bind: (name: string, secret: string, version = 3): Buffer => element(0x60, integer(version), octets(name), octets(secret, 0x80)),
  extended: (oid: string): Buffer => element(0x77, octets(oid, 0x80)),
  control: (oid: string, isCritical: boolean, value?: Buffer): Buffer =>
    element(SEQUENCE, octets(oid), boolean(isCritical), ...(value ? [octets(value)] : [])),
  equal: (attribute: string, value: string | Buffer): Buffer => element(0xa3, octets(attribute), octets(value)),
  present: (attribute: string): Buffer => octets(attribute, 0x87),
  search: (base: string, filter: Buffer, { scope = 2, attributes = [] as string[], size = 0, typesOnly = false } = {}): Buffer =>
    element(
      0x63,
      octets(base),
      integer(scope, ENUMERATED),
      integer(0, ENUMERATED),
      integer(size),
      integer(0),
      boolean(typesOnly),
      filter,
      element(SEQUENCE, ...attributes.map((one) => octets(one))),
    ),
};
