// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import type { AppPasswordProtocol } from '#platform/room.ts';
import { identityOf } from '#platform/access/providers.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { proofNeeded } from './recent-proof.ts';

/** What can be chosen when a device is connected: the kinds that the rooms declare and the settings serve. */
export async function readDeviceChoices(ctx: Context<Tables>) {
  const { personId } = personWhoActs(ctx);
  const login = (await identityOf(ctx.house).mailboxOf?.(ctx.house, personId))?.address ?? '';
  const kinds = served(ctx.house, login).map(({ kind, help }) => ({
    key: kind.key,
    protocol: kind.protocol,
    label: kind.label,
    description: kind.description,
    fields: [...help.fields],
    steps: [...help.steps],
  }));
  const bodies =
    ctx.organisations.length === 0
      ? []
      : await ctx.tx
          .selectFrom('organisations.body')
          .select(['id', 'name'])
          .where('id', 'in', [...ctx.organisations])
          .orderBy('name')
          .execute();
  return { kinds, bodies, login, proof: await proofNeeded(ctx) };
}

/** The protocols of these kinds, or undefined when one of them is not served here. */
export function protocolsOf(house: House, keys: readonly string[]): string[] | undefined {
  const known = new Map(served(house, '').map(({ kind }) => [kind.key, kind.protocol]));
  const protocols = keys.flatMap((key) => known.get(key) ?? []);
  return protocols.length === keys.length ? [...new Set(protocols)] : undefined;
}

/** Whether some device can be connected here at all. */
export function servesDevices(house: House): boolean {
  return served(house, '').length > 0;
}

type Help = NonNullable<ReturnType<AppPasswordProtocol['help']>>;

function served(house: House, login: string): { kind: AppPasswordProtocol; help: Help }[] {
  return house.rooms
    .flatMap((room) => room.appPasswordProtocols ?? [])
    .flatMap((kind) => {
      const help = kind.help(house.settings, login);
      return help ? [{ kind, help }] : [];
    });
}
