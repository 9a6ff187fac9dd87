// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Group, List } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { amount, count } from '#ui/format/amount.ts';
import { today } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { chargeFamilies, collectVolumes, familyLabels, listCharges, withdrawCharge } from '../../contract.ts';
import { quantityWords, vatWords } from '../words.tsx';

type Row = RowOf<typeof listCharges>;

const states = {
  waiting: { label: 'à facturer', color: 'blue' },
  billed: { label: 'facturée', color: 'green' },
  withdrawn: { label: 'retirée', color: 'gray' },
} as const;

/** What was entered to be billed once. */
export function Page() {
  const { organisation, may } = usePlace();
  const confirm = useConfirm();
  const at = `/o/${organisation.slug}/facturation`;
  const withdraw = useAct(withdrawCharge, { done: () => tellDone('Ligne retirée.') });
  const collect = useAct(collectVolumes, {
    done: ({ added, addedCents }) =>
      tellDone(added === 0 ? 'Aucun volume nouveau.' : `${count('volume relevé', 'volumes relevés', added)}, ${amount(addedCents)}.`),
  });
  const columns: readonly Column<Row>[] = [
    { id: 'label', title: 'Ligne', value: (row) => row.label, isName: true },
    { id: 'payer', title: 'Payeur', value: (row) => row.payer.name, isSortable: true },
    { id: 'family', title: 'Nature', value: (row) => familyLabels[row.family] },
    { id: 'quantity', title: 'Quantité', value: (row) => quantityWords(row.quantity, row.unit) },
    { id: 'netCents', title: 'HT ou net', kind: 'amount', value: (row) => row.netCents, isSortable: true },
    { id: 'vat', title: 'TVA', kind: 'reference', value: (row) => vatWords(row.vatCode, row.rateBasisPoints) },
    { id: 'act', title: 'Acte', value: (row) => row.act },
    { id: 'happenedOn', title: 'Le', kind: 'day', value: (row) => row.happenedOn, isSortable: true },
    {
      id: 'state',
      title: 'État',
      kind: 'reference',
      value: (row) => states[row.state].label,
      cell: (row) =>
        row.document ? (
          <HouseLink href={`${at}/documents/${row.document.id}`}>{row.document.number}</HouseLink>
        ) : (
          <Badge variant="light" color={states[row.state].color}>
            {states[row.state].label}
          </Badge>
        ),
    },
  ];
  const create = may('billing.prepare') && (
    <Group gap="xs">
      <Button variant="default" loading={collect.isPending} onClick={() => collect.mutate(sinceLastYear(), { onError: tellRefusal })}>
        Relever les volumes
      </Button>
      <Button component={HouseLink} href={`${at}/a-facturer/nouvelle`} leftSection={<IconPlus size={18} aria-hidden />}>
        Saisir une ligne
      </Button>
    </Group>
  );
  const refused = collect.data?.refused ?? [];
  return (
    <>
      <PageHeader
        title="À facturer"
        lead="Commandes, volumes (SMS, actes numérisés), frais sur commandes scolaires : facturés une fois, par la première campagne dont la période va jusqu’à leur date."
        trail={[{ label: 'Facturation', href: at }]}
        actions={create}
      />
      {refused.length > 0 && (
        <Alert color="orange" mb="md" title={`${count('mesure n’a pas pu être relevée', 'mesures n’ont pas pu être relevées', refused.length)}`}>
          <List>
            {refused.map(({ source, key, says }) => (
              <List.Item key={`${source} ${key}`}>{says}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <DataTable
        endpoint={listCharges}
        caption="Lignes à facturer"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Libellé, payeur ou acte"
        filters={[
          { name: 'state', label: 'État', options: Object.entries(states).map(([value, { label }]) => ({ value, label })) },
          { name: 'family', label: 'Nature', options: chargeFamilies.map((value) => ({ value, label: familyLabels[value] })) },
        ]}
        exportName="a-facturer"
        {...(may('billing.prepare') && {
          rowActions: (row: Row) =>
            row.state === 'waiting' && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Retirer ${row.label}, ${row.payer.name}`}
                onClick={async () => {
                  const isSure = await confirm({
                    title: 'Retirer la ligne',
                    says: 'Elle ne sera pas facturée ; son retrait reste dans l’historique.',
                    act: 'Retirer',
                    isDangerous: true,
                  });
                  if (isSure) withdraw.mutate({ id: row.id, reason: 'Retirée avant facturation' }, { onError: tellRefusal });
                }}
              >
                Retirer
              </Button>
            ),
        })}
        empty={
          <EmptyState title="Rien à facturer hors conventions" actions={create}>
            Saisissez une commande, un volume ou des frais, ou relevez les volumes des services : la prochaine campagne les prend.
          </EmptyState>
        }
      />
    </>
  );
}

/** A measure may come after the year that it closes. */
function sinceLastYear(): { from: string; until: string } {
  const until = today();
  return { from: `${Number(until.slice(0, 4)) - 1}-01-01`, until };
}
