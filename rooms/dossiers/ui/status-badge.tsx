// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';

type Props = { status: 'open' | 'suspended' | 'closed'; isLate: boolean };

/** Whether a dossier is under way, and late. */
export function StatusBadge({ status, isLate }: Props) {
  if (status === 'closed')
    return (
      <Badge color="gray" variant="light">
        Clos
      </Badge>
    );
  if (status === 'suspended')
    return (
      <Badge color="blue" variant="light">
        Suspendu
      </Badge>
    );
  return (
    <Badge color={isLate ? 'red' : 'green'} variant="light">
      {isLate ? 'En retard' : 'En cours'}
    </Badge>
  );
}
