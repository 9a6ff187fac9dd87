// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listEditions, type EditionSummary } from '../contract.ts';
import { actWords, validityWords } from './edition-words.ts';
import { ImportDraft } from './import-draft.tsx';
import { StatusBadge } from './status-badge.tsx';

/** Every edition of the operator: projects first, then the newest. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(listEditions, {});
  const here = `/o/${organisation.slug}/catalogue`;
  const columns: readonly Column<EditionSummary>[] = [
    {
      id: 'label',
      title: 'Édition',
      isName: true,
      value: (row) => row.label,
      cell: (row) => <HouseLink href={`${here}/${row.key}`}>{row.label}</HouseLink>,
    },
    {
      id: 'status',
      title: 'Statut',
      value: (row) => row.status,
      cell: (row) => <StatusBadge status={row.status} isPricingToday={row.isPricingToday} />,
    },
    { id: 'validity', title: 'Validité', value: validityWords },
    { id: 'act', title: 'Acte', value: (row) => actWords(row.act) },
    { id: 'changed', title: 'Modifiée', value: (row) => instant(row.changedAt) },
  ];
  return (
    <>
      <PageHeader
        title="Catalogue et tarifs"
        lead="Chaque édition est un état voté du catalogue : elle ne change plus une fois votée."
        actions={
          <>
            <Button component="a" href={`/o/${organisation.slug}/tarifs`} variant="default">
              Page publique
            </Button>
            {data && data.total > 1 && (
              <Button component={HouseLink} href={`${here}/comparer`} variant="default">
                Comparer
              </Button>
            )}
            {may('catalogue.edit') && data && data.total > 0 && (
              <Button component={HouseLink} href={`${here}/nouveau`}>
                Préparer un projet
              </Button>
            )}
          </>
        }
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={5} />}
      {data?.total === 0 && (
        <EmptyState title="Aucune édition">
          {may('catalogue.edit')
            ? 'Importez un premier catalogue : il devient un projet, à faire voter.'
            : 'L’opérateur n’a pas encore de catalogue.'}
        </EmptyState>
      )}
      {data && data.total > 0 && <TableGrid caption="Éditions du catalogue" columns={columns} rows={data.rows} rowKey={(row) => row.id} />}
      {may('catalogue.edit') && <ImportDraft />}
    </>
  );
}
