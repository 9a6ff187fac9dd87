// SPDX-License-Identifier: EUPL-1.2
import { Text } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Progress } from '#ui/parts/progress.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readRights } from '../contract.ts';
import { usedWords } from './amount-words.ts';

/** The three fullest rights of the body, and the way to all of them. */
export function Card() {
  const { organisation } = usePlace();
  const { data, error, isPending, refetch } = useEndpoint(readRights, {});
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (isPending) return <Lines count={3} />;
  const fullest = data.allowances
    .filter(({ percent }) => (percent ?? 0) > 0)
    .sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0))
    .slice(0, 3);
  return (
    <>
      {fullest.length === 0 && <Text>{data.services.length === 0 ? 'Aucun service n’est encore ouvert.' : 'Rien n’a encore été utilisé.'}</Text>}
      {fullest.map((right) => (
        <Progress key={right.id} label={right.label} value={right.used} most={right.amount ?? right.used} words={usedWords(right)} />
      ))}
      <p>
        <HouseLink href={`/o/${organisation.slug}/droits`}>Tous mes droits et consommations</HouseLink>
      </p>
    </>
  );
}
