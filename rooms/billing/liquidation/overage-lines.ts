// SPDX-License-Identifier: EUPL-1.2
/** What went beyond the rights of the year before, at the printed price of each started block. Pure. */
import type { OwedConvention } from '#rooms/adhesions/api.ts';
import type { Overage } from '#rooms/rights/api.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { DueLine } from './due-line.ts';
import { treat } from './treat.ts';

/** One line an overage, to the payer of the convention that opened the right; one that no convention of the two years opened is left to the operator. */
export function overageLines(
  overages: readonly Overage[],
  conventions: ReadonlyMap<string, OwedConvention>,
  year: number,
  settings: BillingSettings,
): DueLine[] {
  return overages.flatMap((overage): DueLine[] => {
    const convention = conventions.get(overage.openingKey.replace(/^convention /, ''));
    if (!convention) return [];
    const tax = treat({ treatment: null, vatBps: 0 }, settings, convention.kind);
    const units = (value: number): string => `${value.toLocaleString('fr-FR')} ${overage.unit}`;
    return [
      {
        sourceKey: `overage/${overage.allowanceId}/${year}`,
        lineKey: ['overage', overage.key, '', overage.beneficiaryId].join('|'),
        payerId: convention.payerId,
        kind: tax.kind,
        family: 'overage',
        offer: overage.service,
        label: `${overage.label} : dépassement de ${year}`,
        detail: `${units(overage.used)} au plus haut pour ${units(overage.amount)} comprises, soit ${overage.blocks} tranches de ${units(overage.blockUnits)} entamées`,
        quantityThousandths: overage.blocks * 1000,
        unit: overage.unit,
        unitPriceTenThousandths: overage.blockCents * 100,
        netCents: overage.blocks * overage.blockCents,
        vatCode: tax.vatCode,
        rateBasisPoints: tax.rateBasisPoints,
        act: { says: `Convention ${convention.number}`, number: convention.number, decidedOn: null, edition: overage.edition ?? convention.edition },
        edition: overage.edition ?? convention.edition,
        from: `${year}-01-01`,
        until: `${year}-12-31`,
        beneficiaryIds: [overage.beneficiaryId],
        why: overage.printed ? [overage.printed] : [],
      },
    ];
  });
}
