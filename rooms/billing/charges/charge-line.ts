// SPDX-License-Identifier: EUPL-1.2
import type { Selectable } from 'kysely';
import type { DueLine } from '../liquidation/due-line.ts';
import type { Tables } from '../tables.ts';

/** A charge as a line that is owed. Pure. */
export function chargeLine(row: Selectable<Tables['billing.charge']>): DueLine {
  return {
    sourceKey: `charge/${row.id}`,
    lineKey: [row.family, row.offer || row.label, '', row.beneficiary_id].join('|'),
    payerId: row.payer_id,
    kind: row.vat_code === 'S' ? 'facture' : 'appel',
    family: row.family,
    offer: row.offer || row.family,
    label: row.label,
    detail: row.detail,
    quantityThousandths: row.quantity_thousandths,
    unit: row.unit,
    unitPriceTenThousandths: row.unit_price_ten_thousandths,
    netCents: row.net_cents,
    vatCode: row.vat_code,
    rateBasisPoints: row.rate_basis_points,
    act: row.act === '' ? null : { says: row.act, number: null, decidedOn: row.happened_on, edition: row.edition },
    edition: row.edition,
    from: row.happened_on,
    until: row.happened_on,
    beneficiaryIds: [row.beneficiary_id],
    why: row.detail === '' ? [] : [row.detail],
  };
}
