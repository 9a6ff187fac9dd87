// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { day } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listDelegations, revokeDelegation, type DelegationLine } from '../../contract.ts';
import { coveredBy, stateWords } from './words.ts';

/** Who administers whom in whose place. */
export function Page() {
  const { organisation, may } = usePlace();
  const confirm = useConfirm();
  const revoke = useAct(revokeDelegation, { done: () => tellDone('La délégation est révoquée, et celles qui en découlaient avec elle.') });
  const ask = async (row: DelegationLine): Promise<void> => {
    const says = `${row.delegate.name} n’administrera plus ${coveredBy(row)}, dès maintenant. Les fonctions déjà ouvertes demeurent.`;
    const isSure = await confirm({ title: 'Révoquer cette délégation ?', says, act: 'Révoquer', isDangerous: true });
    if (isSure) await revoke.mutateAsync({ id: row.id }).catch(tellRefusal);
  };
  const grant = may('people.delegate') && (
    <Button component={HouseLink} href={`/o/${organisation.slug}/delegations/nouvelle`} leftSection={<IconPlus size={18} aria-hidden />}>
      Déléguer
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Délégations"
        lead="L’opérateur peut confier l’administration des personnes à un EPCI, et l’EPCI à ses communes. Révoquer un maillon fait tomber ceux qui en découlent."
        actions={grant}
      />
      <DataTable
        endpoint={listDelegations}
        caption="Délégations"
        columns={columns}
        rowKey={(row) => row.id}
        filters={[
          {
            name: 'way',
            label: 'Sens',
            options: [
              { value: 'granted', label: 'Accordées' },
              { value: 'received', label: 'Reçues' },
              { value: 'over-us', label: 'Qui portent sur nous' },
            ],
          },
          { name: 'state', label: 'État', options: Object.entries(stateWords).map(([value, label]) => ({ value, label })) },
        ]}
        rowActions={(row) =>
          row.isOurs && row.state !== 'ended' && may('people.delegate') ? (
            <Button variant="subtle" size="sm" onClick={() => void ask(row)} aria-label={`Révoquer la délégation à ${row.delegate.name}`}>
              Révoquer
            </Button>
          ) : null
        }
        empty={
          <EmptyState title="Aucune délégation" actions={grant}>
            Personne d’une autre collectivité n’administre les personnes de celle-ci, et celle-ci n’en administre pas d’autre.
          </EmptyState>
        }
      />
    </>
  );
}

const columns: readonly Column<DelegationLine>[] = [
  { id: 'delegate', title: 'Administre', value: (row) => row.delegate.name, isName: true },
  { id: 'administered', title: 'Porte sur', value: coveredBy },
  { id: 'granter', title: 'Accordée par', value: (row) => row.granter.name },
  { id: 'permissions', title: 'Autorisations', value: (row) => row.permissions.map(({ label }) => label).join(' ; '), isOptional: true },
  { id: 'roles', title: 'Rôles à donner', value: (row) => row.roles.map(({ name }) => name).join(', ') },
  { id: 'pass', title: 'Transmissible', value: (row) => (row.mayDelegate ? 'oui' : 'non') },
  { id: 'dates', title: 'Dates', value: (row) => (row.endsOn ? `du ${day(row.beginsOn)} au ${day(row.endsOn)}` : `depuis le ${day(row.beginsOn)}`) },
  {
    id: 'state',
    title: 'État',
    value: (row) => stateWords[row.state],
    cell: (row) => (
      <Badge variant="light" color={{ current: 'green', coming: 'blue', ended: 'gray' }[row.state]}>
        {stateWords[row.state]}
      </Badge>
    ),
  },
];
