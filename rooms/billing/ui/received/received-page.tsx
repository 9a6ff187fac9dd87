// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { documentStates, kindLabels, listReceived, stateLabels } from '../../contract.ts';
import { documentKinds } from '../../contract.ts';
import { StateBadge } from '../words.tsx';

/** What the body was asked to pay. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/factures-recues`;
  const columns: readonly Column<RowOf<typeof listReceived>>[] = [
    {
      id: 'number',
      title: 'Numéro',
      kind: 'reference',
      value: (row) => row.number,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/${row.id}`}>{row.number}</HouseLink>,
    },
    { id: 'title', title: 'Objet', value: (row) => row.title },
    { id: 'operator', title: 'De', value: (row) => row.operator },
    { id: 'issuedOn', title: 'Émis', kind: 'day', value: (row) => row.issuedOn, isSortable: true },
    { id: 'dueOn', title: 'À payer avant le', kind: 'day', value: (row) => row.nextDueOn, isSortable: true },
    { id: 'titre', title: 'Titre', value: (row) => row.titre, isOptional: true },
    { id: 'state', title: 'État', value: (row) => stateLabels[row.state], cell: (row) => <StateBadge state={row.state} /> },
    { id: 'grossCents', title: 'Total', kind: 'amount', value: (row) => row.grossCents, isSortable: true },
    { id: 'restCents', title: 'Reste', kind: 'amount', value: (row) => row.restCents, isSortable: true },
  ];
  return (
    <>
      <PageHeader
        title="Mes factures"
        lead="Appels de participation, factures et avoirs reçus de vos opérateurs."
        actions={<HouseLink href={`/o/${organisation.slug}/mes-couts`}>Ce que coûte chaque collectivité</HouseLink>}
      />
      <DataTable
        endpoint={listReceived}
        caption="Documents reçus"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Numéro ou titre"
        filters={[
          { name: 'kind', label: 'Nature', options: documentKinds.map((value) => ({ value, label: kindLabels[value] })) },
          { name: 'state', label: 'État', options: documentStates.map((value) => ({ value, label: stateLabels[value] })) },
        ]}
        exportName="documents-recus"
        empty={<EmptyState title="Aucun document reçu">Les appels et factures de votre opérateur paraîtront ici dès leur émission.</EmptyState>}
      />
    </>
  );
}
