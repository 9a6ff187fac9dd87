// SPDX-License-Identifier: EUPL-1.2
/** What a simulated ProConnect knows, and what is under way in it. All in memory: it forgets when it stops. */
import { randomBytes } from 'node:crypto';
import type { Keys } from './keys.ts';

export type Person = {
  email: string;
  givenName: string;
  usualName: string;
  /** Of the establishment where they work: 14 digits. */
  siret: string;
  uid: string;
  /** Whether they give a second factor at their identity provider. */
  hasSecondFactor?: boolean;
  phone?: string;
};

export type IdentityProvider = { id: string; name: string; domains: readonly string[] } & (
  | { kind: 'invented'; people: readonly Person[] }
  | { kind: 'openid'; discoveryUrl: string; clientId: string; clientSecret: string }
);

export type ServiceProvider = {
  clientId: string;
  clientSecret: string;
  name: string;
  redirectUris: readonly string[];
  postLogoutUris: readonly string[];
  signature: 'RS256' | 'ES256';
};

/** How a test makes it lie. */
export type Twist = {
  idToken?: (claims: Record<string, unknown>) => Record<string, unknown>;
  userinfo?: (claims: Record<string, unknown>) => Record<string, unknown>;
  signIdToken?: (claims: Record<string, unknown>) => Promise<string> | string;
  signUserinfo?: (claims: Record<string, unknown>) => Promise<string> | string;
  /** Answers each request of servers with this status. */
  breaks?: number;
};

export type Options = {
  /** Public address, without a final slash, such as `http://localhost:3000/simulateurs/proconnect`. */
  origin: string;
  services: readonly ServiceProvider[];
  identityProviders: readonly IdentityProvider[];
  /** Whether it takes a PKCE challenge, and announces so. */
  takesChallenge?: boolean;
};

/** Whom an identity provider vouched for. */
export type Identity = { provider: string; claims: Record<string, unknown>; acr: string; amr: readonly string[] };

export type Session = { id: string; identity: Identity; openedAt: number; /** Shown to the identity provider at the end. */ idToken: string | null };
export type Request = Readonly<Record<string, string>>;
export type Interaction = { id: string; request: Request; service: ServiceProvider; upstream: { state: string; nonce: string } | null };
export type Code = { request: Request; service: ServiceProvider; identity: Identity; authTime: number; until: number };
export type AccessToken = { service: ServiceProvider; identity: Identity; scopes: readonly string[]; until: number };
export type Leaving = { back: string };

export type World = Options & {
  issuer: string;
  keys: Keys;
  sessions: Map<string, Session>;
  interactions: Map<string, Interaction>;
  codes: Map<string, Code>;
  tokens: Map<string, AccessToken>;
  leavings: Map<string, Leaving>;
  twist: Twist;
};

export function openWorld(options: Options, keys: Keys): World {
  return {
    ...options,
    issuer: `${options.origin}/api/v2`,
    keys,
    sessions: new Map(),
    interactions: new Map(),
    codes: new Map(),
    tokens: new Map(),
    leavings: new Map(),
    twist: {},
  };
}

export function randomId(): string {
  return randomBytes(32).toString('hex');
}
