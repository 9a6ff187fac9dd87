// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { volume } from '#ui/format/volume.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { endSuiteSubscription, listSuiteServices, listSuiteSubscriptions, type SuiteService, type SuiteSubscription } from '../../contract.ts';
import classes from '../people.module.css';
import { ChangeForm, OpeningForm } from './subscription-forms.tsx';

/** The bodies to which an application is open, with what they store, and how to open it to one more. */
export function Bodies({ service }: { service: SuiteService }) {
  const confirm = useConfirm();
  const [changed, setChanged] = useState<SuiteSubscription | null>(null);
  const [opened, setOpened] = useState(0);
  const end = useAct(endSuiteSubscription, {
    changes: [listSuiteSubscriptions, listSuiteServices],
    done: () => tellDone('L’application est fermée à cette collectivité.'),
  });
  const askToEnd = async ({ id, body }: SuiteSubscription): Promise<void> => {
    const says = 'Ses agents et ses élus seront refusés dès la prochaine question de l’application. Ce qui y est enregistré n’est pas effacé.';
    const isSure = await confirm({ title: `Fermer « ${service.name} » à ${body.name} ?`, says, act: 'Fermer l’accès', isDangerous: true });
    if (!isSure) return;
    setChanged(null);
    end.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <section className={classes.section} aria-labelledby="collectivites">
      <h2 id="collectivites">Collectivités</h2>
      <DataTable
        endpoint={listSuiteSubscriptions}
        input={{ id: service.id }}
        caption="Collectivités qui ont l’application"
        columns={columnsFor(service)}
        rowKey={({ id }) => id}
        searchLabel="Chercher une collectivité"
        empty={<EmptyState title="Ouverte à aucune collectivité">Choisissez-en une ci-dessous : ses agents et ses élus pourront entrer.</EmptyState>}
        rowActions={(row) => (
          <>
            <Button variant="default" size="sm" aria-label={`Modifier ${row.body.name}`} onClick={() => setChanged(row)}>
              Modifier
            </Button>{' '}
            <Button variant="default" size="sm" aria-label={`Fermer à ${row.body.name}`} onClick={() => void askToEnd(row)}>
              Fermer
            </Button>
          </>
        )}
      />
      {changed ? (
        <ChangeForm key={changed.id} subscription={changed} kind={service.kind} onEnd={() => setChanged(null)} />
      ) : (
        <OpeningForm key={opened} service={service} onOpened={() => setOpened(opened + 1)} />
      )}
    </section>
  );
}

function columnsFor({ bodyBytes: usual }: SuiteService): readonly Column<SuiteSubscription>[] {
  const limit = ({ bodyBytes }: SuiteSubscription): number | null => bodyBytes ?? usual;
  return [
    { id: 'body', title: 'Collectivité', isName: true, isSortable: true, value: ({ body }) => body.name },
    { id: 'begunAt', title: 'Depuis', kind: 'instant', isSortable: true, value: ({ begunAt }) => begunAt },
    {
      id: 'stored',
      title: 'Place occupée',
      value: ({ storedBytes }) => (storedBytes === null ? 'Pas encore mesurée' : volume(storedBytes)),
    },
    {
      id: 'limit',
      title: 'Place donnée',
      value: (row) => {
        const bytes = limit(row);
        return bytes === null ? 'Sans limite' : volume(bytes);
      },
    },
  ];
}
