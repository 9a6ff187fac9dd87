// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listTemplates } from '../../contract.ts';
import { versionName } from './version-name.ts';

/** The templates of the operator: which version writes each document, by whom and since when. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listTemplates, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  const columns: readonly Column<RowOf<typeof listTemplates>>[] = [
    {
      id: 'label',
      title: 'Document',
      value: (row) => row.label,
      isName: true,
      cell: (row) => <HouseLink href={`/o/${organisation.slug}/adhesions/modeles/${row.document}`}>{row.label}</HouseLink>,
    },
    { id: 'family', title: 'Nature', value: (row) => (row.family === 'deliberation' ? 'Délibération' : 'Convention ou avenant') },
    { id: 'number', title: 'Version', value: (row) => versionName(row.number) },
    { id: 'writtenAt', title: 'Modifié le', kind: 'instant', value: (row) => row.writtenAt },
    { id: 'writtenBy', title: 'Par', value: (row) => row.writtenBy },
  ];
  return (
    <>
      <PageHeader
        title="Modèles de documents"
        lead="Les délibérations, conventions et avenants des dossiers d’adhésion s’écrivent d’après ces modèles. Un document déjà établi ne change plus."
      />
      {data ? <TableGrid caption="Modèles de documents" columns={columns} rows={data.rows} rowKey={(row) => row.document} /> : <PageSkeleton />}
    </>
  );
}
