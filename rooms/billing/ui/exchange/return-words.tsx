// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';

export const formLabels = { acquit: 'Acquittement PES', 'pes-retour': 'Retour PES', csv: 'Tableau' } as const;

const statuses = {
  read: { label: 'lu', color: 'green' },
  broken: { label: 'illisible', color: 'red' },
  misaddressed: { label: 'pas pour vous', color: 'red' },
} as const;

/** Whether a return could be read. */
export function StatusBadge({ status }: { status: keyof typeof statuses }) {
  const { label, color } = statuses[status];
  return (
    <Badge variant="light" color={color}>
      {label}
    </Badge>
  );
}
