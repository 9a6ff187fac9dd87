// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listPipeline, readPipeline } from '../../contract.ts';

/** The same adhesions as a list to sort, search and export. */
export function PipelineList() {
  const { organisation } = usePlace();
  const { data } = useEndpoint(readPipeline, {});
  const columns: readonly Column<RowOf<typeof listPipeline>>[] = [
    {
      id: 'number',
      kind: 'reference',
      title: 'Numéro',
      value: (row) => row.number,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`/o/${organisation.slug}/dossiers/${row.id}`}>{row.number}</HouseLink>,
    },
    { id: 'title', title: 'Collectivité', value: (row) => row.body, isSortable: true },
    { id: 'payer', title: 'Payeur', value: (row) => row.payer, isOptional: true },
    { id: 'type', title: 'Type', value: (row) => row.typeLabel, isOptional: true },
    { id: 'cents', title: 'Par an', kind: 'amount', value: (row) => row.yearlyCents },
    { id: 'step', title: 'Étape', value: (row) => row.stepLabel },
    { id: 'since', title: 'Jours à l’étape', kind: 'number', value: (row) => row.days },
    { id: 'mustAct', title: 'Doit agir', value: (row) => row.mustAct },
    { id: 'dueOn', title: 'Échéance', kind: 'day', value: (row) => row.dueOn, isSortable: true },
    { id: 'late', title: 'Retard', value: (row) => (row.isLate ? 'en retard' : ''), isOptional: true },
    { id: 'assignee', title: 'Attribué à', value: (row) => row.assignee },
  ];
  const steps = new Map((data?.types ?? []).flatMap(({ columns: all }) => all.map(({ step, label }) => [step, label] as const)));
  return (
    <DataTable
      endpoint={listPipeline}
      caption="Adhésions en cours"
      columns={columns}
      rowKey={(row) => row.id}
      searchLabel="Chercher un numéro, une collectivité"
      filters={[
        { name: 'type', label: 'Type', options: (data?.choices ?? []).map(({ type, label }) => ({ value: type, label })) },
        { name: 'step', label: 'Étape', options: [...steps].map(([value, label]) => ({ value, label })) },
        { name: 'payer', label: 'Payeur', options: (data?.payers ?? []).map(({ id, name }) => ({ value: id, label: name })) },
        {
          name: 'assignee',
          label: 'Attribué à',
          options: [{ value: 'nobody', label: 'Personne' }, ...(data?.assignees ?? []).map(({ id, name }) => ({ value: id, label: name }))],
        },
        { name: 'late', label: 'Retard', options: [{ value: 'true', label: 'En retard' }] },
      ]}
      exportName="adhesions-en-cours"
      empty={<EmptyState title="Aucune adhésion en cours">Une adhésion s’ouvre depuis un devis accepté.</EmptyState>}
    />
  );
}
