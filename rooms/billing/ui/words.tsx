// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { decimalNumber } from '#ui/format/amount.ts';
import { runStatusLabels, stateLabels, unitWords, type documentStates, type runStatuses } from '../contract.ts';

type State = (typeof documentStates)[number];
type RunStatus = (typeof runStatuses)[number];

const stateColours: Readonly<Record<State, string>> = {
  issued: 'gray',
  titred: 'blue',
  paid: 'green',
  late: 'red',
  contested: 'orange',
  rejected: 'red',
  credited: 'gray',
};
const runColours: Readonly<Record<RunStatus, string>> = {
  preparing: 'gray',
  prepared: 'blue',
  locking: 'orange',
  locked: 'orange',
  issuing: 'blue',
  issued: 'green',
  abandoned: 'gray',
};

/** What became of a document. */
export function StateBadge({ state }: { state: State }) {
  return (
    <Badge color={stateColours[state]} variant="light">
      {stateLabels[state]}
    </Badge>
  );
}

/** Where a run stands. */
export function RunBadge({ status }: { status: RunStatus }) {
  return (
    <Badge color={runColours[status]} variant="light">
      {runStatusLabels[status]}
    </Badge>
  );
}

/** « 20 % », « exonéré », « hors champ ». */
export function vatWords(code: string, rateBasisPoints: number): string {
  if (code === 'S') return `${(rateBasisPoints / 100).toLocaleString('fr-FR')}\u00a0%`;
  return code === 'E' ? 'exonéré' : 'hors champ';
}

/** « 12 postes », « −1 an ». */
export function quantityWords(quantity: number, unit: string): string {
  return `${decimalNumber(quantity, 3)} ${unitWords(quantity, unit)}`;
}
