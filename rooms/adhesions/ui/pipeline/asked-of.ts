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

/** The types of dossiers of an adhesion, in the order of their path. */
export const adhesionTypes = [
  { value: 'adhesions.adhesion', label: 'Adhésion d’un territoire' },
  { value: 'adhesions.tripartite', label: 'Accès d’une collectivité du territoire' },
  { value: 'adhesions.package', label: 'Souscription d’un forfait' },
] as const;
