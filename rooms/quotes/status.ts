// SPDX-License-Identifier: EUPL-1.2
/** The life of a quote. Safe for the browser. */

export const quoteStatuses = ['draft', 'to-approve', 'approved', 'sent', 'accepted', 'refused', 'expired', 'superseded', 'withdrawn'] as const;
export type QuoteStatus = (typeof quoteStatuses)[number];

/** As the operator reads them. */
export const statusLabels: Readonly<Record<QuoteStatus, string>> = {
  draft: 'Brouillon',
  'to-approve': 'À valider',
  approved: 'Validé',
  sent: 'Envoyé',
  accepted: 'Accepté',
  refused: 'Refusé',
  expired: 'Expiré',
  superseded: 'Remplacé',
  withdrawn: 'Abandonné',
};

/** What may be done to a quote in each status; whatever is not here is refused. */
const acts = {
  change: ['draft', 'to-approve', 'approved', 'sent', 'expired'],
  submit: ['draft'],
  approve: ['to-approve'],
  send: ['draft', 'approved'],
  share: ['sent'],
  answer: ['sent'],
  withdraw: ['draft', 'to-approve', 'approved', 'sent', 'expired'],
  replace: ['sent', 'accepted', 'refused', 'expired', 'withdrawn'],
} as const satisfies Record<string, readonly QuoteStatus[]>;
export type QuoteAct = keyof typeof acts;

/** Whether `act` is open to a quote in this status. */
export function allows(status: QuoteStatus, act: QuoteAct): boolean {
  const open: readonly QuoteStatus[] = acts[act];
  return open.includes(status);
}
