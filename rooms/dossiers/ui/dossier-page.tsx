// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayInWords } from '#ui/format/day.ts';
import { RoomParts } from '#ui/parts/room-parts.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { useOnNotice } from '#ui/shell/use-on-notice.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readDossier } from '../contract.ts';
import { About, Sisters } from './beside.tsx';
import { Clock } from './clock.tsx';
import classes from './dossiers.module.css';
import { History } from './history.tsx';
import { InCharge } from './in-charge.tsx';
import { Messages } from './messages.tsx';
import { NextActs } from './next-acts.tsx';
import { Pieces } from './pieces.tsx';
import { StatusBadge } from './status-badge.tsx';
import { WhereItStands } from './where-it-stands.tsx';

/** A dossier: where it stands, what is to be done, what proves it, what was said. */
export function Page() {
  const { organisation } = usePlace();
  const { params, query, setQuery } = useAddress();
  const id = params['dossier'] ?? '';
  const asOf = query['au'];
  const { data: dossier, error, refetch } = useEndpoint(readDossier, { id, ...(asOf && { asOf }) });
  useOnNotice(useCallback(() => void refetch(), [refetch]));
  if (error && !dossier) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!dossier) return <PageSkeleton />;
  const isOwner = dossier.role === 'owner';
  return (
    <>
      <PageHeader
        title={`Dossier ${dossier.number}`}
        lead={`${dossier.typeLabel} – ${dossier.title}`}
        trail={[{ label: 'Dossiers', href: `/o/${organisation.slug}/dossiers` }]}
        state={<StatusBadge status={dossier.status} isLate={dossier.isLate} />}
      />
      {asOf && (
        <Alert color="blue" icon={<IconHistory aria-hidden />} title={`Tel qu’il était à la fin du ${dayInWords(asOf)}`} mb="md" role="status">
          <Button variant="default" size="sm" onClick={() => setQuery({ au: undefined })}>
            Revenir à aujourd’hui
          </Button>
        </Alert>
      )}
      <WhereItStands dossier={dossier} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {!asOf && <NextActs dossier={dossier} />}
          <RoomParts place="dossiers.page" of={dossier.type} given={{ dossierId: dossier.id }} />
          <Pieces dossier={dossier} />
          <Messages dossier={dossier} />
        </div>
        <div className={classes.column}>
          <About dossier={dossier} />
          {isOwner && <InCharge dossier={dossier} />}
          {isOwner && dossier.mayAct && dossier.status !== 'closed' && <Clock dossier={dossier} />}
          <Sisters dossier={dossier} />
          <History dossier={dossier} />
        </div>
      </div>
    </>
  );
}
