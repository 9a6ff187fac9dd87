// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listRoles, type ComposedRole, type PermissionGroup } from '../../contract.ts';
import classes from '../people.module.css';

/** The roles of the body, and all that each opens in one table. */
export function Page() {
  const { organisation, may } = usePlace();
  const home = `/o/${organisation.slug}/roles`;
  const { data, error, refetch } = useEndpoint(listRoles, {});
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Rôles"
        lead="Un rôle réunit des autorisations. La plateforme en propose ; vous pouvez en changer le contenu ici, ou en composer d’autres."
        actions={
          may('people.compose-roles') && (
            <Button component={HouseLink} href={`${home}/nouveau`} leftSection={<IconPlus size={18} aria-hidden />}>
              Composer un rôle
            </Button>
          )
        }
      />
      <section className={classes.section} aria-label="Les rôles">
        <TableGrid caption="Rôles de la collectivité" columns={columnsIn(home)} rows={data.roles} rowKey={({ key }) => key} />
      </section>
      <section className={classes.section} aria-labelledby="qui-peut-quoi">
        <h2 id="qui-peut-quoi">Qui peut quoi</h2>
        <Matrix roles={data.roles} groups={data.groups} />
      </section>
    </>
  );
}

function columnsIn(home: string): readonly Column<ComposedRole>[] {
  return [
    {
      id: 'name',
      title: 'Rôle',
      value: (row) => row.name,
      isName: true,
      cell: (row) => <HouseLink href={`${home}/${row.key}`}>{row.name}</HouseLink>,
    },
    { id: 'origin', title: 'Origine', value: originOf, cell: (row) => <Origin role={row} /> },
    { id: 'permissions', title: 'Autorisations', kind: 'number', value: (row) => row.permissions.length },
    { id: 'holders', title: 'Fonctions qui le portent', kind: 'number', value: (row) => row.holders },
  ];
}

function Origin({ role }: { role: ComposedRole }) {
  return (
    <Badge variant="light" color={role.isOwn ? 'blue' : role.isChanged ? 'yellow' : 'gray'}>
      {originOf(role)}
    </Badge>
  );
}

function originOf({ isOwn, isChanged }: ComposedRole): string {
  if (isOwn) return 'Propre à la collectivité';
  return isChanged ? 'Proposé, modifié ici' : 'Proposé';
}

function Matrix({ roles, groups }: { roles: readonly ComposedRole[]; groups: readonly PermissionGroup[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.matrixFrame} role="region" aria-label="Autorisations de chaque rôle, tableau" tabIndex={0}>
      <table className={classes.matrix}>
        <caption>Autorisations de chaque rôle</caption>
        <thead>
          <tr>
            <th scope="col">Autorisation</th>
            {roles.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.room}>
            <tr>
              <th scope="rowgroup" className={classes.roomName} colSpan={roles.length + 1}>
                {group.title}
              </th>
            </tr>
            {group.permissions.map(({ name, label }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                {roles.map((role) => (
                  <td key={role.key}>{role.permissions.includes(name) ? <IconCheck size={20} aria-label="oui" role="img" /> : null}</td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
