// SPDX-License-Identifier: EUPL-1.2
import { List, Text } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { day } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listQuotes } from '../contract.ts';

/** Quotes that are out, those that end first on top. */
export function Card() {
  const { organisation } = usePlace();
  const { data, error, isPending, refetch } = useEndpoint(listQuotes, { status: 'sent', sort: 'validity', order: 'asc', size: 5 });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (isPending) return <Lines count={3} />;
  if (data.rows.length === 0) return <Text>Aucun devis n’attend de réponse.</Text>;
  return (
    <List listStyleType="none" spacing="xs">
      {data.rows.map((row) => (
        <List.Item key={row.id}>
          <HouseLink href={`/o/${organisation.slug}/devis/${row.id}`}>
            {row.number} – {row.payer.name}
          </HouseLink>
          {row.validUntil && `, jusqu’au ${day(row.validUntil)}`}
        </List.Item>
      ))}
    </List>
  );
}
