// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { NotFound } from '#ui/states/not-found.tsx';
import { readCheck } from '../../contract.ts';
import { CheckForm } from './check-form.tsx';

/** A new check, or the settings of one. */
export function Page() {
  const { params, query } = useAddress();
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/surveillance`;
  const id = params['check'];
  const { data, error, refetch } = useEndpoint(readCheck, { id: id ?? '' }, { enabled: id !== undefined });
  const trail = [
    { label: 'Surveillance', href: at },
    { label: 'Sondes', href: `${at}/sondes` },
  ];
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (id === undefined)
    return (
      <>
        <PageHeader title="Nouvelle sonde" lead="Ce qui est vérifié pour une collectivité, et à quel rythme." trail={trail} />
        <CheckForm check={null} kind={query['kind']} />
      </>
    );
  if (!data) return <Lines count={8} />;
  if (!data.canEdit) return <NotFound />;
  return (
    <>
      <PageHeader title={`Modifier « ${data.name} »`} trail={[...trail, { label: data.name, href: `${at}/sondes/${id}` }]} />
      <CheckForm key={data.id} check={data} />
    </>
  );
}
