// SPDX-License-Identifier: EUPL-1.2

export const webhookStates = {
  open: { label: 'Ouvert', color: 'green' },
  paused: { label: 'En pause', color: 'gray' },
  failed: { label: 'Fermé après échecs', color: 'red' },
} as const;

export const deliveryStates = {
  waiting: { label: 'À renvoyer', color: 'yellow' },
  accepted: { label: 'Accepté', color: 'green' },
  failed: { label: 'Abandonné', color: 'red' },
} as const;
