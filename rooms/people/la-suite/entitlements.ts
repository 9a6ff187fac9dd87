// SPDX-License-Identifier: EUPL-1.2
/** What an application of La Suite is told of an account, as the Deploy Center of La Suite territoriale words it. Pure: everything it decides on is given. */

export type SuiteKind = 'drive' | 'messages' | 'calendars' | 'docs' | 'meet' | 'adc' | 'esd' | 'proconnect' | 'other';
export type Level = 'account' | 'organization';

export type Known = {
  kind: SuiteKind;
  accountType: string;
  /** Null: no body of this SIRET is known. */
  body: { population: number | null } | null;
  /** Null: the application is not open to the body. */
  subscription: { administrators: 'all' | 'manual' | null; accountBytes: number | null; bodyBytes: number | null } | null;
  smallBelow: number;
  /** Whether a role of the body makes this account an administrator. */
  isAdministrator: boolean;
  /** Mail domains that this account administers, over all its bodies. */
  domains: readonly string[];
  /** In bytes; null: never measured. */
  stored: { account: number | null; organization: number | null };
};

export type Entitlements = Record<string, boolean | string | number | null | readonly string[]>;

/** Every entitlement, with the reason or the level that decided. */
export function entitlementsOf(known: Known): Entitlements {
  const closed = !known.body ? 'no_organization' : !known.subscription ? 'not_activated' : null;
  const access = accessOf(known.kind, closed);
  if (closed || !known.subscription) return known.kind === 'messages' ? { ...access, can_admin_maildomains: known.domains } : access;
  return { ...access, ...storageOf(known, known.subscription), ...administrationOf(known, known.subscription) };
}

// Drive opens to everybody, and says there that nothing can be sent; Meet speaks of creating.
function accessOf(kind: SuiteKind, closed: string | null): Entitlements {
  if (kind === 'drive') return { can_access: true, ...(closed && { can_upload: false, can_upload_reason: closed }) };
  const word = kind === 'meet' ? 'can_create' : 'can_access';
  return { [word]: closed === null, ...(closed && { [`${word}_reason`]: closed }) };
}

function storageOf({ kind, accountType, stored }: Known, { accountBytes, bodyBytes }: NonNullable<Known['subscription']>): Entitlements {
  const word = kind === 'drive' ? 'can_upload' : kind === 'messages' ? 'can_store' : null;
  if (!word) return {};
  const limits = { max_storage_account: accountBytes, max_storage_organization: bodyBytes };
  const one = (level: Level, isAllowed: boolean): Entitlements => ({
    [word]: isAllowed,
    [`${word}_resolve_level`]: level === 'account' ? accountType : 'organization',
    // Zero stands for "without limit" in their answers.
    max_storage: (level === 'account' ? accountBytes : bodyBytes) ?? 0,
    ...limits,
  });
  // The whole body first: when it is full, nobody there may store more.
  if (bodyBytes !== null && (stored.organization ?? 0) > bodyBytes) return one('organization', false);
  return one('account', accountBytes === null || (stored.account ?? 0) <= accountBytes);
}

function administrationOf(known: Known, { administrators }: NonNullable<Known['subscription']>): Entitlements {
  const { kind, isAdministrator, body, smallBelow } = known;
  if (kind === 'meet') return {};
  if (kind === 'messages') return { can_admin_maildomains: known.domains };
  if (isAdministrator) return { is_admin: true, is_admin_resolve_level: 'organization' };
  if (kind !== 'adc' && kind !== 'esd') return { is_admin: false };
  if (administrators === 'all') return { is_admin: true, is_admin_resolve_level: 'auto_admin' };
  const isSmall = body !== null && body.population !== null && body.population < smallBelow;
  return administrators === null && isSmall ? { is_admin: true, is_admin_resolve_level: 'population' } : { is_admin: false };
}
