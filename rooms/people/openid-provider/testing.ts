// SPDX-License-Identifier: EUPL-1.2
/** A house that listens, a browser without a screen, and applications, for the tests of the protocol. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import type { Room } from '#platform/room.ts';
import { uuidV7 } from '#platform/uuid.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, type TestBody, type TestPerson } from '../testing.ts';

export type OpenHouse = TestHouse & { origin: string; issuer: string };

/** A house that answers on a port of this machine, by its own clock set to the real one: tokens run by the machine's. */
export async function openListeningHouse(rooms: readonly Room[] = [organisations, people]): Promise<OpenHouse> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const it = await openTestHouse(rooms, { settings: { publicUrl: origin, port } });
  it.clock.set(new Date().toISOString());
  await it.app.listen({ port, host: 'localhost' });
  return { ...it, origin, issuer: `${origin}/oidc` };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export type TestApplication = { id: string; secret: string };
type Options = Partial<{
  name: string;
  redirectUris: string[];
  postLogoutUris: string[];
  backchannelUri: string;
  authMethod: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';
  jwksUri: string;
  isNative: boolean;
  scopes: string[];
  usesRefresh: boolean;
  usesDevice: boolean;
  subject: 'public' | 'pairwise';
  asksConsent: boolean;
  asksSecondFactor: boolean;
  asksPkce: boolean;
  signsUserinfo: boolean;
  isInternal: boolean;
  isForTerritory: boolean;
  roles: string[];
  groupIds: string[];
}>;

const everyScope = ['openid', 'profile', 'email', 'organisation', 'roles', 'groups', 'offline_access'];

/** An application of this body, registered behind the server's back. */
export async function makeApplication(it: Pick<OpenHouse, 'ownerUrl' | 'clock'>, owner: TestBody, options: Options = {}): Promise<TestApplication> {
  const id = uuidV7();
  const secret = randomBytes(32).toString('base64url');
  const at = it.clock.now().toString();
  await asOwner(it, async (client) => {
    await client.query(
      `insert into people.application (organisation_id, id, name, url, icon, auth_method, jwks_uri, is_native, redirect_uris, post_logout_uris,
         backchannel_uri, scopes, uses_refresh, uses_device, subject, asks_consent, asks_second_factor, asks_pkce, signs_userinfo, is_internal,
         is_for_territory, roles, group_ids, created_at, created_by, changed_at, changed_by)
       values ($1, $2, $3, 'https://app.exemple.fr/', 'app', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $1, $22, $1)`,
      [
        owner.id,
        id,
        options.name ?? 'Application d’essai',
        options.authMethod ?? 'client_secret_basic',
        options.jwksUri ?? null,
        options.isNative ?? false,
        options.redirectUris ?? ['https://app.exemple.fr/retour'],
        options.postLogoutUris ?? ['https://app.exemple.fr/parti'],
        options.backchannelUri ?? null,
        options.scopes ?? everyScope,
        options.usesRefresh ?? true,
        options.usesDevice ?? false,
        options.subject ?? 'public',
        options.asksConsent ?? false,
        options.asksSecondFactor ?? false,
        options.asksPkce ?? true,
        options.signsUserinfo ?? false,
        options.isInternal ?? false,
        options.isForTerritory ?? false,
        options.roles ?? [],
        options.groupIds ?? [],
        at,
      ],
    );
    await client.query(
      `insert into people.application_secret (organisation_id, id, application_id, secret_digest, ending, drawn_at, drawn_by)
       values ($1, $2, $3, $4, $5, $6, $1)`,
      [owner.id, uuidV7(), id, createHash('sha256').update(secret).digest(), secret.slice(-4), at],
    );
  });
  return { id, secret };
}

export type Seen = { status: number; url: string; location: string | null; text: string; headers: Headers };

/** A browser without a screen: keeps cookies by path, follows redirects while they stay in this house, fills forms. */
// Screens, which this browser does not draw.
const SCREENS = ['/connexion', '/compte/confirmer'];

export class Browser {
  readonly origin: string;
  /** Sites of the tests that it also goes to. */
  readonly sites: readonly string[];
  readonly cookies = new Map<string, { value: string; path: string }>();

  constructor(origin: string, others: readonly string[] = []) {
    this.origin = origin;
    this.sites = [origin, ...others];
  }

  async signIn({ email, password }: TestPerson): Promise<void> {
    const { status, text } = await this.send(`${this.origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (status !== 200) throw new Error(`sign-in answered ${status}: ${text}`);
  }

  /** Goes to an address, and on through redirects of this house; stops at a page, or before leaving. */
  async visit(address: string | URL): Promise<Seen> {
    return this.follow(await this.send(String(address), { headers: { accept: 'text/html' } }));
  }

  /** Sends the first form of a page whose button has this name and value, with these fields changed. */
  async submit(page: Seen, button: Record<string, string> = {}, fields: Record<string, string> = {}): Promise<Seen> {
    const action = /<form[^>]*action="([^"]*)"/.exec(page.text)?.[1];
    if (!action) throw new Error(`no form in ${page.url}: ${page.text.slice(0, 400)}`);
    const hidden = [...page.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
      /name="([^"]*)"/.exec(tag)?.[1] ?? '',
      /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    ]);
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields, ...button });
    const address = new URL(action.replaceAll('&amp;', '&'), page.url);
    return this.follow(
      await this.send(String(address), {
        method: 'POST',
        body,
        headers: { accept: 'text/html', origin: this.origin, 'sec-fetch-site': 'same-origin' },
      }),
    );
  }

  async send(address: string, init: RequestInit = {}): Promise<Seen> {
    const { pathname } = new URL(address);
    const sent = [...this.cookies].filter(([, { path }]) => pathname === path || pathname.startsWith(path.replace(/\/?$/, '/')));
    const headers = new Headers(init.headers);
    if (sent.length > 0) headers.set('cookie', sent.map(([name, { value }]) => `${name}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const location = response.headers.get('location');
    return {
      status: response.status,
      url: address,
      location: location && String(new URL(location, address)),
      text: await response.text(),
      headers: response.headers,
    };
  }

  async follow(seen: Seen): Promise<Seen> {
    let at = seen;
    for (let hops = 0; at.location && this.goesTo(at.location); hops += 1) {
      if (hops > 10) throw new Error(`turns in circles at ${at.location}`);
      at = await this.send(at.location, { headers: { accept: 'text/html' } });
    }
    return at;
  }

  private goesTo(address: string): boolean {
    return this.sites.some((site) => address.startsWith(`${site}/`)) && !SCREENS.some((path) => address.startsWith(`${this.origin}${path}`));
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    const path = attributes.find((one) => one.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    const ends = attributes.find((one) => one.toLowerCase().startsWith('expires='))?.slice(8);
    if (ends && Date.parse(ends) <= Date.now()) this.cookies.delete(name);
    else this.cookies.set(name, { value: pair.slice(equals + 1), path });
  }
}
