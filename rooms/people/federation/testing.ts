// SPDX-License-Identifier: EUPL-1.2
/** A browser that follows sign-ins between a test house and a simulated ProConnect, one address at a time. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { ServiceProvider, Person, IdentityProvider } from '#simulators/proconnect/world.ts';

export const PUBLIC_URL = 'http://localhost:3000';

export const service: ServiceProvider = {
  clientId: 'beffroi-essai',
  clientSecret: 'secret-de-essai-de-beffroi',
  name: 'Beffroi',
  redirectUris: [`${PUBLIC_URL}/connexion/federation/proconnect/retour`],
  postLogoutUris: [`${PUBLIC_URL}/connexion/federation/proconnect/sortie`],
  signature: 'RS256',
};

export function invented(people: readonly Person[], domains: readonly string[] = ['exemple.fr']): IdentityProvider {
  return { kind: 'invented', id: '71144ab3-ee1a-4401-b7b3-79b44f7daeeb', name: 'Annuaire inventé', domains, people };
}

type Cookies = Map<string, string>;
export type Answer = { status: number; location: string | null; text: string };

/** A jar of cookies over both sites; the house is called in this process, everything else over the network. */
export class TestBrowser {
  readonly #app: FastifyInstance;
  readonly #jars = new Map<string, Cookies>();

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async get(address: string): Promise<Answer> {
    return this.#send('GET', address);
  }

  async post(address: string, body: Record<string, unknown>): Promise<Answer> {
    return this.#send('POST', address, body);
  }

  async delete(address: string): Promise<Answer> {
    return this.#send('DELETE', address);
  }

  /** Presses the button of the door, or of « Mes identités ». Returns where it leads. */
  async begin(address: string, body: Record<string, unknown> = {}): Promise<string> {
    const { status, text } = await this.post(`${PUBLIC_URL}${address}`, body);
    if (status !== 200) throw new Error(`the start answered ${status}: ${text}`);
    return String(JSON.parse(text).location);
  }

  /** Signs in at the simulator under an address, up to the return to the house, which is not followed. */
  async signInThere(location: string, email: string): Promise<string> {
    let answer = await this.get(location);
    for (let hops = 0; hops < 6; hops++) {
      if (answer.location) {
        if (answer.location.startsWith(PUBLIC_URL)) return answer.location;
        answer = await this.get(answer.location);
        continue;
      }
      const action = /action="([^"]*\/(?:adresse|identite))"/.exec(answer.text)?.[1];
      if (!action) throw new Error(`no form to fill: ${answer.status} ${answer.text.slice(-600)}`);
      answer = await this.post(action, { email });
    }
    throw new Error('too many hops');
  }

  cookiesOf(address: string): Cookies {
    const { host } = new URL(address);
    const jar = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, jar);
    return jar;
  }

  async #send(method: 'GET' | 'POST' | 'DELETE', address: string, body?: Record<string, unknown>): Promise<Answer> {
    const url = new URL(address);
    const jar = this.cookiesOf(address);
    if (url.origin !== PUBLIC_URL) return this.#fetch(method, url, jar, body);
    const response = await this.#app.inject({
      method,
      url: url.pathname + url.search,
      cookies: Object.fromEntries(jar),
      ...(body && { payload: body }),
    });
    keep(jar, response);
    return { status: response.statusCode, location: absolute(response.headers.location, url), text: response.body };
  }

  async #fetch(method: string, url: URL, jar: Cookies, body: Record<string, unknown> | undefined): Promise<Answer> {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { body: new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)])) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/Max-Age=0/.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, location: absolute(response.headers.get('location'), url), text: await response.text() };
  }
}

function keep(jar: Cookies, response: LightMyRequestResponse): void {
  for (const { name, value, expires, maxAge } of response.cookies) {
    if (maxAge === 0 || (expires && expires.getTime() < 1_000)) jar.delete(name);
    else jar.set(name, value);
  }
}

function absolute(location: string | null | undefined, base: URL): string | null {
  return location ? new URL(location, base).href : null;
}
