// SPDX-License-Identifier: EUPL-1.2
import { Alert } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listLegalVersions } from '../../contract.ts';
import { LegalForm } from './legal-form.tsx';
import { LegalHistory } from './legal-history.tsx';

/** What the law wants the operator to publish, and every version of it. */
export function Page() {
  const { data, error, refetch } = useEndpoint(listLegalVersions, {});
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const { operator, rows } = data;
  const [latest] = rows;
  return (
    <>
      <PageHeader
        title="Mentions légales"
        lead="Ce que la loi vous demande de publier. Ce qui manque est dit « non communiqué » sur les pages publiques ; rien n’y est inventé."
      />
      <ul>
        <li>
          <a href={`/o/${operator.slug}/mentions-legales`}>Voir la page « Mentions légales »</a>
        </li>
        <li>
          <a href={`/o/${operator.slug}/accessibilite`}>Voir la page « Déclaration d’accessibilité »</a>
        </li>
        <li>
          <a href={`/o/${operator.slug}/donnees-personnelles`}>Voir la page « Données personnelles »</a>
        </li>
      </ul>
      {latest?.isDemonstration && (
        <Alert color="yellow" title="Valeurs de démonstration" my="md">
          Ces informations sont inventées, et les pages publiques le disent. L’avertissement disparaît quand plus aucune coordonnée inventée ne reste.
        </Alert>
      )}
      <LegalForm key={latest?.version ?? 0} operatorName={operator.name} latest={latest ?? null} />
      <LegalHistory versions={rows} />
    </>
  );
}
