// SPDX-License-Identifier: EUPL-1.2
/** People and bodies to test with, in two or three words. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { Client } from 'pg';
import type { Clock } from '#platform/house.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { hashPassword } from './sign-in/password.ts';

export type TestBody = { id: string; slug: string; name: string };
export type TestPerson = { id: string; email: string; password: string };
export type Caller = (options: InjectOptions) => Promise<LightMyRequestResponse>;

const PASSWORD = 'phrase de passe de test';
let hashed: Promise<string> | undefined;

/** A body of the reference, made behind the server's back. */
export async function makeBody(test: Pick<TestHouse, 'ownerUrl'>, body: { name?: string; kind?: string; siren?: string } = {}): Promise<TestBody> {
  const tail = randomBytes(4).toString('hex');
  const made = { id: uuidV7(), slug: `corps-${tail}`, name: body.name ?? `Corps ${tail}` };
  await asOwner(test, (client) =>
    client.query('insert into organisations.body (id, slug, name, kind, siren) values ($1, $2, $3, $4, $5)', [
      made.id,
      made.slug,
      made.name,
      body.kind ?? 'commune',
      body.siren ?? null,
    ]),
  );
  return made;
}

/** A person with an account, and a mandate with these roles in each of these bodies. */
export async function makePerson(
  test: Pick<TestHouse, 'ownerUrl'> & { clock: Clock },
  mandates: readonly { in: TestBody; roles: readonly string[]; endsOn?: string }[],
): Promise<TestPerson> {
  hashed ??= hashPassword(PASSWORD);
  const hash = await hashed;
  const person = { id: uuidV7(), email: `personne-${randomBytes(5).toString('hex')}@exemple.fr`, password: PASSWORD };
  const at = test.clock.now().toString();
  await asOwner(test, async (client) => {
    await client.query('insert into people.person (id, given_name, family_name, created_at) values ($1, $2, $3, $4)', [
      person.id,
      'Camille',
      'Essai',
      at,
    ]);
    await client.query(
      `insert into people.credential (person_id, id, kind, login, secret_hash, created_at, changed_at) values ($1, $2, 'password', $3, $4, $5, $5)`,
      [person.id, uuidV7(), person.email, hash, at],
    );
    for (const mandate of mandates) {
      await client.query(
        `insert into people.mandate (organisation_id, id, person_id, roles, title, begins_on, ends_on, created_at)
         values ($1, $2, $3, $4, 'Fonction', '2020-01-01', $5, $6)`,
        [mandate.in.id, uuidV7(), person.id, mandate.roles, mandate.endsOn ?? null, at],
      );
    }
  });
  return person;
}

/** Signs in through HTTP and returns what calls with that session. */
export async function signedIn(app: FastifyInstance, person: TestPerson): Promise<Caller> {
  const cookie = await sessionOf(app, person);
  return (options) => app.inject({ ...options, cookies: { ...options.cookies, [cookie.name]: cookie.value } });
}

// One browser per person: a second sign-in is no news to them.
const browsers = new WeakMap<TestPerson, string>();

/** Signs in through HTTP, in the person's usual browser, and returns the cookie of the session. */
export async function sessionOf(app: FastifyInstance, person: TestPerson): Promise<{ name: string; value: string }> {
  const known = browsers.get(person);
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email: person.email, password: person.password },
    ...(known !== undefined && { cookies: { 'beffroi-device': known } }),
  });
  if (response.statusCode !== 200) throw new Error(`sign-in answered ${response.statusCode}: ${response.body}`);
  const [cookie] = response.cookies;
  if (!cookie) throw new Error('sign-in gave no cookie');
  const device = response.cookies.find(({ name }) => name === 'beffroi-device');
  if (device) browsers.set(person, device.value);
  return { name: cookie.name, value: cookie.value };
}

/** Runs as the migrations' role, which no policy binds. */
export async function asOwner<Result>(test: Pick<TestHouse, 'ownerUrl'>, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: test.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The text of the last mail that was written to an address, whoever owns it. Settle the house first. */
export async function lastMailTo(test: Pick<TestHouse, 'ownerUrl'>, address: string): Promise<string> {
  // The clock of a test stands still: identifiers of one instant are in no order, transactions are.
  const { rows } = await asOwner(test, (client) =>
    client.query<{ text_part: string }>(
      'select text_part from platform.outbox_message where recipient_address = $1 order by xmin::text::bigint desc limit 1',
      [address],
    ),
  );
  const [mail] = rows;
  if (!mail) throw new Error(`no mail was written to ${address}`);
  return mail.text_part;
}

/** The secret that a mailed link carries behind the # of this page. */
export function secretIn(text: string, page: string): string {
  const [, secret] = new RegExp(`${page}#([\\w-]+)`).exec(text) ?? [];
  if (!secret) throw new Error(`no link to ${page} in: ${text}`);
  return secret;
}

export type TestBrowser = {
  cookies: Map<string, string>;
  get: (url: string) => Promise<LightMyRequestResponse>;
  post: (url: string, payload: object) => Promise<LightMyRequestResponse>;
  put: (url: string, payload: object) => Promise<LightMyRequestResponse>;
  del: (url: string) => Promise<LightMyRequestResponse>;
};

/** A browser that keeps its cookies, at an address of its own. */
export function browserOf(
  app: FastifyInstance,
  { address = '192.0.2.1', headers = {} }: { address?: string; headers?: Record<string, string> } = {},
): TestBrowser {
  const cookies = new Map<string, string>();
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<LightMyRequestResponse> => {
    const response = await app.inject({
      method,
      url,
      remoteAddress: address,
      headers,
      cookies: Object.fromEntries(cookies),
      ...(payload && { payload }),
    });
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    get: (url) => ask('GET', url),
    post: (url, payload) => ask('POST', url, payload),
    put: (url, payload) => ask('PUT', url, payload),
    del: (url) => ask('DELETE', url),
  };
}
