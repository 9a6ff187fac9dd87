// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listMandates, listRoles, type MandateLine } from '../../contract.ts';
import { StateBadge } from './state-badge.tsx';
import { kindWords, optionsOf, stateWords } from './words.ts';

/** Everybody who serves the body, did, or will. */
export function Page() {
  const { organisation, may } = usePlace();
  const home = `/o/${organisation.slug}/personnes`;
  const { data: roles } = useEndpoint(listRoles, {});
  const open = may('people.administer') && (
    <Button component={HouseLink} href={`${home}/nouvelle`} leftSection={<IconPlus size={18} aria-hidden />}>
      Ouvrir une fonction
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Personnes"
        lead="Qui sert la collectivité, à quel titre, avec quels rôles et jusqu’à quand. Une même personne peut en servir d’autres : vous ne voyez que la vôtre."
        actions={open}
      />
      <DataTable
        endpoint={listMandates}
        caption="Personnes qui servent la collectivité"
        columns={columnsIn(home)}
        rowKey={(row) => row.id}
        searchLabel="Nom, fonction ou adresse"
        filters={[
          { name: 'state', label: 'État', options: optionsOf(stateWords) },
          { name: 'kind', label: 'Nature', options: optionsOf(kindWords) },
          { name: 'role', label: 'Rôle', options: (roles?.roles ?? []).map(({ key, name }) => ({ value: key, label: name })) },
        ]}
        exportName="personnes"
        empty={
          <EmptyState title="Personne ne sert encore cette collectivité ici" actions={open}>
            Ouvrez une fonction à la première personne, par son adresse professionnelle.
          </EmptyState>
        }
      />
    </>
  );
}

function columnsIn(home: string): readonly Column<MandateLine>[] {
  return [
    {
      id: 'name',
      title: 'Nom',
      value: (row) => row.name,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${home}/${row.id}`}>{row.name}</HouseLink>,
    },
    { id: 'title', title: 'Fonction', value: (row) => row.title, isSortable: true },
    { id: 'roles', title: 'Rôles', value: (row) => row.roles.map(({ name }) => name).join(', ') },
    { id: 'kind', title: 'Nature', value: (row) => kindWords[row.kind] },
    { id: 'email', title: 'Adresse', value: (row) => row.email, isOptional: true },
    { id: 'begins', title: 'Depuis le', kind: 'day', value: (row) => row.beginsOn, isSortable: true },
    { id: 'ends', title: 'Jusqu’au', kind: 'day', value: (row) => row.endsOn, isSortable: true },
    { id: 'state', title: 'État', value: (row) => stateWords[row.state], cell: (row) => <StateBadge state={row.state} /> },
  ];
}
