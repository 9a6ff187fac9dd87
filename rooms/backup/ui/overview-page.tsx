// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { volume } from '#ui/format/volume.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { readOverview } from '../contract.ts';
import { Entrusted } from './entrusted.tsx';
import { OperatorTabs } from './operator-tabs.tsx';
import { SecondSite } from './second-site.tsx';
import { ServedMaintenances } from './served-maintenances.tsx';
import { SetAccount } from './set-account.tsx';
import { ToReseal } from './to-reseal.tsx';
import { sinceWords } from './words.ts';

const columns: readonly Column<RowOf<typeof readOverview>>[] = [
  { id: 'body', title: 'Collectivité', isName: true, isSortable: true, value: ({ body }) => body },
  { id: 'machines', title: 'Machines', kind: 'number', value: ({ machines }) => machines },
  {
    id: 'lateMachines',
    title: 'En retard',
    kind: 'number',
    isSortable: true,
    value: ({ lateMachines }) => lateMachines,
    cell: ({ lateMachines }) => (lateMachines > 0 ? <Badge color="red">{lateMachines}</Badge> : '0'),
  },
  { id: 'oldestBackupAt', title: 'Sauvegarde la plus ancienne', value: ({ oldestBackupAt }) => sinceWords(oldestBackupAt) },
  { id: 'provenMachines', title: 'Restauration prouvée', value: ({ provenMachines, machines }) => `${provenMachines} sur ${machines}` },
  {
    id: 'bytes',
    title: 'Volume',
    kind: 'number',
    isSortable: true,
    value: ({ bytes }) => bytes,
    cell: ({ bytes, softBytes, isOpen }) =>
      isOpen ? `${volume(bytes)}${softBytes === null ? '' : ` sur ${volume(softBytes)}`}` : `${volume(bytes)}, droit fermé`,
  },
  {
    id: 'openSigns',
    title: 'Signes',
    kind: 'number',
    isSortable: true,
    value: ({ openSigns }) => openSigns,
    cell: ({ openSigns }) => (openSigns > 0 ? <Badge color="orange">{openSigns}</Badge> : '0'),
  },
];

/** All the bodies whose backups the operator keeps, those that worry first. */
export function Page() {
  const { data } = useEndpoint(readOverview, { size: 1 });
  const sum = data?.sum;
  const [setting, set] = useState<RowOf<typeof readOverview> | null>(null);
  return (
    <>
      <PageHeader
        title="Sauvegardes du territoire"
        lead={
          sum
            ? `${count('machine', 'machines', sum.machines)}, ${volume(sum.bytes)} ; ${count('machine', 'machines', sum.lateMachines)} en retard, ${count('signe', 'signes', sum.openSigns)} à regarder.`
            : 'Celles qui inquiètent d’abord.'
        }
      />
      <OperatorTabs signs={sum?.openSigns} />
      {data && <SecondSite site={data.secondSite} />}
      <ServedMaintenances />
      <ToReseal />
      <DataTable
        endpoint={readOverview}
        caption="Collectivités sauvegardées"
        columns={columns}
        rowKey={({ bodyId }) => bodyId}
        searchLabel="Chercher une collectivité"
        rowActions={(row) => (
          <Button size="sm" variant="default" aria-label={`Réglages de ${row.body}`} onClick={() => set(row)}>
            Réglages
          </Button>
        )}
        exportName="sauvegardes"
        empty={<EmptyState title="Aucune collectivité">Aucune ne sauvegarde encore chez vous.</EmptyState>}
      />
      <Entrusted />
      {setting && <SetAccount row={setting} close={() => set(null)} />}
    </>
  );
}
