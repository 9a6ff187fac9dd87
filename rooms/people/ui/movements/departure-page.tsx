// SPDX-License-Identifier: EUPL-1.2
import { Select } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listDirectory, previewDeparture } from '../../contract.ts';
import { DepartureForm } from './departure-form.tsx';

const NOBODY = '00000000-0000-7000-8000-000000000000';

/** Who goes; then all that they hold, and what becomes of it. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const mandate = query['mandat'] ?? null;
  const people = useEndpoint(listDirectory, { sort: 'name', order: 'asc', page: 1, size: 100 });
  const { data, error, refetch } = useEndpoint(previewDeparture, { id: mandate ?? NOBODY }, { enabled: mandate !== null });
  const choices = (people.data?.rows ?? []).map(({ id, givenName, familyName, title }) => ({
    value: id,
    label: `${familyName} ${givenName}, ${title}`,
  }));
  return (
    <>
      <PageHeader
        title={data ? `Préparer le départ de ${data.name}` : 'Préparer un départ'}
        trail={[{ label: 'Arrivées et départs', href: `/o/${organisation.slug}/mouvements` }]}
        lead="Le dernier jour est un jour entier : tout reste ouvert jusqu’à minuit, et plus rien après."
      />
      <Select
        label="Qui part ?"
        required
        searchable
        maw={640}
        mb="lg"
        data={data && mandate && !choices.some(({ value }) => value === mandate) ? [{ value: mandate, label: data.name }, ...choices] : choices}
        value={mandate}
        onChange={(id) => setQuery({ mandat: id ?? undefined }, { replace: true })}
        nothingFoundMessage="Personne de ce nom."
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {mandate && !data && !error && <Lines count={6} />}
      {mandate && data && <DepartureForm key={mandate} mandateId={mandate} held={data} />}
    </>
  );
}
