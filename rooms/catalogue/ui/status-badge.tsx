// SPDX-License-Identifier: EUPL-1.2
import { Badge, Group } from '@mantine/core';
import type { EditionSummary } from '../contract.ts';
import { statusWords } from './edition-words.ts';

const colours = { draft: 'blue', voted: 'yellow', 'in-force': 'green', archived: 'gray' } as const;

/** The status of an edition; one in force that has not begun says so. */
export function StatusBadge({ status, isPricingToday }: Pick<EditionSummary, 'status' | 'isPricingToday'>) {
  const isAhead = status === 'in-force' && !isPricingToday;
  return (
    <Group gap="xs">
      <Badge color={colours[status]} variant="light">
        {isAhead ? 'En vigueur à venir' : statusWords[status]}
      </Badge>
    </Group>
  );
}
