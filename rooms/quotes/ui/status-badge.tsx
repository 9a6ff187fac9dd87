// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { statusLabels, type QuoteStatus } from '../contract.ts';

const colours: Readonly<Record<QuoteStatus, string>> = {
  draft: 'gray',
  'to-approve': 'yellow',
  approved: 'blue',
  sent: 'blue',
  accepted: 'green',
  refused: 'red',
  expired: 'yellow',
  superseded: 'gray',
  withdrawn: 'gray',
};

/** Where a quote stands, in a word and a colour. */
export function StatusBadge({ status }: { status: QuoteStatus }) {
  return (
    <Badge color={colours[status]} variant="light">
      {statusLabels[status]}
    </Badge>
  );
}
