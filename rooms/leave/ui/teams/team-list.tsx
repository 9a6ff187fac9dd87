// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, Button, Group } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { removeTeam } from '../../contract.ts';
import { TeamDialog } from './team-dialog.tsx';
import type { Team } from './team.ts';

/** The teams, each corrected in place; one that nobody is in may be removed. */
export function TeamList({ teams, add }: { teams: readonly Team[]; add?: ReactNode }) {
  const { organisation, holds } = usePlace();
  const confirm = useConfirm();
  const [editedId, setEdited] = useState<string | null>(null);
  const remove = useAct(removeTeam, { done: () => tellDone('Service retiré.') });
  const edited = teams.find(({ id }) => id === editedId) ?? null;
  const askRemove = async ({ id, name }: Team): Promise<void> => {
    const isSure = await confirm({
      title: `Retirer « ${name} » ?`,
      says: 'Ses responsables ne répondent plus pour lui. Les absences passées restent.',
      act: 'Retirer le service',
      isDangerous: true,
    });
    if (isSure) remove.mutate({ id }, { onError: tellRefusal });
  };
  if (teams.length === 0)
    return (
      <EmptyState title="Aucun service" actions={add}>
        Un service réunit les agents qui se remplacent : ses membres voient les absences les uns des autres, et son responsable y répond.
      </EmptyState>
    );
  return (
    <>
      <TableGrid
        caption="Services"
        columns={columnsOf(`/o/${organisation.slug}/conges`)}
        rows={teams}
        rowKey={({ id }) => id}
        {...(holds('conges') && {
          rowActions: (team: Team) => (
            <Group gap="xs" wrap="nowrap">
              <Button variant="default" size="sm" aria-label={`Modifier ${team.name}`} onClick={() => setEdited(team.id)}>
                Modifier
              </Button>
              <ActionIcon variant="subtle" color="red" size="lg" aria-label={`Retirer ${team.name}`} onClick={() => void askRemove(team)}>
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          ),
        })}
      />
      <TeamDialog team={edited} isOpen={edited !== null} close={() => setEdited(null)} />
    </>
  );
}

function columnsOf(at: string): readonly Column<Team>[] {
  return [
    { id: 'name', title: 'Service', isName: true, value: ({ name }) => name },
    {
      id: 'agents',
      title: 'Agents',
      value: ({ agents }) => agents,
      cell: ({ id, name, agents }) => (
        <HouseLink href={`${at}/agents?teamId=${id}`} aria-label={`${count('agent', 'agents', agents)} du service ${name}`}>
          {count('agent', 'agents', agents)}
        </HouseLink>
      ),
    },
    {
      id: 'managers',
      title: 'Responsables',
      value: ({ managers }) => managers.map(({ name, level }) => (level === 2 ? `${name} (2d niveau)` : name)).join(', ') || 'La direction',
    },
    { id: 'minimum', title: 'Effectif minimal', value: ({ minimumPresent }) => (minimumPresent === 0 ? 'Aucun' : String(minimumPresent)) },
  ];
}
