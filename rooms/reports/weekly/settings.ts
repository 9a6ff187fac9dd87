// SPDX-License-Identifier: EUPL-1.2
import { identityOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { holdersOf, servingAs, type Serving } from '#rooms/people/api.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Setting = Pick<Tables['reports.setting'], 'is_mailed' | 'mandate_ids' | 'addresses' | 'tells_epci'>;

const usual: Setting = { is_mailed: true, mandate_ids: [], addresses: [], tells_epci: true };

/** How the body in the address wants its report; what is usual where it said nothing. */
export async function readSetting(ctx: Ctx): Promise<Setting> {
  const row = await ctx.tx.selectFrom('reports.setting').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  return row ?? usual;
}

/** Those who get the report: whom the body named, else its head and those who may set this. */
export async function recipientsOf(ctx: Ctx): Promise<{ name: string; address: string }[]> {
  const setting = await readSetting(ctx);
  if (!setting.is_mailed) return [];
  const people = await named(ctx, setting.mandate_ids);
  const boxes = await Promise.all([...new Set(people.map(({ personId }) => personId))].map((id) => identityOf(ctx.house).mailboxOf?.(ctx.house, id)));
  const all = [...boxes.filter((box) => box !== null && box !== undefined), ...setting.addresses.map((address) => ({ name: '', address }))];
  return [...new Map(all.map((box) => [box.address.toLowerCase(), box])).values()];
}

async function named(ctx: Ctx, mandateIds: readonly string[]): Promise<Serving[]> {
  const readers = await holdersOf(ctx, 'reports.read');
  const chosen = readers.filter(({ mandateId }) => mandateIds.includes(mandateId));
  // Those who were named have left: the report goes on to whoever answers for the body.
  if (chosen.length > 0) return chosen;
  return [...(await servingAs(ctx, 'president')), ...(await holdersOf(ctx, 'reports.set-up'))];
}

export async function showSettings(ctx: Ctx) {
  const setting = await readSetting(ctx);
  const people = await holdersOf(ctx, 'reports.read');
  return {
    isMailed: setting.is_mailed,
    mandateIds: setting.mandate_ids.filter((id) => people.some(({ mandateId }) => mandateId === id)),
    addresses: setting.addresses,
    tellsEpci: setting.tells_epci,
    people: people.map(({ mandateId, name, title }) => ({ mandateId, name, title })),
  };
}

type Changed = { isMailed: boolean; mandateIds: string[]; addresses: string[]; tellsEpci: boolean };

export async function changeSettings(ctx: Ctx, { isMailed, mandateIds, addresses, tellsEpci }: Changed): Promise<void> {
  const serving = new Set((await holdersOf(ctx, 'reports.read')).map(({ mandateId }) => mandateId));
  if (!mandateIds.every((id) => serving.has(id))) throw refuse('reports.unknown-person', {}, 'body.mandateIds');
  const values = { is_mailed: isMailed, mandate_ids: mandateIds, addresses, tells_epci: tellsEpci, changed_at: ctx.now().toString() };
  await ctx.tx
    .insertInto('reports.setting')
    .values({ organisation_id: ctx.organisation, id: ctx.organisation, ...values })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(values))
    .execute();
  await ctx.tell('reports.settings-changed', {});
}
