// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useAct } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import {
  correctionDecisions,
  decisionLabels,
  decisionStateLabels,
  decisionStates,
  listDecisions,
  natureLabels,
  withdrawDecision,
} from '../../contract.ts';
import { DecisionBadge } from './correction-words.tsx';

type Row = RowOf<typeof listDecisions>;

/** What was decided of differences, why, and what became of it. */
export function Page() {
  const { organisation, may } = usePlace();
  const confirm = useConfirm();
  const at = `/o/${organisation.slug}/facturation`;
  const withdraw = useAct(withdrawDecision, { done: () => tellDone('Décision reprise : la différence est de nouveau à décider.') });
  const columns: readonly Column<Row>[] = [
    { id: 'payer', title: 'Payeur', value: (row) => row.payer.name, isSortable: true, isName: true },
    { id: 'year', title: 'Année', kind: 'reference', value: (row) => String(row.year) },
    { id: 'label', title: 'Ligne', value: (row) => row.label },
    { id: 'nature', title: 'Raison', value: (row) => natureLabels[row.nature], isOptional: true },
    { id: 'decision', title: 'Décision', value: (row) => decisionLabels[row.decision] },
    { id: 'reason', title: 'Motif', value: (row) => row.reason },
    { id: 'amountCents', title: 'Écart', kind: 'amount', value: (row) => row.amountCents, isSortable: true },
    {
      id: 'document',
      title: 'Document',
      kind: 'reference',
      value: (row) => row.document?.number ?? '',
      cell: (row) => (row.document ? <HouseLink href={`${at}/documents/${row.document.id}`}>{row.document.number}</HouseLink> : '—'),
    },
    { id: 'decidedBy', title: 'Par', value: (row) => row.decidedBy },
    { id: 'decidedAt', title: 'Le', kind: 'instant', value: (row) => row.decidedAt, isSortable: true },
    { id: 'state', title: 'État', value: (row) => decisionStateLabels[row.state], cell: (row) => <DecisionBadge state={row.state} /> },
  ];
  const isMine = (row: Row): boolean =>
    row.decision !== 'credit' && row.state !== 'withdrawn' && !(row.decision === 'complement' && row.state === 'done');
  return (
    <>
      <PageHeader
        title="Décisions prises"
        lead="Compléments, avoirs et différences laissées sans suite, avec leur motif."
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Corrections à décider', href: `${at}/corrections` },
        ]}
      />
      <DataTable
        endpoint={listDecisions}
        caption="Décisions sur les corrections"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Payeur, ligne ou motif"
        filters={[
          { name: 'decision', label: 'Décision', options: correctionDecisions.map((value) => ({ value, label: decisionLabels[value] })) },
          { name: 'state', label: 'État', options: decisionStates.map((value) => ({ value, label: decisionStateLabels[value] })) },
        ]}
        exportName="decisions-de-correction"
        {...(may('billing.prepare') && {
          rowActions: (row: Row) =>
            isMine(row) && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Reprendre la décision sur ${row.label}, ${row.payer.name}`}
                onClick={async () => {
                  const isSure = await confirm({
                    title: 'Reprendre la décision',
                    says: 'La différence revient dans la liste à décider ; la décision reste dans l’histoire.',
                    act: 'Reprendre',
                  });
                  if (isSure) withdraw.mutate({ id: row.id }, { onError: tellRefusal });
                }}
              >
                Reprendre la décision
              </Button>
            ),
        })}
        empty={<EmptyState title="Aucune décision">Les différences décidées depuis « Corrections à décider » se lisent ici.</EmptyState>}
      />
    </>
  );
}
