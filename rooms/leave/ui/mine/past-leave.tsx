// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, Title } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listLeave } from '../../contract.ts';
import { LeaveLines } from './leave-lines.tsx';

const SIZE = 10;

/** All that was asked for, refused and cancelled included, the latest days first; read when it is wanted. */
export function PastLeave() {
  const [size, setSize] = useState(0);
  const { data, error, refetch } = useEndpoint(listLeave, { which: 'mine', size }, { enabled: size > 0, keepPrevious: true });
  return (
    <section aria-label="Toutes mes demandes">
      <Title order={2} mt="xl" mb="md">
        Toutes mes demandes
      </Title>
      {size === 0 && (
        <Button variant="default" onClick={() => setSize(SIZE)}>
          Les afficher toutes
        </Button>
      )}
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {size > 0 && !data && !error && <Lines count={4} />}
      {data && data.total === 0 && <p>Vous n’avez encore rien demandé.</p>}
      {data && <LeaveLines requests={data.rows} />}
      {data && data.total > data.rows.length && size < 100 && (
        <Group mt="md">
          <Button variant="default" onClick={() => setSize(Math.min(100, size + 3 * SIZE))}>
            En afficher davantage ({data.total - data.rows.length})
          </Button>
        </Group>
      )}
    </section>
  );
}
