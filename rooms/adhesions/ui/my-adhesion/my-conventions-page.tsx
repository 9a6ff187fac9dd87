// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listConventions } from '../../contract.ts';
import { conventionKinds, statusWords } from './words.ts';

type Row = RowOf<typeof listConventions>;

/** The conventions to which the body is party, past and present. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/mon-adhesion`;
  const columns: readonly Column<Row>[] = [
    {
      id: 'number',
      kind: 'reference',
      title: 'Numéro',
      value: ({ number }) => number,
      isName: true,
      isSortable: true,
      cell: ({ id, number }) => <HouseLink href={`${at}/conventions/${id}`}>{number}</HouseLink>,
    },
    { id: 'kind', title: 'Nature', value: ({ kind }) => conventionKinds[kind] },
    { id: 'operator', title: 'Opérateur', value: ({ operator }) => operator },
    { id: 'beneficiary', title: 'Bénéficiaire', value: ({ beneficiary }) => beneficiary.name, isSortable: true },
    { id: 'payer', title: 'Payeur', value: ({ payer }) => payer.name },
    { id: 'beginsOn', title: 'Début', kind: 'day', value: ({ beginsOn }) => beginsOn, isSortable: true },
    { id: 'endsOn', title: 'Fin', kind: 'day', value: ({ endsOn }) => endsOn, isSortable: true },
    {
      id: 'status',
      title: 'État',
      value: ({ status }) => statusWords[status].label,
      cell: ({ status }) => (
        <Badge color={statusWords[status].color} variant="light">
          {statusWords[status].label}
        </Badge>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Mes conventions"
        lead="Celles que votre collectivité a signées, celles dont elle bénéficie et celles qu’elle paie."
        trail={[{ label: 'Mon adhésion', href: at }]}
      />
      <DataTable
        endpoint={listConventions}
        caption="Mes conventions"
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel="Numéro, collectivité ou devis"
        filters={[
          {
            name: 'status',
            label: 'État',
            options: [
              { value: 'in-force', label: 'En cours' },
              { value: 'to-come', label: 'À venir' },
              { value: 'ended', label: 'Terminées' },
            ],
          },
        ]}
        exportName="conventions"
        empty={<EmptyState title="Aucune convention">Une convention s’affiche ici dès qu’elle est signée.</EmptyState>}
      />
    </>
  );
}
