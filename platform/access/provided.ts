// SPDX-License-Identifier: EUPL-1.2
/** The questions that the platform asks of foundations: who is this person, what may they do, what has this body bought. */
import type { House } from '../house.ts';

export type Mandate = {
  id: string;
  organisationId: string;
  /** Under which account that organisation knows the person, where it is not the one under which they sign in. */
  account?: { personId: string; name: string };
  /** Roles held in that organisation; the permissions follow from the rooms' manifests. */
  roles: readonly string[];
  /** The permissions of those of these roles that the body composed itself: they replace what the manifests say of the role. */
  composed?: Readonly<Record<string, readonly string[]>>;
  /**
   * Why this mandate opens nothing in this session, if so: the body asks for a second factor that was not given, or the person came in
   * another way than this body admits (an identity provider answers for its own body alone).
   */
  locked?: 'second-factor' | 'provider';
};

export type SignedIn = {
  sessionId: string;
  personId: string;
  name: string;
  /** How the person proved who they are, in the words of RFC 8176, and when (ISO instant). */
  methods: readonly string[];
  provenAt: string;
  mandates: readonly Mandate[];
  /** What other bodies let those of their own do in the addressed one: permissions that must be held in `through` too. */
  delegated?: readonly { through: string; permissions: readonly string[]; roles?: readonly string[] }[];
  /** The technician who acts in this person's name. */
  supportedBy?: { personId: string; name: string; /** ISO instant. */ until: string };
  /** Rights that the bodies of these mandates hold, by organisation. Absent: not loaded, ask the rights provider. */
  rights?: Readonly<Record<string, readonly string[]>>;
};

/** A program that acts for one body by an API token, with the permissions that it was given. */
export type TokenHolder = { tokenId: string; name: string; organisationId: string; permissions: readonly string[] };

/** A person's device, by an application password. */
export type AppPasswordHolder = {
  passwordId: string;
  personId: string;
  name: string;
  /** The one body that it serves, or null for all those of the mandates. */
  organisationId: string | null;
  mandates: readonly Mandate[];
};

export type Identity = {
  /**
   * Who holds this session secret, with mandates valid today and what is delegated in the addressed body: one query.
   * Null when unknown, expired or revoked.
   */
  whoIs(house: House, sessionSecret: string, at: Temporal.Instant, addressed: string | null): Promise<SignedIn | null>;
  /** Whose API token this is. Null when unknown, expired or revoked; absent where there are none. */
  whoseToken?(house: House, token: string, at: Temporal.Instant): Promise<TokenHolder | null>;
  /**
   * Whose application password this is, for this protocol: microseconds where it was asked lately. `login` is the name that the device gives,
   * `from` its address: a refusal waits, longer each time, for that address. Null when unknown, expired, revoked, or of no mandate today.
   */
  whoseAppPassword?(house: House, presented: { secret: string; protocol: string; login?: string; from?: string }): Promise<AppPasswordHolder | null>;
  /** The organisation that a slug of the address names. Null when there is none. */
  organisationOf(house: House, slug: string): Promise<{ id: string; slug: string; name: string } | null>;
  /** Where this person takes mail. Null when they have no address or are unknown; absent where nobody is ever mailed. */
  mailboxOf?(house: House, personId: string): Promise<{ name: string; address: string } | null>;
};

export type RightsProvider = {
  /** Whether the body may use what this right opens, now. */
  holds(house: House, organisationId: string, right: string): Promise<boolean>;
  /** Which of these rights each of these bodies holds now, in one query; a body that holds none may be absent. Absent: asked one by one. */
  heldAmong?(house: House, organisationIds: readonly string[], rights: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
};
