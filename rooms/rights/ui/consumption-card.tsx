// SPDX-License-Identifier: EUPL-1.2
import { List, Text } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listConsumption } from '../contract.ts';

/** The rights that are nearest to their limit. */
export function Card() {
  const { organisation } = usePlace();
  const { data, error, isPending, refetch } = useEndpoint(listConsumption, { from: 80, size: 5 });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (isPending) return <Lines count={3} />;
  if (data.total === 0) return <Text>Aucun droit n’atteint 80&nbsp;%.</Text>;
  return (
    <List listStyleType="none" spacing="xs">
      {data.rows.map((row) => (
        <List.Item key={row.id}>
          <HouseLink href={`/o/${organisation.slug}/droits-des-collectivites/${row.bodyId}`}>
            {row.body} – {row.label}
          </HouseLink>
          {row.percent !== null && `, ${row.percent}\u00a0%`}
        </List.Item>
      ))}
      <List.Item>
        <HouseLink href={`/o/${organisation.slug}/consommations`}>Toutes les consommations</HouseLink>
      </List.Item>
    </List>
  );
}
