// SPDX-License-Identifier: EUPL-1.2
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Outcome, SettingsOf } from '../contract/checks.ts';
import { pin, ProbeFailed, type ProbeHouse } from './pin.ts';

const TRIES = { timeout: 3_000, tries: 2 };

/** What a name says, asked of the installation's resolver or of the server that is watched itself (`host`, or `host:port`). */
export async function lookAtDns(house: ProbeHouse, settings: SettingsOf['dns'], stop: AbortSignal): Promise<{ outcome: Outcome; says: string }> {
  const { host, record, expected, server } = settings;
  const resolver = new Resolver(TRIES);
  if (server) resolver.setServers([await serverAt(house, server)]);
  const cancel = (): void => resolver.cancel();
  stop.addEventListener('abort', cancel, { once: true });
  try {
    const found = await ask(resolver, host, record);
    if (!expected) return { outcome: 'up', says: '' };
    const wanted = expected.toLowerCase().replace(/\.$/, '');
    if (found.some((value) => value.toLowerCase().replace(/\.$/, '') === wanted)) return { outcome: 'up', says: '' };
    return { outcome: 'down', says: `${host} dit « ${found.join(', ').slice(0, 200)} » au lieu de « ${expected} ».` };
  } finally {
    stop.removeEventListener('abort', cancel);
  }
}

async function serverAt(house: ProbeHouse, server: string): Promise<string> {
  const [, name = server, port] = isIP(server) ? [] : (/^(.+?)(?::(\d{1,5}))?$/.exec(server) ?? []);
  const { address, family } = await pin(name, house);
  return `${family === 6 ? `[${address}]` : address}${port ? `:${port}` : ''}`;
}

async function ask(resolver: Resolver, host: string, record: SettingsOf['dns']['record']): Promise<string[]> {
  try {
    if (record === 'MX') return (await resolver.resolveMx(host)).map(({ exchange }) => exchange);
    if (record === 'TXT') return (await resolver.resolveTxt(host)).map((parts) => parts.join(''));
    if (record === 'NS') return await resolver.resolveNs(host);
    if (record === 'CNAME') return await resolver.resolveCname(host);
    return await (record === 'AAAA' ? resolver.resolve6(host) : resolver.resolve4(host));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOTFOUND' || code === 'ENODATA') throw new ProbeFailed(`Le nom ${host} n’a pas d’enregistrement ${record}.`);
    throw new ProbeFailed('Le serveur de noms ne répond pas.');
  }
}
