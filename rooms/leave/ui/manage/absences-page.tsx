// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayRange } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listLeave, readAgent } from '../../contract.ts';
import { nameOf } from '../agents/agent-values.ts';
import { StatusBadge } from '../kind-mark.tsx';
import { amountOf } from '../mine/leave-lines.tsx';
import { statusWords } from '../words.ts';
import { RoomTabs } from '../room-tabs.tsx';

type Row = RowOf<typeof listLeave>;

/** Every absence of the body, asked for, granted or given up. */
export function Page() {
  const { organisation } = usePlace();
  const { query } = useAddress();
  const at = `/o/${organisation.slug}/conges`;
  const agentId = query['agentId'];
  const { data: agent } = useEndpoint(readAgent, { id: agentId ?? '' }, { enabled: agentId !== undefined });
  return (
    <>
      <PageHeader
        title={agent ? `Absences de ${nameOf(agent)}` : 'Toutes les absences'}
        lead="Demandées, accordées, refusées ou reprises. Une absence saisie pour un agent se pose depuis sa page."
      />
      <RoomTabs />
      <DataTable
        endpoint={listLeave}
        input={{ which: 'all', ...(agentId && { agentId }) }}
        caption="Absences"
        columns={columnsOf(at)}
        rowKey={({ id }) => id}
        filters={[{ name: 'status', label: 'État', options: Object.entries(statusWords).map(([value, { label }]) => ({ value, label })) }]}
        exportName="absences"
        empty={<EmptyState title="Aucune absence">Les demandes des agents et celles que vous saisissez pour eux s’affichent ici.</EmptyState>}
      />
    </>
  );
}

function columnsOf(at: string): readonly Column<Row>[] {
  return [
    {
      id: 'agent',
      title: 'Agent',
      isName: true,
      value: ({ agent }) => agent.name,
      cell: ({ id, agent, kind }) => (
        <HouseLink href={`${at}/demandes/${id}`} aria-label={`${agent.name}, ${kind?.label ?? 'absence'}`}>
          {agent.name}
        </HouseLink>
      ),
    },
    { id: 'kind', title: 'Type', value: ({ kind }) => kind?.label ?? 'Absence' },
    { id: 'from', title: 'Jours', value: ({ fromOn, untilOn }) => dayRange(fromOn, untilOn), isSortable: true },
    { id: 'amount', title: 'Durée', value: amountOf },
    { id: 'team', title: 'Service', value: ({ team }) => team },
    { id: 'status', title: 'État', value: ({ status }) => statusWords[status].label, cell: ({ status }) => <StatusBadge status={status} /> },
    { id: 'asked', title: 'Demandée le', kind: 'instant', value: ({ askedAt }) => askedAt, isSortable: true, isOptional: true },
  ];
}
