// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readDelegationChoices } from '../../contract.ts';
import { GrantForm } from './grant-form.tsx';

export type Choice = OutputOf<typeof readDelegationChoices>['choices'][number];

/** Lets another body administer. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readDelegationChoices, {});
  const home = `/o/${organisation.slug}/delegations`;
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const [first] = data.choices;
  return (
    <>
      <PageHeader
        title="Déléguer"
        lead="Ceux qui administrent l’autre collectivité pourront le faire aussi dans celles que vous choisissez, sans y avoir de fonction."
        trail={[{ label: 'Délégations', href: home }]}
      />
      {first ? (
        <GrantForm choices={data.choices} home={home} />
      ) : (
        <EmptyState title="Vous n’avez rien à déléguer">Votre opérateur ne vous a pas confié de délégation que vous puissiez transmettre.</EmptyState>
      )}
    </>
  );
}
