// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { actLabels, decisionStateLabels, type correctionActs, type decisionStates } from '../../contract.ts';

const actColours = { complement: 'blue', credit: 'orange', 'next-run': 'green', none: 'gray' } as const;
const stateColours = { waiting: 'blue', done: 'green', withdrawn: 'gray', dropped: 'gray' } as const;

/** What a difference asks for. */
export function ActBadge({ act }: { act: (typeof correctionActs)[number] }) {
  return (
    <Badge color={actColours[act]} variant="light">
      {actLabels[act]}
    </Badge>
  );
}

/** What became of a decision. */
export function DecisionBadge({ state }: { state: (typeof decisionStates)[number] }) {
  return (
    <Badge color={stateColours[state]} variant="light">
      {decisionStateLabels[state]}
    </Badge>
  );
}
