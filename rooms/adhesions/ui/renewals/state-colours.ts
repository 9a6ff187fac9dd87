// SPDX-License-Identifier: EUPL-1.2
import type { RenewalState } from '../../contract.ts';

export const stateColours: Readonly<Record<RenewalState, string>> = {
  'to-decide': 'yellow',
  quoted: 'blue',
  accepted: 'blue',
  deciding: 'blue',
  refused: 'red',
  expired: 'yellow',
  tacit: 'gray',
  renewed: 'green',
  denounced: 'red',
  lapsed: 'gray',
};
