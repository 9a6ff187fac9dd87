// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readAppearance } from '../contract.ts';
import { AppearanceForm } from './appearance-form.tsx';

/** How the operator looks to those whom it serves. */
export function Page() {
  const { data, error, refetch } = useEndpoint(readAppearance, {});
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Apparence"
        lead="Votre nom, votre logo et vos couleurs, tels que les voient vos agents et les collectivités que vous servez. Les contrastes sont corrigés si besoin."
      />
      <AppearanceForm key={data.logo ?? ''} appearance={data} />
    </>
  );
}
