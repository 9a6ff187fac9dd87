// SPDX-License-Identifier: EUPL-1.2
/** The questions that the platform asks of foundations: who is this person, what may they do, what has this body bought. */
import type { House } from '../house.ts';

export type Mandate = {
  id: string;
  organisationId: string;
  /** Roles held in that organisation; the permissions follow from the rooms' manifests. */
  roles: readonly string[];
};

export type SignedIn = {
  sessionId: string;
  personId: string;
  name: string;
  mandates: readonly Mandate[];
  /** Rights that the bodies of these mandates hold, by organisation. Absent: not loaded, ask the rights provider. */
  rights?: Readonly<Record<string, readonly string[]>>;
};

export type Identity = {
  /** Who holds this session secret, with mandates valid today: one query. Null when unknown, expired or revoked. */
  whoIs(house: House, sessionSecret: string, at: Temporal.Instant): Promise<SignedIn | null>;
  /** The organisation that a slug of the address names. Null when there is none. */
  organisationOf(house: House, slug: string): Promise<{ id: string; slug: string; name: string } | null>;
  /** Where this person takes mail. Null when they have no address or are unknown; absent where nobody is ever mailed. */
  mailboxOf?(house: House, personId: string): Promise<{ name: string; address: string } | null>;
};

export type RightsProvider = {
  /** Whether the body may use what this right opens, now. */
  holds(house: House, organisationId: string, right: string): Promise<boolean>;
};
