// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { formatEuros, formatPercent } from '#platform/money/euros.ts';
import { divideRounded } from '#platform/money/rounding.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseCharge, type chargeFamilies } from '../contract/charges.ts';
import type { VatCode } from '../document.ts';
import { schoolFee } from '../liquidation/school-fee.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';

export type NewCharge = {
  family: (typeof chargeFamilies)[number];
  payerId: string;
  beneficiaryId: string | null;
  label: string;
  detail: string;
  /** Units; euros of the order for a fee on a school order. */
  quantity: number;
  unit: string;
  unitPriceTenThousandths: number;
  vatCode: VatCode;
  rateBasisPoints: number;
  act: string;
  happenedOn: string;
  reference: string | null;
  offer?: string;
};

/** Keeps something to bill once, in the next run that covers its day. The same reference is refused. */
export async function addCharge(ctx: Context<Tables>, charge: NewCharge): Promise<{ id: string; netCents: number; cheaperFromCents: number | null }> {
  const { rates } = await settingsOf(ctx);
  if (charge.vatCode === 'S' && !rates.includes(charge.rateBasisPoints))
    throw refuseCharge('billing.charge-rate-unknown', { rate: formatPercent(charge.rateBasisPoints) }, 'body.rateBasisPoints');
  const bodies = [charge.payerId, charge.beneficiaryId ?? charge.payerId];
  const known = await ctx.tx.selectFrom('organisations.body').select('id').where('id', 'in', bodies).execute();
  if (known.length < new Set(bodies).size) throw refuseCharge('billing.charge-payer-unknown', {}, 'body.payerId');
  const id = ctx.newId();
  const worth = worthOf(charge);
  const written = await ctx.tx
    .insertInto('billing.charge')
    .values({
      organisation_id: ctx.organisation,
      id,
      payer_id: charge.payerId,
      beneficiary_id: charge.beneficiaryId ?? charge.payerId,
      family: charge.family,
      offer: charge.offer ?? '',
      label: charge.label,
      detail: [charge.detail, worth.detail].filter(Boolean).join(' ; '),
      quantity_thousandths: worth.quantityThousandths,
      unit: worth.unit,
      unit_price_ten_thousandths: worth.unitPriceTenThousandths,
      net_cents: worth.netCents,
      vat_code: charge.vatCode,
      rate_basis_points: charge.vatCode === 'S' ? charge.rateBasisPoints : 0,
      act: charge.act,
      edition: null,
      happened_on: charge.happenedOn,
      source_key: charge.reference ?? id,
      entered_by: authorOf(ctx.actor),
      entered_at: ctx.now().toString(),
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_reason: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'source_key']).where('withdrawn_at', 'is', null).doNothing())
    .executeTakeFirst();
  if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n)
    throw refuseCharge('billing.charge-known', { reference: charge.reference ?? '' }, 'body.reference');
  await ctx.tell('billing.charge-added', { chargeId: id });
  return { id, netCents: worth.netCents, cheaperFromCents: worth.cheaperFromCents };
}

/** What a charge is worth, to the cent: quantity × printed unit price, or the rate of the whole order. Pure. */
export function worthOf({
  family,
  quantity,
  unit,
  unitPriceTenThousandths,
}: Pick<NewCharge, 'family' | 'quantity' | 'unit' | 'unitPriceTenThousandths'>) {
  const thousandths = Math.round(quantity * 1000);
  if (family !== 'school-fee') {
    // Thousandths of units at ten-thousandths of euros: 100 000 of them are a cent.
    const netCents = Number(divideRounded(BigInt(thousandths) * BigInt(unitPriceTenThousandths), 100_000n, 'half-up'));
    return { quantityThousandths: thousandths, unit, unitPriceTenThousandths, netCents, detail: '', cheaperFromCents: null };
  }
  const orderCents = Math.round(quantity * 100);
  const fee = schoolFee(orderCents);
  return {
    quantityThousandths: 1000,
    unit: 'commande',
    unitPriceTenThousandths: fee.cents * 100,
    netCents: fee.cents,
    detail: `${formatPercent(fee.rateBasisPoints)} d’une commande de ${formatEuros(orderCents)} HT, taux de la commande entière`,
    cheaperFromCents: fee.cheaperFromCents,
  };
}
