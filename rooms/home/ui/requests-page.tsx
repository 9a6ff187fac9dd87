// SPDX-License-Identifier: EUPL-1.2
import { Button, Divider, Modal } from '@mantine/core';
import { useState } from 'react';
import { dayInWords, dayOf } from '#ui/format/day.ts';
import { RoomParts } from '#ui/parts/room-parts.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listReceivedRequests } from '../contract.ts';
import { AnswerForm } from './answer-form.tsx';
import { RequestState } from './offer-line.tsx';

type Row = RowOf<typeof listReceivedRequests>;

/** What the members ask of the operator, and the answers given. */
export function Page() {
  const [answered, setAnswered] = useState<Row | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = (row: Row): void => {
    setAnswered(row);
    setOpen(true);
  };
  return (
    <>
      <PageHeader
        title="Demandes de services"
        lead="Ce que vos collectivités vous demandent d’ouvrir. Votre réponse s’affiche chez elles aussitôt."
      />
      <DataTable
        endpoint={listReceivedRequests}
        caption="Demandes de services"
        columns={columnsWith(open)}
        rowKey={(row) => row.id}
        searchLabel="Collectivité ou service"
        filters={[
          {
            name: 'state',
            label: 'État',
            options: [
              { value: 'waiting', label: 'En attente' },
              { value: 'accepted', label: 'Acceptées' },
              { value: 'refused', label: 'Refusées' },
              { value: 'withdrawn', label: 'Retirées' },
            ],
          },
        ]}
        exportName="demandes-de-services"
        empty={
          <EmptyState title="Aucune demande">
            Quand une collectivité demandera un service de votre catalogue depuis son accueil, vous le lirez ici et dans votre liste à traiter.
          </EmptyState>
        }
      />
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={<strong>{answered ? `${answered.title}, pour ${answered.body.name}` : ''}</strong>}
        closeButtonProps={{ 'aria-label': 'Fermer' }}
      >
        {answered && (
          <>
            <RoomParts place="home.request" given={{ requestId: answered.id }} />
            <Divider my="md" label="ou répondre sans devis" />
            <AnswerForm request={answered} close={() => setOpen(false)} />
          </>
        )}
      </Modal>
    </>
  );
}

function columnsWith(open: (row: Row) => void): readonly Column<Row>[] {
  return [
    { id: 'title', title: 'Service', value: (row) => row.title, isSortable: true, isName: true },
    { id: 'body', title: 'Collectivité', value: (row) => row.body.name, isSortable: true },
    { id: 'asked', title: 'Demandé le', kind: 'day', value: (row) => dayOf(row.askedAt), isSortable: true },
    { id: 'askedBy', title: 'Par', value: (row) => row.askedByName },
    { id: 'message', title: 'Besoin', value: (row) => row.message },
    { id: 'state', title: 'État', value: (row) => row.state, cell: (row) => <RequestState state={row.state} /> },
    {
      id: 'answer',
      title: 'Réponse',
      value: (row) => row.reason,
      cell: (row) =>
        row.state === 'waiting' ? (
          <Button size="sm" variant="default" onClick={() => open(row)} aria-label={`Répondre à ${row.body.name} : ${row.title}`}>
            Répondre
          </Button>
        ) : (
          <span>
            {row.answeredAt && `${row.answeredByName}, le ${dayInWords(dayOf(row.answeredAt))}`}
            {row.reason && ` : « ${row.reason} »`}
          </span>
        ),
    },
  ];
}
