// SPDX-License-Identifier: EUPL-1.2
import { Group, NativeSelect } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { compareTwo, listEditions, type EditionSummary } from '../contract.ts';
import { Comparison } from './comparison.tsx';
import { statusWords } from './edition-words.ts';

/** Two editions side by side. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const { data, error, refetch } = useEndpoint(listEditions, {});
  const editions = data?.rows ?? [];
  const to = editions.find(({ key }) => key === query['apres']) ?? editions[0];
  const from =
    editions.find(({ key }) => key === query['avant']) ??
    editions.find((one) => one.isPricingToday && one !== to) ??
    editions.find((one) => one !== to);
  const choices = editions.map(({ key, label, status }) => ({ value: key, label: `${label} (${statusWords[status].toLowerCase()})` }));
  return (
    <>
      <PageHeader
        title="Comparer deux éditions"
        lead="Services et prix ajoutés, retirés ou changés, case par case."
        trail={[{ label: 'Catalogue et tarifs', href: `/o/${organisation.slug}/catalogue` }]}
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data && data.total < 2 && <EmptyState title="Une seule édition">Ouvrez un projet à partir d’elle pour avoir de quoi comparer.</EmptyState>}
      {from && to && (
        <>
          <Group component="search" align="flex-end" mb="lg" data-no-print>
            <NativeSelect label="Avant" data={choices} value={from.key} onChange={(event) => setQuery({ avant: event.currentTarget.value })} />
            <NativeSelect label="Après" data={choices} value={to.key} onChange={(event) => setQuery({ apres: event.currentTarget.value })} />
          </Group>
          <Compared from={from} to={to} />
        </>
      )}
    </>
  );
}

function Compared({ from, to }: { from: EditionSummary; to: EditionSummary }) {
  const { data, error, refetch } = useEndpoint(compareTwo, { from: from.key, to: to.key });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  return data ? <Comparison comparison={data} /> : <Lines count={6} />;
}
