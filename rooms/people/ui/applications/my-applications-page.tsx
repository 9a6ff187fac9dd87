// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { leaveApplication, listMyApplications } from '../../contract.ts';
import { scopesInWords } from '../../contract.ts';
import { ApplicationIcon } from './application-icon.tsx';
import classes from './applications.module.css';

type Row = OutputOf<typeof listMyApplications>['rows'][number];

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    title: 'Application',
    isName: true,
    value: ({ name }) => name,
    cell: ({ name, icon, url }) => (
      <span className={classes.named}>
        <ApplicationIcon name={icon} />
        {url ? <a href={url}>{name}</a> : name}
      </span>
    ),
  },
  { id: 'bodies', title: 'Pour', value: ({ bodies }) => bodies.join(', ') },
  { id: 'scopes', title: 'Ce qu’elle reçoit', value: ({ scopes }) => scopesInWords(scopes) },
  { id: 'agreedAt', title: 'Accord donné', kind: 'instant', value: ({ agreedAt }) => agreedAt },
  { id: 'lastAt', title: 'Dernier usage', kind: 'instant', value: ({ lastAt }) => lastAt },
];

/** The applications that the person entered, and how to take back what was given. */
export function Page() {
  const { data, error, refetch } = useEndpoint(listMyApplications, {});
  const confirm = useConfirm();
  const leave = useAct(leaveApplication, { changes: [listMyApplications], done: () => tellDone('L’accès est retiré.') });
  const askToLeave = async ({ id, name }: Row): Promise<void> => {
    const isSure = await confirm({
      title: `Retirer l’accès de ${name} ?`,
      says: 'Elle ne pourra plus rien apprendre de vous, et vous y serez déconnecté. Vous pourrez y entrer à nouveau.',
      act: 'Retirer l’accès',
      isDangerous: true,
    });
    if (isSure) leave.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <>
      <PageHeader
        title="Mes applications"
        lead="Les logiciels où vous êtes entré avec ce compte, et ce qu’ils apprennent de vous."
        trail={[{ label: 'Mon compte', href: '/compte' }]}
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data?.rows.length === 0 && (
        <EmptyState title="Aucune application">Quand vous entrerez dans un logiciel avec ce compte, il apparaîtra ici.</EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <TableGrid
          caption="Mes applications"
          columns={columns}
          rows={data.rows}
          rowKey={({ id }) => id}
          rowActions={(row) => (
            <Button variant="default" size="sm" aria-label={`Retirer l’accès de ${row.name}`} onClick={() => void askToLeave(row)}>
              Retirer l’accès
            </Button>
          )}
        />
      )}
    </>
  );
}
