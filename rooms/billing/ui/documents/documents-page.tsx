// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { documentStates, kindLabels, listDocuments, stateLabels } from '../../contract.ts';
import { documentKinds } from '../../contract.ts';
import { StateBadge } from '../words.tsx';

/** Every document issued by the operator. */
export function Page() {
  const { organisation } = usePlace();
  const { query } = useAddress();
  const at = `/o/${organisation.slug}/facturation`;
  const columns: readonly Column<RowOf<typeof listDocuments>>[] = [
    {
      id: 'number',
      title: 'Numéro',
      kind: 'reference',
      value: (row) => row.number,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/documents/${row.id}`}>{row.number}</HouseLink>,
    },
    { id: 'payer', title: 'Payeur', value: (row) => row.payer.name, isSortable: true },
    { id: 'title', title: 'Objet', value: (row) => row.title, isOptional: true },
    { id: 'issuedOn', title: 'Émis', kind: 'day', value: (row) => row.issuedOn, isSortable: true },
    { id: 'dueOn', title: 'Échéance', kind: 'day', value: (row) => (row.kind === 'avoir' ? null : row.dueOn), isSortable: true },
    { id: 'state', title: 'État', value: (row) => stateLabels[row.state], cell: (row) => <StateBadge state={row.state} /> },
    { id: 'titre', title: 'Titre', value: (row) => row.titre },
    { id: 'bordereau', title: 'Bordereau', value: (row) => row.bordereau, isOptional: true },
    { id: 'paidCents', title: 'Payé', kind: 'amount', value: (row) => row.paidCents, isOptional: true },
    { id: 'grossCents', title: 'Total', kind: 'amount', value: (row) => row.grossCents, isSortable: true },
    { id: 'restCents', title: 'Reste', kind: 'amount', value: (row) => row.restCents, isSortable: true },
  ];
  return (
    <>
      <PageHeader
        title="Appels et factures"
        lead="Les documents émis et ce qu’ils sont devenus : titrés, payés, en retard, contestés."
        trail={[{ label: 'Facturation', href: at }]}
      />
      <DataTable
        endpoint={listDocuments}
        input={{ ...(query['payer'] && { payer: query['payer'] }), ...(query['run'] && { run: query['run'] }) }}
        caption="Documents"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Numéro, payeur ou titre"
        filters={[
          { name: 'kind', label: 'Nature', options: documentKinds.map((value) => ({ value, label: kindLabels[value] })) },
          { name: 'state', label: 'État', options: documentStates.map((value) => ({ value, label: stateLabels[value] })) },
        ]}
        exportName="documents"
        empty={
          <EmptyState title="Aucun document émis">
            Préparez et verrouillez une campagne ; une autre personne l’émet, et ses documents paraissent ici.
          </EmptyState>
        }
      />
    </>
  );
}
