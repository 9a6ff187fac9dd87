// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import { hrefOf } from '#ui/api/call.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listLate, remindPayer, reminderLetter } from '../../contract.ts';

type Row = RowOf<typeof listLate>;

/** Who is late, since when, and the letters. */
export function Page() {
  const { organisation, may } = usePlace();
  const confirm = useConfirm();
  const remind = useAct(remindPayer, { done: ({ documents }) => tellDone(`Relance enregistrée pour ${count('document', 'documents', documents)}.`) });
  const at = `/o/${organisation.slug}/facturation`;
  const columns: readonly Column<Row>[] = [
    {
      id: 'payer',
      title: 'Payeur',
      value: (row) => row.payer,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/documents?payer=${row.payerId}&state=late`}>{row.payer}</HouseLink>,
    },
    { id: 'documents', title: 'Documents', kind: 'number', value: (row) => row.documents },
    { id: 'restCents', title: 'Reste dû', kind: 'amount', value: (row) => row.restCents, isSortable: true },
    { id: 'oldestDueOn', title: 'Plus ancienne échéance', kind: 'day', value: (row) => row.oldestDueOn, isSortable: true },
    { id: 'days', title: 'Jours de retard', kind: 'number', value: (row) => row.days },
    {
      id: 'reminders',
      title: 'Relances',
      value: (row) => row.reminders,
      cell: (row) => (
        <>
          {row.reminders === 0 ? 'aucune' : `${row.reminders}, la dernière le ${day(row.remindedOn ?? '')}`}{' '}
          {row.isToRemind && (
            <Badge color="red" variant="light">
              à relancer
            </Badge>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Retards et relances"
        lead="Les échéances dépassées, hors contestations. Une lettre vaut pour tout ce qu’un payeur doit."
        trail={[{ label: 'Facturation', href: at }]}
      />
      <DataTable
        endpoint={listLate}
        caption="Payeurs en retard"
        columns={columns}
        searchLabel="Chercher un payeur"
        exportName="retards"
        empty={<EmptyState title="Aucun retard">Toutes les échéances passées sont réglées ou contestées.</EmptyState>}
        rowKey={(row) => row.payerId}
        rowActions={(row) => (
          <Group gap="xs" wrap="nowrap">
            <Button
              component="a"
              size="compact-sm"
              variant="default"
              target="_blank"
              href={hrefOf(reminderLetter, { payer: row.payerId }, organisation.slug)}
              aria-label={`Lettre à ${row.payer}`}
            >
              Lettre
            </Button>
            {may('billing.follow-payments') && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Noter la relance de ${row.payer}`}
                onClick={async () => {
                  const isSure = await confirm({
                    title: 'Noter la relance',
                    says: 'La lettre est partie : elle compte dans l’histoire de chaque document.',
                    act: 'Noter la relance',
                  });
                  if (isSure) remind.mutate({ payer: row.payerId }, { onError: tellRefusal });
                }}
              >
                Noter la relance
              </Button>
            )}
          </Group>
        )}
      />
    </>
  );
}
