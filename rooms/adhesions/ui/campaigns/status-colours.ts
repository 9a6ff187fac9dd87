// SPDX-License-Identifier: EUPL-1.2
import type { campaignStatuses } from '../../contract.ts';

export const statusColours: Readonly<Record<(typeof campaignStatuses)[number], string>> = {
  draft: 'gray',
  sent: 'blue',
  applying: 'yellow',
  applied: 'green',
  abandoned: 'gray',
};
