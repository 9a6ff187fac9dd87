// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { OpeningState } from '../contract.ts';
import { stateWords } from './amount-words.ts';

const colours: Readonly<Record<OpeningState, string>> = { open: 'green', upcoming: 'blue', suspended: 'yellow', ended: 'gray' };

/** Where a service stands, in a word and a colour. */
export function StateBadge({ state }: { state: OpeningState }) {
  return (
    <Badge color={colours[state]} variant="light">
      {stateWords[state]}
    </Badge>
  );
}

/** How full a right is, in words: nothing below 80 %. */
export function FillBadge({ percent }: { percent: number | null }) {
  if (percent === null || percent < 80) return null;
  const colour = percent >= 100 ? 'red' : percent >= 90 ? 'orange' : 'yellow';
  return (
    <Badge color={colour} variant="light">
      {percent > 100 ? `Dépassé : ${percent}\u00a0%` : percent === 100 ? 'Épuisé' : `${percent}\u00a0%`}
    </Badge>
  );
}
