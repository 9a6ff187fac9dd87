// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readMyLeave } from '../../contract.ts';
import { Ledger } from './ledger.tsx';

/** Every movement of my counters: what was acquired, taken, lost, and the text that says so. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readMyLeave, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Le détail de mes compteurs"
        lead="Chaque mouvement, ce qui l’explique et le texte qui le fonde : un solde est leur somme."
        trail={[{ label: 'Mes congés', href: `/o/${organisation.slug}/conges` }]}
      />
      {data.agent ? (
        <Ledger agentId={data.agent.id} unit={data.agent.unit} name={data.agent.name} />
      ) : (
        <EmptyState title="Vous n’êtes pas inscrit parmi les agents">Vous n’avez pas de compteur dans cette collectivité.</EmptyState>
      )}
    </>
  );
}
