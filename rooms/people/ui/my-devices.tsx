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
import { forgetDevice, listDevices, listSessions } from '../contract.ts';
import classes from './people.module.css';

type Device = OutputOf<typeof listDevices>['rows'][number];

const columns: readonly Column<Device>[] = [
  {
    id: 'device',
    title: 'Navigateur',
    isName: true,
    value: ({ device }) => device,
    cell: ({ device, isThis }) => (
      <>
        {device} {isThis && <Badge variant="light">Ce navigateur</Badge>}
      </>
    ),
  },
  { id: 'firstSeenAt', title: 'Première connexion', kind: 'instant', value: ({ firstSeenAt }) => firstSeenAt },
  { id: 'seenAt', title: 'Dernière connexion', kind: 'instant', value: ({ seenAt }) => seenAt },
];

/** The browsers that the person's sign-ins are expected from: from any other, they are told. */
export function MyDevices() {
  const { data, error, refetch } = useEndpoint(listDevices, {});
  const confirm = useConfirm();
  const forget = useAct(forgetDevice, { changes: [listDevices, listSessions], done: () => tellDone('Le navigateur est oublié.') });
  const take = async ({ id, device }: Device): Promise<void> => {
    const says = 'Ses sessions se ferment. S’il se connecte de nouveau, vous en serez averti comme d’un nouvel appareil.';
    if (await confirm({ title: `Oublier « ${device} » ?`, says, act: 'Oublier ce navigateur', isDangerous: true }))
      forget.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <section className={classes.section} aria-labelledby="mes-navigateurs">
      <h2 id="mes-navigateurs">Navigateurs connus</h2>
      <p className="quiet">
        Une connexion depuis un autre navigateur vous est signalée. Oubliez celui que vous n’utilisez plus ou ne reconnaissez pas.
      </p>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data && (
        <TableGrid
          caption="Mes navigateurs connus"
          columns={columns}
          rows={data.rows}
          rowKey={({ id }) => id}
          rowActions={(device) =>
            !device.isThis && (
              <Button variant="default" size="sm" aria-label={`Oublier le navigateur ${device.device}`} onClick={() => void take(device)}>
                Oublier
              </Button>
            )
          }
        />
      )}
    </section>
  );
}
