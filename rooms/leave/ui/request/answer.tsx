// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiProblem, sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { answerLeave } from '../../contract.ts';
import type { Request } from './request.ts';

/** Yes in one tap, no with its reason. */
export function Answer({ request }: { request: Pick<Request, 'id' | 'version' | 'agent'> }) {
  const [reason, setReason] = useState('');
  const act = useAct(answerLeave, {
    done: ({ status }) => {
      if (status === 'endorsed') tellDone(`Demande de ${request.agent.name} visée : elle attend la seconde réponse.`);
      else tellDone(status === 'approved' ? `Absence de ${request.agent.name} accordée.` : `Demande de ${request.agent.name} refusée.`);
    },
  });
  const send = (outcome: 'approve' | 'refuse') => (): void => act.mutate({ id: request.id, outcome, reason, version: request.version });
  const atReason = act.error instanceof ApiProblem && act.error.problem.code === 'leave.reason-needed' ? act.error.message : null;
  return (
    <Stack gap="sm">
      {act.error && !atReason && (
        <Alert color="red" role="alert">
          {sentenceOf(act.error)}
        </Alert>
      )}
      <Textarea
        label="Votre message"
        description="Obligatoire pour refuser : l’agent le lira."
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={atReason}
      />
      <Group gap="sm">
        <Button
          onClick={send('approve')}
          loading={act.isPending && act.variables.outcome === 'approve'}
          disabled={act.isPending}
          leftSection={<IconCheck size={18} aria-hidden />}
          aria-label={`Accorder l’absence de ${request.agent.name}`}
        >
          Accorder
        </Button>
        <Button
          variant="default"
          onClick={send('refuse')}
          loading={act.isPending && act.variables.outcome === 'refuse'}
          disabled={act.isPending}
          leftSection={<IconX size={18} aria-hidden />}
          aria-label={`Refuser l’absence de ${request.agent.name}`}
        >
          Refuser
        </Button>
      </Group>
    </Stack>
  );
}
