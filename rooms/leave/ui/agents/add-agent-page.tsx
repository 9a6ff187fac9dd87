// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readSettings } from '../../contract.ts';
import { AddAgent } from './add-agent.tsx';

/** Registers an agent: who they are, what employs them, when they work. */
export function Page() {
  const { organisation, holds } = usePlace();
  const { go } = useAddress();
  const { data, error, refetch } = useEndpoint(readSettings, {});
  const at = `/o/${organisation.slug}/conges`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Inscrire un agent"
        lead="Ses compteurs de l’année s’ouvrent aussitôt, selon son temps de travail et son arrivée."
        trail={[{ label: 'Agents', href: `${at}/agents` }]}
      />
      {holds('conges') ? (
        <AddAgent
          done={({ id, name }) => {
            tellDone(`${name} est inscrit : ses compteurs sont ouverts.`);
            go(`${at}/agents/${id}`);
          }}
        />
      ) : (
        <EmptyState title="Le service n’est plus ouvert">
          Votre collectivité n’a plus le droit « congés » : tout reste lisible, plus rien ne s’inscrit.
        </EmptyState>
      )}
    </>
  );
}
