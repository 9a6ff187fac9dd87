// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';
import type { SuiteTables } from './la-suite/suite-tables.ts';
import type { SignInTables } from './sign-in/sign-in-tables.ts';
import type { ProgramTables } from './program-tables.ts';

type Instant = string;
/** Who reads a group of fields of the directory. */
type Level = 'body' | 'territory' | 'public';
type Day = string;

/** What takes a movement back: mandates that it opened, and the last day that others had. */
export type Undo = { opened?: string[]; ended?: { id: string; endsOn: Day | null }[] };

type OfSubjects = SignInTables & SuiteTables & ProgramTables;

export type Tables = OfSubjects & {
  'people.person': {
    id: string;
    given_name: string;
    family_name: string;
    created_at: Instant;
    language: string;
    main_id: ColumnType<string | null, never, string | null>;
  };
  'people.credential': {
    person_id: string;
    id: string;
    kind: 'password';
    login: string;
    secret_hash: string;
    created_at: Instant;
    changed_at: Instant;
  };
  'people.session': {
    person_id: string;
    id: string;
    secret_digest: Buffer;
    created_at: Instant;
    seen_at: Instant;
    expires_at: Instant;
    revoked_at: Instant | null;
    device: string;
    methods: string[];
    proven_at: Instant;
    support_by: string | null;
    support_id: string | null;
    device_id: string | null;
    idle_minutes: ColumnType<number, number | undefined, number>;
  };
  'people.mandate': {
    organisation_id: string;
    id: string;
    person_id: string;
    kind: 'agent' | 'elected' | 'external';
    roles: string[];
    title: string;
    email: string | null;
    begins_on: Day;
    ends_on: Day | null;
    created_at: Instant;
    /** As the body entered them; null where it never did. */
    given_name: string | null;
    family_name: string | null;
  };
  'people.colleague': {
    organisation_id: string;
    id: string;
    person_id: string;
    kind: 'agent' | 'elected' | 'external';
    roles: string[];
    title: string;
    email: string | null;
    begins_on: Day;
    ends_on: Day | null;
    created_at: Instant;
    given_name: string;
    family_name: string;
  };
  'people.address': { person_id: string; id: string; address: string; added_at: Instant; verified_at: Instant | null };
  'people.role': {
    organisation_id: string;
    id: string;
    key: string;
    name: string;
    permissions: string[];
    changed_at: Instant;
    changed_by: string;
  };
  'people.person_group': { organisation_id: string; id: string; name: string; description: string; created_at: Instant };
  'people.group_member': { organisation_id: string; id: string; group_id: string; mandate_id: string; added_at: Instant };
  'people.delegation': {
    organisation_id: string;
    id: string;
    delegate_id: string;
    administered_id: string;
    permissions: string[];
    may_delegate: boolean;
    begins_on: Day;
    ends_on: Day | null;
    granted_by: string;
    granted_at: Instant;
    revoked_at: Instant | null;
    revoked_by: string | null;
    covers: 'body' | 'members' | 'territory';
    roles: string[];
    parent_by: string | null;
    parent_id: string | null;
    depth: number;
  };
  'people.generic_account': {
    organisation_id: string;
    id: string;
    address: string;
    name: string;
    created_at: Instant;
    closed_at: Instant | null;
  };
  'people.generic_account_holder': {
    organisation_id: string;
    id: string;
    account_id: string;
    mandate_id: string;
    role: 'reader' | 'writer' | 'manager';
    added_at: Instant;
  };
  'people.generic_account_use': {
    organisation_id: string;
    id: string;
    account_id: string;
    person_id: string;
    by_name: string;
    what: string;
    used_at: Instant;
  };
  'people.support': {
    organisation_id: string;
    id: string;
    helped_id: string;
    technician_id: string;
    person_id: string;
    reason: string;
    begun_at: Instant;
    ends_at: Instant;
    ended_at: Instant | null;
    ended_how: 'technician' | 'person' | 'body' | 'operator' | null;
  };
  'people.unit': {
    organisation_id: string;
    id: string;
    name: string;
    parent_id: string | null;
    head_mandate_id: string | null;
    rank: number;
    created_at: Instant;
  };
  'people.directory_entry': {
    organisation_id: string;
    id: string;
    unit_id: string | null;
    phone: string | null;
    mobile: string | null;
    office: string | null;
    skills: string | null;
    delegation: string | null;
    photo_id: string | null;
    identity_level: Level | null;
    contact_level: Level | null;
    photo_level: Level | null;
    changed_at: Instant;
    changed_by: string | null;
  };
  'people.directory_policy': {
    organisation_id: string;
    id: string;
    identity_level: Level;
    contact_level: Level;
    photo_level: Level;
    changed_at: Instant;
    changed_by: string | null;
  };
  'people.movement': {
    organisation_id: string;
    id: string;
    kind: 'arrival' | 'departure' | 'renewal';
    state: 'planned' | 'done' | 'cancelled';
    day: Day;
    title: string;
    reason: string | null;
    mandate_id: string | null;
    person_id: string | null;
    /** Written as JSON text. */ undo: ColumnType<Undo, string, never>;
    planned_at: Instant;
    planned_by: string;
    settled_at: Instant | null;
  };
  'people.movement_step': {
    organisation_id: string;
    id: string;
    movement_id: string;
    position: number;
    label: string;
    due_on: Day;
    is_automatic: boolean;
    done_at: Instant | null;
    done_by: string | null;
  };
  'people.mail_forward': {
    organisation_id: string;
    id: string;
    movement_id: string;
    address: string;
    to_address: string;
    begins_on: Day;
    until_on: Day;
    cancelled_at: Instant | null;
  };
  'people.link_offer': {
    person_id: string;
    id: string;
    secret_digest: Buffer;
    offered_at: Instant;
    expires_at: Instant;
    used_at: Instant | null;
  };
  'people.application': {
    organisation_id: string;
    id: string;
    name: string;
    description: string;
    url: string | null;
    icon: string;
    auth_method: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';
    jwks_uri: string | null;
    is_native: boolean;
    redirect_uris: string[];
    post_logout_uris: string[];
    backchannel_uri: string | null;
    scopes: string[];
    uses_refresh: boolean;
    uses_device: boolean;
    subject: 'public' | 'pairwise';
    asks_consent: boolean;
    asks_second_factor: boolean;
    asks_pkce: boolean;
    signs_userinfo: boolean;
    is_internal: boolean;
    is_for_territory: boolean;
    roles: string[];
    group_ids: string[];
    created_at: Instant;
    created_by: string;
    changed_at: Instant;
    changed_by: string;
    closed_at: Instant | null;
  };
  'people.application_secret': {
    organisation_id: string;
    id: string;
    application_id: string;
    secret_digest: Buffer;
    ending: string;
    drawn_at: Instant;
    drawn_by: string;
    ends_at: Instant | null;
  };
  'people.application_entry': {
    person_id: string;
    id: string;
    grant_digest: Buffer;
    application_owner: string;
    application_id: string;
    organisation_id: string;
    mandate_id: string;
    session_id: string;
    sid: string;
    scopes: string[];
    entered_at: Instant;
    seen_at: Instant;
    told_at: Instant | null;
    ended_at: Instant | null;
  };
  'people.application_consent': {
    person_id: string;
    id: string;
    application_owner: string;
    application_id: string;
    scopes: string[];
    given_at: Instant;
  };
  'people.openid_payload': {
    person_id: string;
    model: string;
    digest: Buffer;
    sealed: Buffer;
    grant_digest: Buffer | null;
    uid_digest: Buffer | null;
    user_code_digest: Buffer | null;
    consumed_at: Instant | null;
    expires_at: Instant;
  };
  'people.openid_key': {
    kid: string;
    use: 'RS256' | 'ES256' | 'cookies';
    /** Written as JSON text. */
    public_jwk: ColumnType<Record<string, unknown> | null, string | null, never>;
    sealed: Buffer;
    made_at: Instant;
    signs_from: Instant;
    ends_at: Instant | null;
  };
  'organisations.operator': { body_id: string; since_on: Day };
  'people.ldap_name': {
    organisation_id: string;
    id: string;
    person_id: string | null;
    group_id: string | null;
    name: string | null;
    number: number;
  };
  'people.ldap_reader': {
    organisation_id: string;
    id: string;
    name: string;
    label: string;
    secret_digest: Buffer;
    created_by: string;
    created_at: Instant;
    used_at: Instant | null;
    used_by: string | null;
    revoked_at: Instant | null;
  };
  'people.identity_provider': {
    organisation_id: string;
    id: string;
    kind: 'oidc' | 'proconnect';
    name: string;
    issuer: string | null;
    client_id: string | null;
    secret_sealed: Buffer | null;
    token_method: 'client_secret_basic' | 'client_secret_post';
    scopes: string[];
    claim_names: { email: string; givenName: string; familyName: string; siret: string | null };
    signs_userinfo: boolean;
    asked_acr: string | null;
    idp_hint: string | null;
    email_domains: string[];
    proved_domains: string[];
    is_forced: boolean;
    break_glass: string[];
    is_open: boolean;
    created_at: Instant;
    changed_at: Instant;
    changed_by: string;
  };
  'people.proconnect_relay': {
    organisation_id: string;
    id: string;
    origin: string;
    idp_id: string;
    email_domains: string[];
    application_id: string | null;
    changed_at: Instant;
    changed_by: string;
  };
  'people.federated_identity': {
    person_id: string;
    id: string;
    provider_of: string | null;
    provider_id: string | null;
    issuer: string;
    subject: string;
    email: string | null;
    linked_how: 'email' | 'proof';
    linked_at: Instant;
    used_at: Instant;
  };
  'people.federated_session': {
    person_id: string;
    session_id: string;
    provider_of: string | null;
    provider_id: string | null;
    id_token_sealed: Buffer;
  };
  'organisations.body': { id: string; slug: string; name: string; kind: string; siren: string | null };
};
