// SPDX-License-Identifier: EUPL-1.2

/** The filters of the pipeline that an address holds. */
export function askedOf({ type, payer, assignee, late }: Readonly<Record<string, string | undefined>>) {
  return {
    ...(type && { type }),
    ...(payer && { payer }),
    ...(assignee && { assignee }),
    ...(late === 'true' && { late: 'true' as const }),
  };
}
