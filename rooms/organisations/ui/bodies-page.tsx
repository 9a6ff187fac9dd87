// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { kindLabels, listBodies, type ListRow } from '../contract.ts';
import { inhabitants, kindOptions } from './words.ts';

/** The bodies that the operator serves. */
export function Page() {
  const { organisation, may } = usePlace();
  const home = `/o/${organisation.slug}/collectivites`;
  return (
    <>
      <PageHeader
        title="Collectivités"
        lead="Celles de votre territoire : les communes et EPCI du registre national, et celles que vous avez déclarées."
        actions={
          may('organisations.declare') && (
            <Group gap="xs">
              <Button component={HouseLink} href={`${home}/importer`} variant="default">
                Importer un fichier
              </Button>
              <Button component={HouseLink} href={`${home}/declarer`}>
                Déclarer une collectivité
              </Button>
            </Group>
          )
        }
      />
      <DataTable
        endpoint={listBodies}
        caption="Collectivités du territoire"
        columns={columnsIn(home)}
        rowKey={(row) => row.id}
        searchLabel="Nom, SIREN ou code INSEE"
        filters={[
          { name: 'kind', label: 'Type', options: kindOptions },
          {
            name: 'declared',
            label: 'Origine',
            options: [
              { value: 'false', label: 'Registre national' },
              { value: 'true', label: 'Déclarées' },
            ],
          },
          {
            name: 'lacks',
            label: 'Information manquante',
            options: [
              { value: 'siren', label: 'SIREN' },
              { value: 'siret', label: 'SIRET' },
              { value: 'population', label: 'Population' },
              { value: 'agents', label: 'Agents' },
            ],
          },
        ]}
        exportName="collectivites"
        empty={
          <EmptyState
            title="Votre territoire est vide"
            actions={
              may('organisations.edit-territory') && (
                <Button component={HouseLink} href={`/o/${organisation.slug}/territoire`}>
                  Composer le territoire
                </Button>
              )
            }
          >
            Choisissez les EPCI et les collectivités que vous servez : leurs membres apparaîtront ici.
          </EmptyState>
        }
      />
    </>
  );
}

function columnsIn(home: string): readonly Column<ListRow>[] {
  return [
    {
      id: 'name',
      title: 'Nom',
      value: (row) => row.name,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${home}/${row.slug}`}>{row.name}</HouseLink>,
    },
    {
      id: 'kind',
      title: 'Type',
      value: (row) => kindLabels[row.kind],
      isSortable: true,
      cell: (row) => (
        <>
          {kindLabels[row.kind]}{' '}
          {row.isDeclared && (
            <Badge variant="light" color="gray">
              Déclarée
            </Badge>
          )}
        </>
      ),
    },
    { id: 'epci', title: 'EPCI ou rattachement', value: (row) => row.epci?.name ?? row.parent?.name },
    { id: 'population', title: 'Population', kind: 'number', value: (row) => inhabitants(row.population), isSortable: true },
    { id: 'agents', title: 'Agents', kind: 'number', value: (row) => row.agents, isSortable: true },
    { id: 'budget', title: 'Budget', kind: 'amount', value: (row) => row.budgetCents, isOptional: true },
    { id: 'siren', title: 'SIREN', value: (row) => row.siren },
    { id: 'siret', title: 'SIRET', value: (row) => row.siret, isOptional: true },
    { id: 'insee', title: 'Code INSEE', value: (row) => row.insee, isOptional: true },
    { id: 'department', title: 'Département', value: (row) => row.department, isSortable: true, isOptional: true },
    { id: 'affiliated', title: 'Affiliée au CDG', value: (row) => yesNoText(row.affiliated), isOptional: true },
    { id: 'hosted', title: 'Hébergée', value: (row) => yesNoText(row.hosted), isOptional: true },
  ];
}

function yesNoText(value: boolean | null): string | null {
  return value === null ? null : value ? 'oui' : 'non';
}
