// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readGranted, type AllowanceShape, type ServiceShape } from '../contract.ts';
import { EndExtraForm, EndForm, ExtraForm, LimitForm, SuspendForm } from './granted-forms.tsx';
import { Decisions } from './granted-decisions.tsx';
import { NextYearOf } from './next-year.tsx';
import { ServiceCards } from './service-cards.tsx';
import { ServiceMenu } from './service-menu.tsx';
import { UnusedBy } from './unused.tsx';

export type Open =
  | { what: 'extra' | 'limit'; right: AllowanceShape }
  | { what: 'end'; service: ServiceShape }
  | { what: 'suspend'; service?: ServiceShape }
  | { what: 'end-extra'; extraId: string };

const titles = {
  extra: 'Accorder un complément',
  limit: 'Changer la limite',
  end: 'Mettre fin à un service',
  suspend: 'Suspendre',
  'end-extra': 'Mettre fin au complément',
} as const;

/** The rights of one body, and what the operator decides of them. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const bodyId = params['body'] ?? '';
  const { data, error, refetch } = useEndpoint(readGranted, { id: bodyId });
  const [open, setOpen] = useState<Open | null>(null);
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/droits-des-collectivites`;
  const close = (): void => setOpen(null);
  return (
    <>
      <PageHeader
        title={data.body.name}
        tab={`Droits de ${data.body.name}`}
        lead="Services et droits que vous avez ouverts à cette collectivité."
        trail={[{ label: 'Droits des collectivités', href: at }]}
        actions={
          may('rights.suspend') && (
            <Button variant="default" onClick={() => setOpen({ what: 'suspend' })}>
              Tout suspendre
            </Button>
          )
        }
      />
      {data.services.length === 0 && (
        <EmptyState title="Plus rien d’ouvert">Tous les services de cette collectivité ont pris fin depuis plus d’un an.</EmptyState>
      )}
      <ServiceCards
        services={data.services}
        allowances={data.allowances}
        hrefOf={(right) => `${at}/${bodyId}/${right.id}`}
        actions={(service, rights) => <ServiceMenu service={service} rights={rights} open={setOpen} />}
      />
      <Decisions granted={data} endExtra={(extraId) => setOpen({ what: 'end-extra', extraId })} />
      <UnusedBy bodyId={bodyId} />
      <NextYearOf bodyId={bodyId} />
      <Modal opened={open !== null} onClose={close} title={open ? titleOf(open) : ''} size="lg" closeButtonProps={{ 'aria-label': 'Fermer' }}>
        {open?.what === 'extra' && <ExtraForm right={open.right} done={close} />}
        {open?.what === 'limit' && <LimitForm right={open.right} done={close} />}
        {open?.what === 'suspend' && <SuspendForm bodyId={bodyId} service={open.service} done={close} />}
        {open?.what === 'end' && <EndForm service={open.service} done={close} />}
        {open?.what === 'end-extra' && <EndExtraForm extraId={open.extraId} done={close} />}
      </Modal>
    </>
  );
}

function titleOf(open: Open): string {
  const of = 'right' in open ? open.right.label : 'service' in open && open.service ? open.service.label : null;
  return of ? `${titles[open.what]} : ${of}` : titles[open.what];
}
