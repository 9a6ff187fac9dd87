// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Steps } from '#ui/parts/steps.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readSubscription } from '../../contract.ts';
import { nothingTicked, type Ticked, usualStart } from './choice.ts';
import { Choose } from './choose.tsx';
import { Review } from './review.tsx';
import { usePrice } from './use-price.ts';

/** Choose, read the exact price, confirm: the body subscribes by itself. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readSubscription, {});
  const [ticked, setTicked] = useState<Ticked>(nothingTicked);
  const [startsOn, setStartsOn] = useState<string | null>(usualStart);
  const [isReviewing, setReviewing] = useState(false);
  const live = usePrice(data?.whyNot === null ? ticked : null, startsOn);
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const at = `/o/${organisation.slug}`;
  const isClosed = data.whyNot !== null || data.underWay !== null || !may('adhesions.subscribe');
  return (
    <>
      <PageHeader
        title="Souscrire un forfait"
        lead={data.operator ? `Auprès de ${data.operator.name}, au tarif voté.` : undefined}
        trail={[{ label: 'Mon adhésion', href: `${at}/mon-adhesion` }]}
        actions={
          data.packages.length > 1 && (
            <Button component={HouseLink} href={`${at}/mon-adhesion/comparer`} variant="default">
              Comparer les forfaits
            </Button>
          )
        }
      />
      {data.whyNot !== null ? (
        <EmptyState
          title="La souscription en ligne n’est pas possible"
          actions={
            may('home.request-service') && (
              <Button component={HouseLink} href={`${at}/services`} variant="default">
                Demander un service
              </Button>
            )
          }
        >
          {data.whyNot}
        </EmptyState>
      ) : (
        <>
          <Steps
            label="Étapes de la souscription"
            steps={[
              { label: 'Choisir', state: isReviewing ? 'done' : 'current' },
              { label: 'Relire et confirmer', state: isReviewing ? 'current' : 'todo' },
              { label: 'Délibération', state: 'todo' },
              { label: 'Ouverture', state: 'todo' },
            ]}
          />
          {data.underWay && (
            <Alert color="yellow" title="Une souscription est en cours" my="md">
              <HouseLink href={`${at}/dossiers/${data.underWay.id}`}>Dossier {data.underWay.number}</HouseLink> : attendez sa conclusion, ou son
              abandon, avant d’en ouvrir une autre.
            </Alert>
          )}
          {!may('adhesions.subscribe') && (
            <Alert color="blue" title="Vous pouvez simuler, pas souscrire" my="md">
              Le maire, la direction générale ou le secrétariat confirme au nom de la collectivité.
            </Alert>
          )}
          {isReviewing && live.data && startsOn ? (
            <Review offered={data} ticked={ticked} startsOn={startsOn} price={live.data} back={() => setReviewing(false)} />
          ) : (
            <Choose
              offered={data}
              ticked={ticked}
              change={(part) => setTicked({ ...ticked, ...part })}
              startsOn={startsOn}
              setStartsOn={setStartsOn}
              live={live}
              next={isClosed ? null : () => setReviewing(true)}
            />
          )}
        </>
      )}
    </>
  );
}
