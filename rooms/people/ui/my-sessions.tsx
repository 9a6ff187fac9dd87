// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { closeOtherSessions, closeSession, listSessions } from '../contract.ts';
import classes from './people.module.css';
import { closedInWords } from './session-words.ts';

type Session = OutputOf<typeof listSessions>['rows'][number];

const columns: readonly Column<Session>[] = [
  {
    id: 'device',
    title: 'Appareil',
    isName: true,
    value: ({ device }) => device,
    cell: ({ device, isThis }) => (
      <>
        {device} {isThis && <Badge variant="light">Cette session</Badge>}
      </>
    ),
  },
  { id: 'openedAt', title: 'Ouverte', kind: 'instant', value: ({ openedAt }) => openedAt },
  { id: 'seenAt', title: 'Dernière utilisation', kind: 'instant', value: ({ seenAt }) => seenAt },
  { id: 'endsAt', title: 'Prend fin', kind: 'instant', value: ({ endsAt }) => endsAt },
];

/** Where the person is signed in, and how to be no more. */
export function MySessions() {
  const { data, error, refetch } = useEndpoint(listSessions, {});
  const confirm = useConfirm();
  const one = useAct(closeSession, { changes: [listSessions], done: () => tellDone('La session est fermée.') });
  const others = useAct(closeOtherSessions, { changes: [listSessions], done: ({ closed }) => tellDone(closedInWords(closed)) });
  const closeOthers = async (): Promise<void> => {
    const isSure = await confirm({
      title: 'Fermer toutes vos autres sessions ?',
      says: 'Sur vos autres appareils, il faudra se reconnecter. Ce qui y est saisi sans être envoyé reste à l’écran.',
      act: 'Fermer les autres sessions',
      isDangerous: true,
    });
    if (isSure) others.mutate({}, { onError: tellRefusal });
  };
  return (
    <section className={classes.section} aria-labelledby="mes-sessions">
      <h2 id="mes-sessions">Sessions ouvertes</h2>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data && (
        <TableGrid
          caption="Mes sessions ouvertes"
          columns={columns}
          rows={data.rows}
          rowKey={({ id }) => id}
          rowActions={(session) =>
            !session.isThis && (
              <Button
                variant="default"
                size="sm"
                aria-label={`Fermer la session ${session.device}`}
                onClick={() => one.mutate({ id: session.id }, { onError: tellRefusal })}
              >
                Fermer
              </Button>
            )
          }
        />
      )}
      {data && data.total > 1 && (
        <Button variant="default" mt="md" loading={others.isPending} onClick={() => void closeOthers()}>
          Fermer toutes les autres sessions
        </Button>
      )}
    </section>
  );
}
