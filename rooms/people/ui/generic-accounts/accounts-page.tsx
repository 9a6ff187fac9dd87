// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listGenericAccounts, type GenericAccount } from '../../contract.ts';

/** Addresses of the body's services, each with the persons who answer for it. */
export function Page() {
  const { organisation, may } = usePlace();
  const home = `/o/${organisation.slug}/comptes-de-service`;
  const { data, error, refetch } = useEndpoint(listGenericAccounts, {});
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const add = may('people.administer') && (
    <Button component={HouseLink} href={`${home}/nouveau`} leftSection={<IconPlus size={18} aria-hidden />}>
      Ouvrir un compte de service
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Comptes de service"
        lead="Une adresse comme mairie@ appartient à des personnes nommées. Chacune se connecte avec son propre compte : il n’y a pas de mot de passe à partager."
        actions={add}
      />
      {data.rows.length === 0 ? (
        <EmptyState title="Aucun compte de service" actions={add}>
          Ouvrez-en un pour chaque adresse que plusieurs personnes relèvent.
        </EmptyState>
      ) : (
        <TableGrid caption="Comptes de service" columns={columnsIn(home)} rows={data.rows} rowKey={(row) => row.id} />
      )}
    </>
  );
}

function columnsIn(home: string): readonly Column<GenericAccount>[] {
  return [
    {
      id: 'address',
      title: 'Adresse',
      value: (row) => row.address,
      isName: true,
      cell: (row) => <HouseLink href={`${home}/${row.id}`}>{row.address}</HouseLink>,
    },
    { id: 'name', title: 'Service', value: (row) => row.name },
    { id: 'holders', title: 'Titulaires', value: (row) => row.holders.map(({ name }) => name).join(', ') },
    { id: 'used', title: 'Dernier usage', value: (row) => (row.lastUse ? `${row.lastUse.by}, ${instant(row.lastUse.at)}` : null) },
    { id: 'state', title: 'État', value: stateOf, cell: (row) => <State account={row} /> },
  ];
}

function State({ account }: { account: GenericAccount }) {
  const says = stateOf(account);
  return (
    <Badge variant="light" color={says === 'Ouvert' ? 'green' : says === 'Fermé' ? 'gray' : 'red'}>
      {says}
    </Badge>
  );
}

function stateOf({ closedAt, holders }: GenericAccount): string {
  if (closedAt) return 'Fermé';
  return holders.some(({ isCurrent }) => isCurrent) ? 'Ouvert' : 'Sans titulaire';
}
