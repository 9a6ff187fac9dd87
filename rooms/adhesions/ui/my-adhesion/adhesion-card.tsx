// SPDX-License-Identifier: EUPL-1.2
import { List, Text } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayInWords } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readMyAdhesion } from '../../contract.ts';
import { period } from './words.ts';

/** What the body has, in two lines, and what awaits it. */
export function Card() {
  const { organisation } = usePlace();
  const { data, error, isPending, refetch } = useEndpoint(readMyAdhesion, {});
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (isPending) return <Lines count={3} />;
  const { memberships, dossiers } = data;
  const awaited = dossiers.filter(({ awaitsMe }) => awaitsMe);
  return (
    <>
      <List listStyleType="none" spacing="xs">
        {memberships.map(({ id, what, operator, since, until }) => (
          <List.Item key={id}>
            {what}, auprès de {operator.name}, {period(since, until)}
          </List.Item>
        ))}
        {awaited.map(({ id, number, stepLabel, dueOn }) => (
          <List.Item key={id}>
            <HouseLink href={`/o/${organisation.slug}/dossiers/${id}`}>
              {number} : {stepLabel}
            </HouseLink>
            {dueOn && `, avant le ${dayInWords(dueOn)}`}
          </List.Item>
        ))}
      </List>
      {memberships.length === 0 && awaited.length === 0 && <Text>Aucune adhésion en cours.</Text>}
      <Text mt="xs">
        <HouseLink href={`/o/${organisation.slug}/mon-adhesion`}>Voir mon adhésion</HouseLink>
      </Text>
    </>
  );
}
