// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { readTakeOver, undoTakeOver } from '../../contract.ts';

/** What one file created and corrected, and its undoing while nothing stands upon it. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const id = params['reprise'] ?? '';
  const at = `/o/${organisation.slug}/adhesions`;
  const confirm = useConfirm();
  const { data, error, refetch } = useEndpoint(readTakeOver, { id });
  const undo = useAct(undoTakeOver, {
    done: ({ removed, restored }) =>
      tellDone(`Reprise annulée : ${count('convention retirée', 'conventions retirées', removed)}, ${count('rétablie', 'rétablies', restored)}.`),
  });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const { takeOver } = data;
  const ask = async (): Promise<void> => {
    const says =
      'Les conventions qu’elle a créées disparaissent, avec leurs droits ; celles qu’elle a corrigées redeviennent comme avant. Rien n’est défait si un droit a été utilisé ou si quelque chose s’y rattache.';
    if (await confirm({ title: 'Annuler toute cette reprise ?', says, act: 'Annuler la reprise', isDangerous: true })) undo.mutate({ id });
  };
  const columns: readonly Column<RowOf<typeof readTakeOver>>[] = [
    {
      id: 'number',
      title: 'Convention',
      value: (row) => row.number,
      isSortable: true,
      isName: true,
      cell: (row) => (row.stands ? <HouseLink href={`${at}/conventions/${row.conventionId}`}>{row.number}</HouseLink> : row.number),
    },
    { id: 'line', title: 'Ligne', kind: 'number', value: (row) => row.line, isSortable: true },
    { id: 'body', title: 'Bénéficiaire', value: (row) => row.body ?? 'Retirée' },
    { id: 'effect', title: 'Effet', value: (row) => (row.isCreated ? 'Créée' : row.changes.join(' ')) },
  ];
  return (
    <>
      <PageHeader
        title={takeOver.fileName}
        tab="Reprise"
        trail={[
          { label: 'Conventions', href: `${at}/conventions` },
          { label: 'Reprises', href: `${at}/reprises` },
        ]}
        lead={`Repris ${instant(takeOver.appliedAt)} par ${takeOver.appliedBy} : ${count('créée', 'créées', takeOver.created)}, ${count('corrigée', 'corrigées', takeOver.changed)}.`}
        state={
          takeOver.undoneAt && (
            <Badge color="gray" variant="light">
              Annulée {instant(takeOver.undoneAt)}
            </Badge>
          )
        }
        actions={
          !takeOver.undoneAt && (
            <Button color="red" variant="default" loading={undo.isPending} onClick={() => void ask()}>
              Annuler la reprise
            </Button>
          )
        }
      />
      {undo.error && <p role="alert">{sentenceOf(undo.error)}</p>}
      <DataTable
        endpoint={readTakeOver}
        input={{ id }}
        caption="Conventions du fichier"
        columns={columns}
        rowKey={(row) => `${row.conventionId} ${row.line} ${row.changes.join()}`}
        searchLabel="Chercher un numéro"
        exportName="reprise"
        empty={<EmptyState title="Rien n’a été repris">Ce fichier n’a rien créé.</EmptyState>}
      />
    </>
  );
}
