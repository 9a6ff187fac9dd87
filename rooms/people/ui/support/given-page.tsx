// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { endSupportGiven, listSupportGiven } from '../../contract.ts';
import { SupportRows } from './support-rows.tsx';

/** The supports that the operator gives. */
export function Page() {
  const { organisation } = usePlace();
  const begin = `/o/${organisation.slug}/support/nouvelle`;
  return (
    <>
      <PageHeader
        title="Assistance aux membres"
        lead="Agir au nom d’une personne pour la dépanner : avec un motif, pour un temps limité, sous ses yeux et ceux de sa collectivité."
        actions={
          <Button component={HouseLink} href={begin}>
            Assister quelqu’un
          </Button>
        }
      />
      <SupportRows
        endpoint={listSupportGiven}
        end={endSupportGiven}
        isGiven
        empty={<EmptyState title="Aucune assistance">Les assistances données par l’opérateur se liront ici.</EmptyState>}
      />
    </>
  );
}
