// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { KindAndSettings } from '../contract/checks.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';
import { covers, plain } from '../targets/covers.ts';

/**
 * The approval under which a check may ask its machines: every name or address that it would reach is declared by the body and approved. Null
 * where nothing is asked of a machine. Refuses `monitoring.target-not-approved`.
 */
export async function approvalFor(ctx: Context<Tables>, bodyId: string, check: KindAndSettings): Promise<string | null> {
  const { loopMail, mail } = ctx.house.settings;
  if (check.kind === 'mail-loop' && (!loopMail || mail.kind !== 'smtp')) throw refuse('monitoring.no-mail-loop');
  const hosts = hostsOf(check);
  if (hosts.length === 0) return null;
  const approved = await ctx.tx
    .selectFrom('monitoring.approval')
    .select(['id', 'address'])
    .where('organisation_id', '=', ctx.organisation)
    .where('body_id', '=', bodyId)
    .where('outcome', '=', 'approved')
    .where('ended_at', 'is', null)
    .execute();
  const found = hosts.map((host) => approved.find(({ address }) => covers(address, host) || isDomainOf(check, host, address)));
  const missing = hosts.find((_host, index) => !found[index]);
  if (missing !== undefined) throw refuse('monitoring.target-not-approved', { address: missing }, fieldOf(check));
  return found[0]?.id ?? null;
}

// The registry, not the machine, is asked when a domain ends: a name declared below it is enough.
function isDomainOf(check: KindAndSettings, host: string, address: string): boolean {
  return check.kind === 'domain' && covers(host, address);
}

function hostsOf(check: KindAndSettings): string[] {
  switch (check.kind) {
    case 'http':
      return [URL.canParse(check.settings.url) ? plain(new URL(check.settings.url).hostname) : check.settings.url];
    case 'tcp':
    case 'snmp':
    case 'domain':
      return [plain(check.settings.host)];
    case 'dns':
      return [check.settings.host, ...(check.settings.server ? [check.settings.server.replace(/(?<=^[^:]+):\d+$/, '')] : [])].map(plain);
    case 'mail-loop':
      return [plain(check.settings.mailbox.split('@')[1] ?? '')];
    default:
      return [];
  }
}

function fieldOf({ kind }: KindAndSettings): string {
  return `body.check.settings.${kind === 'http' ? 'url' : kind === 'mail-loop' ? 'mailbox' : 'host'}`;
}
