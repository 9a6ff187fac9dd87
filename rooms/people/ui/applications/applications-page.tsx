// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listApplications } from '../../contract.ts';
import { ApplicationIcon } from './application-icon.tsx';
import classes from './applications.module.css';

type Row = RowOf<typeof listApplications>;

const opensTo = ({ isForTerritory, isRestricted }: Row): string =>
  `${isForTerritory ? 'Tout le territoire' : 'La collectivité'}${isRestricted ? ', certains rôles ou groupes' : ''}`;

/** The applications that one enters with an account of this house. */
export function Page() {
  const { organisation } = usePlace();
  const here = `/o/${organisation.slug}/applications`;
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      title: 'Application',
      isName: true,
      isSortable: true,
      value: ({ name }) => name,
      cell: ({ id, name, icon }) => (
        <span className={classes.named}>
          <ApplicationIcon name={icon} />
          <HouseLink href={`${here}/${id}`}>{name}</HouseLink>
        </span>
      ),
    },
    { id: 'description', title: 'Description', value: ({ description }) => description, isOptional: true },
    {
      id: 'open',
      title: 'Ouverte à',
      value: opensTo,
      cell: (row) => (row.isForTerritory ? <Badge variant="light">{opensTo(row)}</Badge> : opensTo(row)),
    },
    { id: 'lastAt', title: 'Dernière entrée', kind: 'instant', value: ({ lastAt }) => lastAt, isSortable: true },
  ];
  const add = (
    <Button component={HouseLink} href={`${here}/nouvelle`} leftSection={<IconPlus size={18} aria-hidden />}>
      Déclarer une application
    </Button>
  );
  return (
    <>
      <PageHeader title="Applications" lead="Les logiciels où l’on entre avec son compte d’ici, sans autre mot de passe." actions={add} />
      <DataTable
        endpoint={listApplications}
        caption="Applications"
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel="Chercher une application"
        empty={
          <EmptyState title="Aucune application" actions={add}>
            Déclarez un logiciel que vos agents utilisent : ils y entreront avec leur compte, et vous choisirez qui.
          </EmptyState>
        }
      />
    </>
  );
}
