// SPDX-License-Identifier: EUPL-1.2
import { List } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, count } from '#ui/format/amount.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readYear } from '../contract.ts';

/** What is left to collect, and what waits. */
export function Card() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readYear, {});
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={3} />;
  const at = `/o/${organisation.slug}/facturation`;
  return (
    <List listStyleType="none" spacing="xs">
      <List.Item>
        <HouseLink href={at}>Reste à recouvrer sur {data.year}</HouseLink> : {amount(data.restCents)}
      </List.Item>
      <List.Item>
        <HouseLink href={`${at}/retards`}>{count('document en retard', 'documents en retard', data.lateDocuments)}</HouseLink>,{' '}
        {amount(data.lateCents)}
      </List.Item>
      {data.runsUnderWay.map((run) => (
        <List.Item key={run.id}>
          <HouseLink href={`${at}/campagnes/${run.id}`}>Campagne {run.number}</HouseLink> : {amount(run.grossCents)}
        </List.Item>
      ))}
    </List>
  );
}
