// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readMyAdhesion, readSubscription } from '../../contract.ts';
import { AwaitedDossiers } from './awaited-dossiers.tsx';
import { MembershipCard } from './membership-card.tsx';
import classes from './my-adhesion.module.css';
import { OptionsTable } from './options-table.tsx';
import { TerritorySection } from './territory-section.tsx';

/** What the body has, from whom, who pays, and what awaits it. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readMyAdhesion, {});
  const offered = useEndpoint(readSubscription, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const at = `/o/${organisation.slug}`;
  const { memberships, lines, territories, dossiers } = data;
  const options = lines.filter(({ offer }) => !memberships.some(({ offers }) => offers.includes(offer)));
  return (
    <>
      <PageHeader
        title="Mon adhésion"
        lead={`Ce que ${organisation.name} a auprès de son opérateur, qui paie, jusqu’à quand, et ce qui vous attend.`}
        actions={
          <>
            <Button component={HouseLink} href={`${at}/mon-adhesion/histoire`} variant="default">
              À une autre date
            </Button>
            <Button component={HouseLink} href={`${at}/mon-adhesion/conventions`} variant="default">
              Mes conventions
            </Button>
          </>
        }
      />
      <div className={classes.stack}>
        {dossiers.length > 0 && <AwaitedDossiers dossiers={dossiers} />}
        {memberships.length === 0 ? (
          <EmptyState title="Aucune adhésion en cours">
            {dossiers.length > 0
              ? 'Elle s’affichera ici dès que la convention sera signée. Le dossier ci-dessus dit où elle en est.'
              : 'Votre collectivité n’a pas de convention avec un opérateur. Vous pouvez simuler un prix, ou demander un service à votre opérateur.'}
          </EmptyState>
        ) : (
          <section className={classes.section} aria-labelledby="adhesions">
            <h2 id="adhesions">Ce que vous avez</h2>
            <div className={classes.cards}>
              {memberships.map((membership) => (
                <MembershipCard key={membership.id} membership={membership} />
              ))}
            </div>
          </section>
        )}
        {options.length > 0 && <OptionsTable title="Options et compléments" lines={options} />}
        {territories.map((territory, rank) => (
          <TerritorySection
            key={`${territory.operator.id} ${rank}`}
            territory={territory}
            follows={territories.slice(0, rank).some(({ operator }) => operator.id === territory.operator.id)}
          />
        ))}
        <section className={classes.section} aria-labelledby="demander">
          <h2 id="demander">Ce que vous pouvez demander</h2>
          <div className={classes.actions}>
            {may('home.request-service') && (
              <Button component={HouseLink} href={`${at}/services`} variant="default">
                Demander un service
              </Button>
            )}
            {offered.data?.whyNot === null && (
              <Button component={HouseLink} href={`${at}/mon-adhesion/souscrire`} variant="default">
                {offered.data.convention ? 'Ajouter un forfait ou une option' : 'Souscrire un forfait'}
              </Button>
            )}
            <Button component={HouseLink} href={`${at}/devis-recus`} variant="default">
              Devis reçus
            </Button>
          </div>
        </section>
      </div>
    </>
  );
}
