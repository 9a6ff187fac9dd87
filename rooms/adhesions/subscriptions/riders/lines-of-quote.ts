// SPDX-License-Identifier: EUPL-1.2
import type { AcceptedQuote } from '#rooms/quotes/api.ts';
import { unitsOf } from '../units.ts';

/** The lines of a quote that a body pays for itself and for its budgets annexes, as a convention keeps them. Pure. */
export function linesOfQuote({ priced, request }: Pick<AcceptedQuote, 'priced' | 'request'>, bodyId: string) {
  const mine = new Set([bodyId, ...unitsOf(priced)]);
  return priced.lines
    .filter(({ payer, beneficiaries }) => payer === bodyId && beneficiaries.length === 1 && mine.has(beneficiaries[0] ?? ''))
    .map((line) => {
      const beneficiary = line.beneficiaries[0] ?? bodyId;
      const item = request.items.find((one) => one.offer === line.offer && (one.for ?? bodyId) === beneficiary);
      return {
        beneficiary_id: beneficiary,
        offer: line.offer,
        label: line.label,
        edition: priced.edition.key,
        inputs: JSON.stringify({ ...item?.inputs, quantity: line.quantity }),
        quote_line: `${line.offer}/${line.charge}/${beneficiary}`,
        yearly_cents: line.amountCents,
      };
    });
}
