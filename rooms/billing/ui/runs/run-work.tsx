// SPDX-License-Identifier: EUPL-1.2
import { Alert, Paper, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { queryOf } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { Progress } from '#ui/parts/progress.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { readRunWork, type readRun } from '../../contract.ts';

type Run = Pick<OutputOf<typeof readRun>, 'id' | 'status' | 'failure'>;
type Work = OutputOf<typeof readRunWork>;

const ASKED_EVERY_MS = 1_000;

/** Whether a job is at work on the run, or about to be. */
export function isUnderWay({ status, failure }: Run): boolean {
  return status === 'issuing' || (status === 'preparing' && failure === null);
}

/** How far the job that prepares or issues a run has come, asked each second while the page is looked at; the page is read again when it ends. */
export function RunWork({ run }: { run: Run }) {
  const { organisation } = usePlace();
  const client = useQueryClient();
  const { data } = useQuery({ ...queryOf(readRunWork, { id: run.id }, organisation.slug), refetchInterval: ASKED_EVERY_MS, staleTime: 0 });
  const isOver = data !== undefined && (data.status !== run.status || data.failure !== null);
  useEffect(() => {
    if (!isOver) return;
    if (data?.status === 'prepared') tellDone('Campagne prête à vérifier.');
    if (data?.status === 'issued') tellDone('Documents émis.');
    void client.invalidateQueries({ queryKey: ['o', organisation.slug] });
  }, [isOver, data?.status, client, organisation.slug]);
  const issues = run.status === 'issuing';
  return (
    <Paper withBorder p="lg" mb="md">
      <Stack gap="sm">
        <Progress
          label={issues ? 'Émission' : 'Préparation'}
          value={data?.done ?? 0}
          most={Math.max(data?.total ?? 0, 1)}
          words={wordsOf(data, issues)}
        />
        {data && data.attempts > 1 && (
          <Text size="sm">Le travail a été interrompu, et repris du début : essai {data.attempts}. Rien n’est resté de l’essai précédent.</Text>
        )}
        <Text size="sm">
          {issues
            ? 'Tous les documents sont émis ensemble, ou aucun : les numéros se suivent quoi qu’il arrive. '
            : 'Le calcul lit les conventions, les devis, les dépassements et ce qui a été saisi ; rien n’est émis. '}
          Vous pouvez quitter cette page : une notification dira à la personne qui l’a demandé que c’est fini.
        </Text>
      </Stack>
    </Paper>
  );
}

function wordsOf(work: Work | undefined, issues: boolean): string {
  if (!work || work.isWaiting) return 'commence dans un instant';
  if (work.total === 0) return issues ? 'vérification des totaux' : 'lecture de ce qui est dû';
  if (work.done >= work.total) return issues ? 'enregistrement' : 'totaux';
  const words = issues ? count('document', 'documents', work.total) : count('payeur', 'payeurs', work.total);
  return `${work.done.toLocaleString('fr-FR')} sur ${words}`;
}

/** Why the last job left the run where it was. */
export function WorkFailure({ run }: { run: Run }) {
  if (run.failure === null) return null;
  const prepares = run.status === 'preparing';
  return (
    <Alert color="red" mb="md" title={prepares ? 'La préparation n’a pas abouti' : 'L’émission n’a pas abouti : rien n’est émis'}>
      {run.failure}{' '}
      {prepares
        ? 'Recalculez la campagne, ou abandonnez-la.'
        : 'La campagne reste verrouillée : la cause levée, elle peut être émise de nouveau ; sinon, abandonnez-la.'}
    </Alert>
  );
}
