// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import { useAct } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listInvitations, renewInvitation, revokeInvitation } from '../../contract.ts';

type Invitation = RowOf<typeof listInvitations>;

const states: Readonly<Record<Invitation['state'], { label: string; colour: string }>> = {
  pending: { label: 'En attente', colour: 'blue' },
  expired: { label: 'Échue', colour: 'yellow' },
  accepted: { label: 'Acceptée', colour: 'green' },
  revoked: { label: 'Retirée', colour: 'gray' },
};

const columns: readonly Column<Invitation>[] = [
  { id: 'name', title: 'Personne', isName: true, value: ({ name }) => name },
  { id: 'email', title: 'Adresse', value: ({ email }) => email },
  { id: 'invited', title: 'Envoyée', kind: 'instant', value: ({ invitedAt }) => invitedAt },
  {
    id: 'state',
    title: 'État',
    value: ({ state }) => states[state].label,
    cell: ({ state }) => (
      <Badge color={states[state].colour} variant="light" miw="max-content">
        {states[state].label}
      </Badge>
    ),
  },
];

/** Who was invited to sign in for the body, and who has not come yet. */
export function Page() {
  const confirm = useConfirm();
  const renew = useAct(renewInvitation, { changes: [listInvitations], done: () => tellDone('Un nouveau lien est envoyé.') });
  const revoke = useAct(revokeInvitation, { changes: [listInvitations], done: () => tellDone('L’invitation est retirée.') });
  const take = async ({ id, name }: Invitation): Promise<void> => {
    const says = 'Le lien envoyé ne vaudra plus. Sa fonction dans la collectivité n’est pas changée.';
    if (await confirm({ title: `Retirer l’invitation de ${name} ?`, says, act: 'Retirer l’invitation', isDangerous: true }))
      revoke.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <>
      <PageHeader title="Invitations" lead="Chaque personne à qui une fonction est ouverte reçoit un lien, valable sept jours." />
      <DataTable
        endpoint={listInvitations}
        caption="Invitations"
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel="Chercher une personne"
        empty={<EmptyState title="Aucune invitation">Ouvrez une fonction à une personne : elle est invitée aussitôt.</EmptyState>}
        rowActions={(row) =>
          (row.state === 'pending' || row.state === 'expired') && (
            <Group gap="xs" wrap="nowrap">
              <Button
                variant="default"
                size="sm"
                aria-label={`Renvoyer l’invitation de ${row.name}`}
                onClick={() => renew.mutate({ id: row.id }, { onError: tellRefusal })}
              >
                Renvoyer
              </Button>
              <Button variant="subtle" size="sm" aria-label={`Retirer l’invitation de ${row.name}`} onClick={() => void take(row)}>
                Retirer
              </Button>
            </Group>
          )
        }
      />
    </>
  );
}
