// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listCommissionings } from '../../contract.ts';

type Row = RowOf<typeof listCommissionings>;

/** Every day of first commissioning, the next first, and who must agree to it. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/adhesions`;
  const { data, error, refetch } = useEndpoint(listCommissionings, {});
  const columns: readonly Column<Row>[] = [
    {
      id: 'beneficiary',
      title: 'Collectivité',
      value: (row) => row.beneficiary.name,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/conventions/${row.conventionId}`}>{row.beneficiary.name}</HouseLink>,
    },
    { id: 'number', kind: 'reference', title: 'Convention', value: (row) => row.number },
    { id: 'on', title: 'Jour', kind: 'day', value: (row) => row.on },
    {
      id: 'state',
      title: 'État',
      value: stateOf,
      cell: (row) => (
        <Badge color={row.status === 'agreed' ? 'green' : 'yellow'} variant="light">
          {stateOf(row)}
        </Badge>
      ),
    },
    { id: 'by', title: 'Convenu par', value: (row) => row.agreedBy },
  ];
  return (
    <>
      <PageHeader
        title="Premières mises en service"
        lead="Un jour est proposé à l’ouverture des services ; l’opérateur et la collectivité en conviennent, ou en proposent un autre."
        trail={[{ label: 'Suivi des adhésions', href: at }]}
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data?.rows.length === 0 && (
        <EmptyState title="Aucun jour à convenir">
          Il s’en propose un dès que des services qui comprennent une mise en service s’ouvrent ; pour les autres, proposez-le sur la page de la
          convention.
        </EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <TableGrid caption="Premières mises en service" columns={columns} rows={data.rows} rowKey={(row) => row.conventionId} />
      )}
    </>
  );
}

function stateOf({ status, isMine }: Row): string {
  if (status === 'agreed') return 'Convenue';
  return isMine ? 'Attend la collectivité' : 'À convenir';
}
