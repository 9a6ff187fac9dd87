// SPDX-License-Identifier: EUPL-1.2
/** How Drive, Messages and Calendars ask a Deploy Center and read its answer, for tests: the same addresses, headers, bodies and defaults. */

export type Client = { baseUrl: string; serviceId: number; apiKey: string };

type Answer = {
  organization: { id: string } | null;
  operator: { id: string } | null;
  potentialOperators?: { id: string; signupUrl: string }[];
  entitlements: Record<string, unknown>;
  metrics: { account?: { storage_used: number }; organization?: { storage_used: number } };
};

async function ask(client: Client, parameters: Record<string, string>, pushed?: unknown[]): Promise<Answer | null> {
  const query = new URLSearchParams({ service_id: String(client.serviceId), ...parameters });
  const response = await fetch(`${client.baseUrl}?${query.toString()}`, {
    method: pushed ? 'POST' : 'GET',
    headers: { 'x-service-auth': `Bearer ${client.apiKey}`, ...(pushed && { 'content-type': 'application/json' }) },
    ...(pushed && { body: JSON.stringify({ usage_metrics: pushed }) }),
  });
  return response.ok ? ((await response.json()) as Answer) : null;
}

/** Calendars: an address and claims of the sign-in. Null where the request failed, on which it falls back or closes. */
export async function calendarsAsks(client: Client, email: string, claims: Record<string, string>): Promise<{ can_access: unknown } | null> {
  const answer = await ask(client, { account_type: 'user', account_email: email, ...claims });
  return answer && { can_access: answer.entitlements['can_access'] ?? false };
}

/** Messages, when a person enters. */
export async function messagesAsksForUser(client: Client, email: string, claims: Record<string, string>) {
  const answer = await ask(client, { account_type: 'user', account_email: email, ...claims });
  return { can_access: answer?.entitlements['can_access'] ?? false, can_admin_maildomains: answer?.entitlements['can_admin_maildomains'] };
}

/** Messages, for a mailbox: it pushes what the mailbox and its organisation store. */
export async function messagesAsksForMailbox(client: Client, email: string, siret: string, stored: { mailbox: number; organization: number }) {
  const answer = await ask(client, { account_type: 'mailbox', account_email: email, siret }, [
    { account: { type: 'mailbox', email }, metrics: { storage_used: stored.mailbox }, siret },
    { account: { type: 'organization' }, metrics: { storage_used: stored.organization }, siret },
  ]);
  return {
    account: { storage_used: answer?.metrics.account?.storage_used ?? 0, max_storage: answer?.entitlements['max_storage_account'] },
    organization: { storage_used: answer?.metrics.organization?.storage_used ?? 0, max_storage: answer?.entitlements['max_storage_organization'] },
  };
}

const QUOTA_REASONS: Readonly<Record<string, string>> = { user: 'user_quota_exceeded', organization: 'organization_quota_exceeded' };

/** Drive: pushes what the person and the organisation store, then decides whether a file may be sent and which gauge to show. */
export async function driveAsks(
  client: Client,
  user: { email: string; sub: string; claims: { siret: string } },
  stored: { account: number; organization: number },
) {
  const { siret } = user.claims;
  const answer = await ask(client, { account_type: 'user', account_email: user.email, siret }, [
    { account: { type: 'user', id: user.sub, email: user.email }, metrics: { storage_used: stored.account }, siret },
    { account: { type: 'organization', id_key: 'siret', id_value: siret }, metrics: { storage_used: stored.organization }, siret },
  ]);
  if (!answer) throw new Error('Drive got no answer');
  const { entitlements, metrics } = answer;
  const result = entitlements['can_upload'] ?? false;
  const level = String(entitlements['can_upload_resolve_level']);
  const reason = entitlements['can_upload_reason'] ?? (result ? null : (QUOTA_REASONS[level] ?? null));
  const isLocked = !result && Boolean(entitlements['max_storage_organization']) && level === 'organization';
  const quota = isLocked
    ? { state: 'exceeded_locked' }
    : { state: metrics.account ? 'default' : 'error', usage: metrics.account?.storage_used, limit: entitlements['max_storage_account'] };
  return { answer, canAccess: entitlements['can_access'] ?? false, canUpload: { result, reason }, quota };
}
