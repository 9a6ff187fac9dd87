// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { exchangeShape, refuseExchange, type ExchangeSettings } from '../contract/exchange.ts';
import { usualTriplets } from '../pes/order.ts';
import type { Tables } from '../tables.ts';
import { usualLiquidation, usualReturn } from '../treasury/mapping.ts';

/** Settings of the operator in the address; the usual ones, in mode A, until it sets its own. */
export async function exchangeOf(ctx: Context<Tables>): Promise<ExchangeSettings> {
  const row = await ctx.tx
    .selectFrom('billing.exchange_setting')
    .select('content')
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirst();
  return exchangeShape.parse(row?.content ?? usual);
}

/** Replaces them. Refuses mappings by which a return could not find its document. */
export async function changeExchange(ctx: Context<Tables>, settings: ExchangeSettings): Promise<ExchangeSettings> {
  const { columns } = settings.liquidation;
  if (!columns.some(({ field }) => field === 'document')) throw refuseExchange('billing.mapping-without-document', {}, 'body.liquidation.columns');
  const { titles } = settings.returns;
  if (titles.document === '' && titles.titre === '') throw refuseExchange('billing.mapping-without-key', {}, 'body.returns.titles.document');
  const double = firstDouble(Object.values(titles).filter((title) => title !== ''));
  if (double) throw refuseExchange('billing.mapping-double', { title: double }, 'body.returns.titles.document');
  const row = { content: JSON.stringify(settings), changed_by: authorOf(ctx.actor), changed_at: ctx.now().toString() };
  await ctx.tx
    .insertInto('billing.exchange_setting')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id']).doUpdateSet(row))
    .execute();
  await ctx.tell('billing.exchange-changed', {});
  return settings;
}

function firstDouble(titles: readonly string[]): string | null {
  const folded = titles.map((title) => title.toLocaleLowerCase('fr'));
  return titles.find((_, at) => folded.indexOf(folded[at] ?? '') !== at) ?? null;
}

const usual: ExchangeSettings = {
  mode: 'A',
  liquidation: { ...usualLiquidation, columns: [...usualLiquidation.columns] },
  returns: usualReturn,
  pes: {
    codique: '',
    codCol: '',
    codBud: '',
    budgetLabel: '',
    sigle: '',
    address: '',
    codProdLoc: '',
    nature: '',
    fonction: '',
    edition: 'none',
    triplets: usualTriplets,
    centre: null,
    firstTitre: 1,
    firstBordereau: 1,
  },
};
