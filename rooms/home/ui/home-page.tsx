// SPDX-License-Identifier: EUPL-1.2
import { useSuspenseQuery } from '@tanstack/react-query';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { type MandateOfMe, meQuery } from '#ui/session/me.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readHome } from '../contract.ts';
import { RoomCards } from './room-cards.tsx';
import { Desk } from './desk.tsx';
import { isOnlyElected } from './home-words.ts';
import { OffersShelf } from './offers-shelf.tsx';

/** What a person finds in one body. */
export function Page() {
  const { organisation } = usePlace();
  const { data: me } = useSuspenseQuery(meQuery);
  const own = me.mandates.filter((mandate) => mandate.organisation.id === organisation.id);
  return own.length === 0 ? <ByDelegation /> : <Own mandates={own} />;
}

function Own({ mandates }: { mandates: readonly MandateOfMe[] }) {
  const { organisation, may } = usePlace();
  const { data: home, error, refetch } = useEndpoint(readHome, {});
  if (!home)
    return (
      <>
        <PageHeader title="Bonjour" tab="Accueil" />
        {error ? <LoadError error={error} retry={() => void refetch()} /> : <Lines count={6} />}
      </>
    );
  return (
    <Desk home={home} slug={organisation.slug} isElected={isOnlyElected(mandates)}>
      <RoomCards />
      {may('home.request-service') && <OffersShelf />}
    </Desk>
  );
}

/** Nothing awaits there whoever acts for a body of which they are not: they come for what was delegated to them. */
function ByDelegation() {
  const { organisation } = usePlace();
  return (
    <>
      <PageHeader title={organisation.name} lead="Vous agissez ici par délégation : la navigation montre ce qui vous est confié." />
      <RoomCards />
    </>
  );
}
