// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import type { Filter } from '#ui/tables/table-tools.tsx';
import { listDossiers, listTypes } from '../contract.ts';
import classes from './dossiers.module.css';
import { StatusBadge } from './status-badge.tsx';

const states = [
  { value: 'open', label: 'En cours' },
  { value: 'late', label: 'En retard' },
  { value: 'suspended', label: 'Suspendus' },
  { value: 'closed', label: 'Clos' },
] as const;

/** The dossiers that the body holds or takes part in. */
export function Page() {
  const { organisation } = usePlace();
  const filters = useFilters();
  const at = `/o/${organisation.slug}/dossiers`;
  const columns: readonly Column<RowOf<typeof listDossiers>>[] = [
    {
      id: 'number',
      kind: 'reference',
      title: 'Numéro',
      value: (row) => row.number,
      isSortable: true,
      isName: true,
      cell: (row) => (
        <HouseLink href={`${at}/${row.id}`} className={classes.number}>
          {row.number}
        </HouseLink>
      ),
    },
    { id: 'title', title: 'Objet', value: (row) => row.title, isSortable: true },
    { id: 'type', title: 'Type', value: (row) => row.typeLabel, isOptional: true },
    { id: 'step', title: 'Étape', value: (row) => row.stepLabel },
    { id: 'awaits', title: 'Doit agir', value: (row) => row.awaitsLabel },
    { id: 'dueOn', title: 'Échéance', kind: 'day', value: (row) => row.dueOn, isSortable: true },
    {
      id: 'status',
      title: 'État',
      value: (row) => stateInWords(row),
      cell: (row) => <StatusBadge status={row.status} isLate={row.isLate} />,
    },
    { id: 'assignee', title: 'Attribué à', value: (row) => row.assignee, isOptional: true },
    { id: 'owner', title: 'Tenu par', value: (row) => row.owner, isOptional: true },
    { id: 'changedAt', title: 'Modifié', kind: 'instant', value: (row) => row.changedAt, isSortable: true, isOptional: true },
  ];
  return (
    <>
      <PageHeader title="Dossiers" lead="Les procédures que votre collectivité tient, ou auxquelles elle participe." />
      <DataTable
        endpoint={listDossiers}
        caption="Dossiers"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher un numéro, un objet"
        filters={filters}
        exportName="dossiers"
        empty={<EmptyState title="Aucun dossier">Un dossier s’ouvre avec ce qui le demande : un devis accepté, un acte, une convocation.</EmptyState>}
      />
    </>
  );
}

/** The steps offered are those of the chosen type: the same word may be a step of several. */
function useFilters(): readonly Filter[] {
  const { query } = useAddress();
  const { data } = useEndpoint(listTypes, {});
  const types = data?.rows ?? [];
  const chosen = types.find(({ key }) => key === query['type']) ?? (types.length === 1 ? types[0] : undefined);
  return [
    { name: 'type', label: 'Type', options: types.map(({ key, label }) => ({ value: key, label })) },
    ...(chosen ? [{ name: 'step', label: 'Étape', options: chosen.steps.map(({ key, label }) => ({ value: key, label })) }] : []),
    { name: 'status', label: 'État', options: states },
    { name: 'mine', label: 'Attribution', options: [{ value: 'true', label: 'À moi' }] },
  ];
}

function stateInWords({ status, isLate }: { status: 'open' | 'suspended' | 'closed'; isLate: boolean }): string {
  return { open: isLate ? 'En retard' : 'En cours', suspended: 'Suspendu', closed: 'Clos' }[status];
}
