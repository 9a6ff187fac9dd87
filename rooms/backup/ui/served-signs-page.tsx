// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { instant } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listServedSigns } from '../contract.ts';
import { HandleSign } from './handle-sign.tsx';
import { OperatorTabs } from './operator-tabs.tsx';
import { isGrave, signWords } from './words.ts';

type Row = RowOf<typeof listServedSigns>;

const columns: readonly Column<Row>[] = [
  { id: 'machine', title: 'Machine', isName: true, value: ({ machine }) => machine },
  { id: 'body', title: 'Collectivité', value: ({ body }) => body },
  {
    id: 'kind',
    title: 'Signe',
    value: ({ kind }) => signWords[kind],
    cell: ({ kind }) => <Badge color={isGrave(kind) ? 'red' : 'orange'}>{signWords[kind]}</Badge>,
  },
  { id: 'says', title: 'Constat', value: ({ says }) => says },
  {
    id: 'answer',
    title: 'Ce qu’il en est',
    value: ({ seenBy, handledBy, handledWhy }) =>
      [handledWhy && `${handledBy} : ${handledWhy}`, seenBy && `vu dans la collectivité par ${seenBy}`].filter(Boolean).join(' ; ') ||
      'pas encore regardé',
    cell: (row) => <Answer {...row} />,
  },
  { id: 'onDay', title: 'Jour', kind: 'day', isSortable: true, value: ({ onDay }) => onDay },
];

/** What looks wrong and that nobody has looked at: the operator calls, then says what it found. All that was ever noticed is one choice away. */
export function Page() {
  const { may, organisation } = usePlace();
  const { query } = useAddress();
  const [handled, handle] = useState<Row | null>(null);
  const isAll = query['historique'] === 'oui';
  const at = `/o/${organisation.slug}/sauvegardes-du-territoire/signes`;
  const other = isAll ? (
    <HouseLink href={at}>Seulement ceux à regarder</HouseLink>
  ) : (
    <HouseLink href={`${at}?historique=oui`}>Tout l’historique</HouseLink>
  );
  return (
    <>
      <PageHeader
        title={isAll ? 'Historique des signes' : 'Signes à regarder'}
        lead={
          isAll
            ? 'Tout ce qui a paru anormal, le plus récent d’abord, et ce qu’il en était.'
            : 'Ce qui paraît anormal et que personne n’a encore regardé : appelez la collectivité, puis dites ce qu’il en est. Ce qui ressemble à une attaque vient d’abord.'
        }
      />
      <OperatorTabs />
      <p>{other}</p>
      <DataTable
        key={String(isAll)}
        endpoint={listServedSigns}
        input={{ which: isAll ? 'all' : 'open' }}
        caption={isAll ? 'Tous les signes' : 'Signes que personne n’a encore regardés'}
        // What nobody has looked at has no answer to show.
        columns={isAll ? columns : columns.filter(({ id }) => id !== 'answer')}
        rowKey={({ id }) => id}
        searchLabel="Chercher une collectivité"
        rowActions={(row) =>
          row.handledAt === null &&
          may('backup.oversee') && (
            <Button size="sm" variant="default" aria-label={`Dire ce qu’il en est, ${row.machine}, ${row.body}`} onClick={() => handle(row)}>
              Dire ce qu’il en est
            </Button>
          )
        }
        exportName="signes"
        empty={
          <EmptyState title="Rien d’anormal">{isAll ? 'Aucun signe n’a jamais été noté.' : 'Aucun signe n’attend qu’on le regarde.'}</EmptyState>
        }
      />
      {handled && <HandleSign sign={handled} close={() => handle(null)} />}
    </>
  );
}

function Answer({ seenBy, seenAt, handledBy, handledAt, handledWhy }: Row) {
  if (!seenAt && !handledAt) return 'pas encore regardé';
  return (
    <>
      {handledAt && (
        <div>
          {handledWhy}{' '}
          <small>
            ({handledBy}, le {instant(handledAt)})
          </small>
        </div>
      )}
      {seenAt && (
        <small>
          Vu dans la collectivité par {seenBy}, le {instant(seenAt)}.
        </small>
      )}
    </>
  );
}
