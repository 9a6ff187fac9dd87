// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { CheckStatus } from '../../contract.ts';
import { statusWords } from '../words.ts';

/** How a check stands, in a word. */
export function CheckBadge({ status, isPaused, isFlapping }: { status: CheckStatus; isPaused: boolean; isFlapping: boolean }) {
  if (isPaused) return <Badge color="gray">En pause</Badge>;
  if (isFlapping) return <Badge color="orange">Instable</Badge>;
  return (
    <Badge variant="light" color={statusWords[status].color}>
      {statusWords[status].label}
    </Badge>
  );
}
