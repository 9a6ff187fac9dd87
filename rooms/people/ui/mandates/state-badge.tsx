// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { MandateLine } from '../../contract.ts';
import { stateWords } from './words.ts';

const colours = { current: 'green', coming: 'blue', ended: 'gray' } as const;

/** Whether a mandate holds, in a word and a colour. */
export function StateBadge({ state }: { state: MandateLine['state'] }) {
  return (
    <Badge variant="light" color={colours[state]}>
      {stateWords[state]}
    </Badge>
  );
}
