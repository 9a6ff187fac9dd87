// SPDX-License-Identifier: EUPL-1.2
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus, IconUserPlus } from '@tabler/icons-react';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { Board } from './board.tsx';
import { PipelineList } from './pipeline-list.tsx';
import { QuotesWaiting } from './quotes-waiting.tsx';

/** The operator's adhesions under way: in columns by step, or in a list; both keep their filters in the address. */
export function Page() {
  const { organisation, may } = usePlace();
  const { query, setQuery } = useAddress();
  const at = `/o/${organisation.slug}/adhesions`;
  const isList = query['vue'] === 'liste';
  return (
    <>
      <PageHeader
        title="Suivi des adhésions"
        lead="Les adhésions en cours, de la commission à la signature : ce qui attend, qui doit agir, ce qui tarde."
        actions={
          may('adhesions.conclude') && (
            <>
              <Button component={HouseLink} href={`${at}/rejoindre`} variant="default" leftSection={<IconUserPlus size={18} aria-hidden />}>
                Faire rejoindre un territoire
              </Button>
              <Button component={HouseLink} href={`${at}/ouvrir`} leftSection={<IconPlus size={18} aria-hidden />}>
                Ouvrir une adhésion
              </Button>
            </>
          )
        }
      />
      {may('adhesions.conclude') && <QuotesWaiting />}
      <SegmentedControl
        aria-label="Présentation"
        data={[
          { value: 'tableau', label: 'Par étape' },
          { value: 'liste', label: 'En liste' },
        ]}
        value={isList ? 'liste' : 'tableau'}
        onChange={(value) => setQuery({ vue: value === 'liste' ? 'liste' : undefined, page: undefined })}
        mb="md"
      />
      {isList ? <PipelineList /> : <Board />}
    </>
  );
}
