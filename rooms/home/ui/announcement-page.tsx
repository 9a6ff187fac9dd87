// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readAnnouncement, readAudiences } from '../contract.ts';
import { AnnouncementActs } from './announcement-acts.tsx';
import { AnnouncementForm } from './announcement-form.tsx';
import { inParis, stateOf } from './announcement-words.ts';

/** One announcement: what it says and to whom, its news, its end. A new one begins as a draft. */
export function Page() {
  const { organisation } = usePlace();
  const { params, go } = useAddress();
  const id = params.announcement;
  const [now] = useState(() => inParis(new Date().toISOString()));
  const home = `/o/${organisation.slug}/annonces`;
  const { data: audiences, error: noAudience } = useEndpoint(readAudiences, {});
  const { data, error, refetch } = useEndpoint(readAnnouncement, { id: id ?? '' }, { enabled: id !== undefined });
  const state = data && stateOf(data);
  return (
    <>
      <PageHeader
        title={data?.title ?? (id ? 'Annonce' : 'Nouvelle annonce')}
        trail={[{ label: 'Annonces', href: home }]}
        state={
          state && (
            <Badge variant="light" color={state.color}>
              {state.label}
            </Badge>
          )
        }
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {noAudience && <LoadError error={noAudience} />}
      {(!audiences || (id && !data)) && !error && !noAudience && <Lines count={8} />}
      {data && <AnnouncementActs announcement={data} />}
      {audiences && (!id || (data && data.status !== 'ended')) && (
        // A form keeps what is typed: it begins afresh when another revision is read.
        <AnnouncementForm
          key={data ? `${data.id} ${data.revision}` : 'new'}
          announcement={data ?? null}
          audiences={audiences}
          now={now}
          drafted={(drafted) => go(`${home}/${drafted}`)}
        />
      )}
    </>
  );
}
