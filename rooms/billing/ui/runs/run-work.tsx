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
  return status === 'issuing' || status === 'locking' || (status === 'preparing' && failure === null);
}

/** How far the job that prepares, locks or issues a run has come, asked each second while the page is looked at; the page is read again when it ends. */
export function RunWork({ run }: { run: Run }) {
  const { organisation } = usePlace();
  const client = useQueryClient();
  const { data } = useQuery({ ...queryOf(readRunWork, { id: run.id }, organisation.slug), refetchInterval: ASKED_EVERY_MS, staleTime: 0 });
  const isOver = data !== undefined && (data.status !== run.status || data.failure !== null);
  useEffect(() => {
    if (!isOver) return;
    if (data?.status === 'prepared' && data.failure === null) tellDone('Campagne prête à vérifier.');
    if (data?.status === 'locked' && data.failure === null) tellDone('Campagne verrouillée : une autre personne peut l’émettre.');
    if (data?.status === 'issued') tellDone('Documents émis.');
    void client.invalidateQueries({ queryKey: ['o', organisation.slug] });
  }, [isOver, data?.status, data?.failure, client, organisation.slug]);
  const { label, says, words } = works[run.status === 'issuing' || run.status === 'locking' ? run.status : 'preparing'];
  return (
    <Paper withBorder p="lg" mb="md">
      <Stack gap="sm">
        <Progress label={label} value={data?.done ?? 0} most={Math.max(data?.total ?? 0, 1)} words={wordsOf(data, words)} />
        {data && data.attempts > 1 && (
          <Text size="sm">Le travail a été interrompu, et repris du début : essai {data.attempts}. Rien n’est resté de l’essai précédent.</Text>
        )}
        <Text size="sm">{says} Vous pouvez quitter cette page : une notification dira à la personne qui l’a demandé que c’est fini.</Text>
      </Stack>
    </Paper>
  );
}

type Words = { begins: string; ends: string; count: (total: number) => string };

/** What a job says while it works on a run that stands so. */
const works: Readonly<Record<'preparing' | 'locking' | 'issuing', { label: string; says: string; words: Words }>> = {
  preparing: {
    label: 'Préparation',
    says: 'Le calcul lit les conventions, les devis, les dépassements et ce qui a été saisi ; rien n’est émis.',
    words: { begins: 'lecture de ce qui est dû', ends: 'totaux', count: (total) => count('payeur', 'payeurs', total) },
  },
  locking: {
    label: 'Verrouillage',
    says: 'Les totaux sont recalculés à part et comparés, puis chaque document reçoit son empreinte ; rien n’est émis.',
    words: { begins: 'vérification des totaux', ends: 'enregistrement', count: (total) => count('document', 'documents', total) },
  },
  issuing: {
    label: 'Émission',
    says: 'Tous les documents sont émis ensemble, ou aucun : les numéros se suivent quoi qu’il arrive.',
    words: { begins: 'vérification des empreintes', ends: 'enregistrement', count: (total) => count('document', 'documents', total) },
  },
};

function wordsOf(work: Work | undefined, { begins, ends, count: counted }: Words): string {
  if (!work || work.isWaiting) return 'commence dans un instant';
  if (work.total === 0) return begins;
  if (work.done >= work.total) return ends;
  return `${work.done.toLocaleString('fr-FR')} sur ${counted(work.total)}`;
}

/** Why the last job left the run where it was. */
export function WorkFailure({ run }: { run: Run }) {
  if (run.failure === null || !(run.status in failures)) return null;
  const { title, next } = failures[run.status as keyof typeof failures]; // looked for just before
  return (
    <Alert color="red" mb="md" title={title}>
      {run.failure} {next}
    </Alert>
  );
}

/** By where a failure leaves a run. */
const failures = {
  preparing: { title: 'La préparation n’a pas abouti', next: 'Recalculez la campagne, ou abandonnez-la.' },
  prepared: { title: 'Le verrouillage n’a pas abouti', next: 'La cause levée, la campagne peut être verrouillée de nouveau, ou recalculée.' },
  locked: {
    title: 'L’émission n’a pas abouti : rien n’est émis',
    next: 'La campagne reste verrouillée : la cause levée, elle peut être émise de nouveau ; sinon, abandonnez-la.',
  },
} as const;
