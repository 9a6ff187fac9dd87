// SPDX-License-Identifier: EUPL-1.2
/** Where a request stands, in French. Safe for the browser. */
const words = {
  requested: 'demandée',
  endorsed: 'visée',
  approved: 'accordée',
  refused: 'refusée',
  cancelled: 'annulée',
  recalled: 'reprise',
} as const;

export function sayStatus(status: keyof typeof words): string {
  return words[status];
}
