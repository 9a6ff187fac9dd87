// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listOutbox } from '../contract.ts';
import { mailStates, MailStateBadge } from './mail-state.tsx';

const options = Object.entries(mailStates).map(([value, { label }]) => ({ value, label }));

/** Every message that the body wrote, and what became of it. */
export function Page() {
  const { organisation } = usePlace();
  const columns: readonly Column<RowOf<typeof listOutbox>>[] = [
    {
      id: 'subject',
      title: 'Objet',
      isName: true,
      value: ({ subject }) => subject,
      cell: ({ id, subject }) => <HouseLink href={`/o/${organisation.slug}/messages/${id}`}>{subject}</HouseLink>,
    },
    { id: 'to', title: 'Destinataire', value: ({ to }) => (to.name ? `${to.name} (${to.address})` : to.address) },
    { id: 'writtenAt', title: 'Écrit', kind: 'instant', value: ({ writtenAt }) => writtenAt },
    { id: 'state', title: 'État', value: ({ state }) => mailStates[state].label, cell: ({ state }) => <MailStateBadge state={state} /> },
    { id: 'attempts', title: 'Essais', kind: 'number', value: ({ attempts }) => attempts, isOptional: true },
  ];
  return (
    <>
      <PageHeader title="Messages envoyés" lead="Les courriels écrits au nom de la collectivité. Leur contenu s’efface au bout d’un mois." />
      <DataTable
        endpoint={listOutbox}
        caption="Messages envoyés"
        columns={columns}
        rowKey={({ id }) => id}
        filters={[{ name: 'state', label: 'État', options }]}
        empty={<EmptyState title="Aucun message">Les courriels que la plateforme écrit au nom de la collectivité se lisent ici.</EmptyState>}
      />
    </>
  );
}
