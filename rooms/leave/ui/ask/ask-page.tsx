// SPDX-License-Identifier: EUPL-1.2
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { readAgent, readMyLeave } from '../../contract.ts';
import { AskForm } from './ask-form.tsx';

/** Asks for an absence: for oneself, or for the agent named in the address where one manages leave. */
export function Page() {
  const { organisation, may, holds } = usePlace();
  const { query } = useAddress();
  const agentId = may('leave.manage') ? query['agent'] : undefined;
  const mine = useEndpoint(readMyLeave, {});
  const other = useEndpoint(readAgent, { id: agentId ?? '' }, { enabled: agentId !== undefined });
  const error = mine.error ?? other.error;
  if (error) return <ErrorState error={error} reset={() => void mine.refetch()} />;
  if (!mine.data || (agentId !== undefined && !other.data)) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/conges`;
  const forAgent = other.data ? { id: other.data.id, name: `${other.data.givenName} ${other.data.familyName}`.trim() } : null;
  const isSelf = forAgent === null || forAgent.id === mine.data.agent?.id;
  const kinds = mine.data.kinds.filter(({ isManagers }) => !isManagers || may('leave.manage'));
  const canAsk = holds('conges') && kinds.length > 0 && (forAgent !== null || mine.data.agent !== null);
  return (
    <>
      <PageHeader
        title={isSelf ? 'Demander une absence' : `Saisir une absence de ${forAgent.name}`}
        lead={isSelf ? undefined : 'Ce que vous saisissez pour un agent est accordé aussitôt.'}
        trail={isSelf ? [{ label: 'Mes congés', href: at }] : [{ label: forAgent.name, href: `${at}/agents/${forAgent.id}` }]}
      />
      {canAsk ? (
        <AskForm
          kinds={kinds}
          colleagues={isSelf ? mine.data.colleagues : []}
          nextWorked={isSelf ? mine.data.nextWorked : null}
          forAgent={isSelf ? null : forAgent}
        />
      ) : (
        <EmptyState title="Vous ne pouvez pas poser d’absence ici">
          Il faut que le service soit ouvert à votre collectivité et que vous soyez inscrit parmi ses agents : voyez la personne qui gère les congés.
        </EmptyState>
      )}
    </>
  );
}
