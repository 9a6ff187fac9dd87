// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '../../api/use-endpoint.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { usePlace } from '../../shell/place.ts';
import { LoadError } from '../../states/load-error.tsx';
import { brokenOffer } from './contract.ts';

/** A page whose server fails. */
export function Page() {
  const { organisation } = usePlace();
  const { error, refetch } = useEndpoint(brokenOffer, {});
  return (
    <>
      <PageHeader title="Offre" trail={[{ label: 'Catalogue', href: `/o/${organisation.slug}/catalogue` }]} />
      {error && <LoadError error={error} retry={() => void refetch()} />}
    </>
  );
}
