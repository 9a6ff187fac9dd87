// SPDX-License-Identifier: EUPL-1.2
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listHours, readMyLeave } from '../../contract.ts';
import { Dialog } from '../manage/dialog.tsx';
import { RoomTabs } from '../room-tabs.tsx';
import { inWords } from '../words.ts';
import { DeclareHours } from './declare-hours.tsx';
import { HoursList } from './hours-list.tsx';

type Which = 'mine' | 'to-answer' | 'all';

/** Hours worked beyond the cycle: declared by the agent, granted by whoever answers, taken later as rest. */
export function Page() {
  const { may, holds } = usePlace();
  const { query, setQuery } = useAddress();
  const [isOpen, setOpen] = useState(false);
  const { data: mine, error, refetch } = useEndpoint(readMyLeave, {});
  const { data: awaited } = useEndpoint(listHours, { which: 'to-answer', size: 1 });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!mine) return <PageSkeleton />;
  const manages = may('leave.manage');
  const views: { value: Which; label: string }[] = [
    ...(mine.agent ? [{ value: 'mine' as const, label: 'Les miennes' }] : []),
    ...(mine.answersTeams || (awaited?.total ?? 0) > 0
      ? [{ value: 'to-answer' as const, label: awaited && awaited.total > 0 ? `À valider (${awaited.total})` : 'À valider' }]
      : []),
    ...(manages || may('leave.decide') ? [{ value: 'all' as const, label: 'Toutes' }] : []),
  ];
  const which = views.find(({ value }) => value === query['voir'])?.value ?? views[0]?.value ?? 'mine';
  const account = mine.accounts.find(({ counter }) => counter === 'hours');
  return (
    <>
      <PageHeader
        title="Heures à récupérer"
        lead={mine.agent ? `Il vous reste ${inWords(account?.left ?? 0, 'hour')} à récupérer.` : 'Les heures faites au-delà du temps de travail.'}
        actions={
          holds('conges') &&
          (mine.agent || manages) && (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen(true)}>
              Déclarer des heures
            </Button>
          )
        }
      />
      <RoomTabs />
      {views.length > 1 && (
        <SegmentedControl aria-label="Quelles heures ?" mb="md" value={which} onChange={(voir) => setQuery({ voir, page: undefined })} data={views} />
      )}
      <HoursList which={which} />
      <Dialog title="Déclarer des heures" isOpen={isOpen} close={() => setOpen(false)}>
        <DeclareHours isAgent={mine.agent !== null} manages={manages} close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
