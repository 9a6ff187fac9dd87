// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listTeams } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { TeamDialog } from './team-dialog.tsx';
import { TeamList } from './team-list.tsx';

/** Teams, who answers for them, and how many must be there. */
export function Page() {
  const { holds } = usePlace();
  const [isAdding, setAdding] = useState(false);
  const { data, error, refetch } = useEndpoint(listTeams, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const add = holds('conges') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      Ajouter un service
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Services"
        lead="Les responsables d’un service répondent aux demandes de ses agents. Sans responsable, la direction répond."
        actions={add}
      />
      <RoomTabs />
      <TeamList teams={data.rows} add={add} />
      <TeamDialog team={null} isOpen={isAdding} close={() => setAdding(false)} />
    </>
  );
}
