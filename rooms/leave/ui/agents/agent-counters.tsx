// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { openSavings, readLedger } from '../../contract.ts';
import { Dialog } from '../manage/dialog.tsx';
import { Counters } from '../mine/counters.tsx';
import { Adjust } from './adjust.tsx';
import { type AgentDetails, nameOf } from './agent-values.ts';
import classes from './agents.module.css';

/** What is left to an agent, the correction of a counter, and the opening of a compte épargne-temps. */
export function AgentCounters({ agent }: { agent: AgentDetails }) {
  const { holds } = usePlace();
  const confirm = useConfirm();
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useEndpoint(readLedger, { id: agent.id, size: 1 });
  const open = useAct(openSavings, { done: () => tellDone('Compte épargne-temps ouvert.') });
  const name = nameOf(agent);
  const askOpen = async (): Promise<void> => {
    const isSure = await confirm({
      title: 'Ouvrir un compte épargne-temps ?',
      says: `${name} l’a demandé. Des jours s’y épargnent à la clôture de l’année.`,
      act: 'Ouvrir le compte',
    });
    if (isSure) open.mutate({ id: agent.id }, { onError: tellRefusal });
  };
  return (
    <section aria-labelledby="agent-counters">
      <div className={classes.head}>
        <h2 id="agent-counters">Compteurs aujourd’hui</h2>
        {holds('conges') && (
          <Group gap="xs">
            {!agent.hasSavings && agent.unit === 'day' && (
              <Button variant="default" size="sm" loading={open.isPending} onClick={() => void askOpen()}>
                Ouvrir un compte épargne-temps
              </Button>
            )}
            <Button variant="default" size="sm" onClick={() => setOpen(true)}>
              Corriger un compteur
            </Button>
          </Group>
        )}
      </div>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data && <Counters accounts={data.accounts} />}
      <Dialog title={`Corriger un compteur de ${name}`} isOpen={isOpen} close={() => setOpen(false)}>
        <Adjust agent={agent} accounts={data?.accounts ?? []} close={() => setOpen(false)} />
      </Dialog>
    </section>
  );
}
