// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { exportSimulation, listEditions, simulateEdition } from '../contract.ts';
import { statusWords } from './edition-words.ts';
import { SimulatedLines } from './simulated-lines.tsx';
import { SimulationSummary } from './simulation-summary.tsx';

const scopes = [
  { value: 'territory', label: 'Mon territoire' },
  { value: 'france', label: 'Toute la France (épreuve)' },
];
const bases = [
  { value: 'territory', label: 'pour chaque territoire' },
  { value: 'body', label: 'pour chaque collectivité comptée' },
];

/** Tries an edition on a whole portfolio before its vote: who pays more, who less, who changes column. */
export function Page() {
  const { organisation } = usePlace();
  const { params, query, setQuery } = useAddress();
  const edition = params['edition'] ?? '';
  const scope = query['scope'] === 'france' ? 'france' : 'territory';
  const per = query['per'] === 'body' ? 'body' : 'territory';
  const go = Number(query['go'] ?? 1000);
  const asked = { edition, scope, per, go: Number.isFinite(go) ? go : 1000, ...(query['against'] && { against: query['against'] }) } as const;
  const { data: editions } = useEndpoint(listEditions, {});
  const { data, error, refetch, isFetching } = useEndpoint(simulateEdition, asked, { keepPrevious: true });
  const label = editions?.rows.find(({ key }) => key === edition)?.label ?? data?.after.label ?? 'Édition';
  const catalogue = `/o/${organisation.slug}/catalogue`;
  return (
    <>
      <PageHeader
        title="Simuler sur le portefeuille"
        lead={data ? `« ${data.after.label} » comparée à « ${data.before.label} ».` : undefined}
        trail={[
          { label: 'Catalogue et tarifs', href: catalogue },
          { label, href: `${catalogue}/${edition}` },
        ]}
        actions={
          <Button
            component="a"
            href={hrefOf(exportSimulation, asked, organisation.slug)}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            Tout en CSV
          </Button>
        }
      />
      <Group component="search" align="flex-end" mb="lg" data-no-print>
        <NativeSelect
          label="Portefeuille"
          data={scopes}
          value={scope}
          onChange={(event) => setQuery({ scope: event.currentTarget.value, page: undefined })}
        />
        <NativeSelect
          label="Comparer à"
          data={[
            { value: '', label: 'L’édition d’aujourd’hui' },
            ...(editions?.rows ?? [])
              .filter(({ key }) => key !== edition)
              .map((one) => ({ value: one.key, label: `${one.label} (${statusWords[one.status].toLowerCase()})` })),
          ]}
          value={query['against'] ?? ''}
          onChange={(event) => setQuery({ against: event.currentTarget.value, page: undefined })}
        />
        <VolumeField key={asked.go} go={asked.go} change={(value) => setQuery({ go: String(value), page: undefined })} />
        <NativeSelect
          label="Ce volume vaut"
          data={bases}
          value={per}
          onChange={(event) => setQuery({ per: event.currentTarget.value, page: undefined })}
        />
      </Group>
      {error && !data && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={6} />}
      {data && (
        <div aria-busy={isFetching}>
          <p role="status" className="quiet">
            {isFetching ? 'Calcul en cours…' : 'Calcul terminé.'}
          </p>
          {data.offers.map((offer) => (
            <SimulationSummary key={offer.offer} offer={offer} />
          ))}
        </div>
      )}
      {/* Asked at the same time: the server computes once for both. */}
      {!error && <SimulatedLines asked={asked} />}
    </>
  );
}

/** Typed freely, asked when the field is left or Enter is pressed. */
function VolumeField({ go, change }: { go: number; change: (go: number) => void }) {
  const [typed, setTyped] = useState<number | null>(go);
  const settle = (): void => {
    if (typed !== null && typed !== go) change(typed);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        settle();
      }}
    >
      <FrenchNumberInput
        label="Volume de données supposé"
        suffix={'\u00a0Go'}
        value={typed}
        onChange={setTyped}
        onBlur={settle}
        min={0}
        max={1_000_000}
      />
    </form>
  );
}
