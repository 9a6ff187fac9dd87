// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Radio, Stack, Textarea } from '@mantine/core';
import { day, today } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { contestDocument, settleContest, verdicts } from '../../contract.ts';
import { Back } from './act-forms.tsx';
import type { Contest } from './contest-history.tsx';

type Verdict = (typeof verdicts)[number];

/** What a payer said by letter or by telephone. */
export function ContestForm({ id, close }: { id: string; close: () => void }) {
  const form = useActForm(contestDocument, {
    initial: { on: today() as string | null, reason: '' },
    toInput: ({ on, reason }) => ({ id, on: on ?? '', reason }),
    done: () => {
      tellDone('Contestation notée : le document n’est plus relancé.');
      close();
    },
  });
  return (
    <Form form={form} submit="Noter la contestation" others={<Back close={close} />}>
      <DayInput label="Le" required {...form.field('on')} />
      <Textarea label="Ce qui est contesté" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}

/** The operator's answer; `close` hears whether an avoir is to come. */
export function AnswerForm({ id, contest, close }: { id: string; contest: Contest; close: (awaitsCredit: boolean) => void }) {
  const form = useActForm(settleContest, {
    initial: { on: today() as string | null, verdict: (contest.verdict === 'upheld' ? 'rejected' : '') as Verdict | '', reason: '' },
    toInput: ({ on, verdict, reason }) => ({ id, on: on ?? '', verdict: verdict as Verdict, reason }), // the server refuses an empty choice beside its field
    done: (_, { verdict }) => {
      tellDone(
        verdict === 'upheld'
          ? 'Réponse envoyée au payeur. Préparez l’avoir qui corrige le document.'
          : 'Réponse envoyée au payeur : la contestation est close.',
      );
      close(verdict === 'upheld');
    },
  });
  return (
    <Form form={form} submit="Répondre au payeur" others={<Back close={() => close(false)} />}>
      <Radio.Group label="Votre réponse" required {...form.field('verdict')}>
        <Stack gap="xs" mt="xs">
          {contest.verdict !== 'upheld' && (
            <Radio value="upheld" label="Fondée" description="Un avoir corrige le document. D’ici là, il n’est pas relancé." />
          )}
          <Radio value="rejected" label="Rejetée" description="La somme reste due ; les relances reprennent." />
          <Radio value="withdrawn" label="Retirée par le payeur" description="Il l’a dit hors de la plateforme." />
        </Stack>
      </Radio.Group>
      <Textarea label="Motif" description="Le payeur le lit." required autosize minRows={2} {...form.field('reason')} />
      <DayInput label="Le" required {...form.field('on')} />
    </Form>
  );
}

type StandingContest = { contest: Contest; canAnswer: boolean; canCredit: boolean; answer: () => void; credit: () => void };

/** What waits for the accountant at the top of the page. */
export function ContestAlert({ contest, canAnswer, canCredit, answer, credit }: StandingContest) {
  const isUpheld = contest.verdict === 'upheld';
  return (
    <Alert
      color="orange"
      mb="md"
      title={isUpheld ? 'Contestation reconnue fondée : l’avoir reste à préparer' : `Contesté le ${day(contest.onDay)}, sans réponse à ce jour`}
    >
      <p>
        {contest.byName} : « {contest.reason} »
      </p>
      {isUpheld && canCredit && (
        <Button size="compact-sm" onClick={credit}>
          Préparer l’avoir
        </Button>
      )}
      {!isUpheld && canAnswer && (
        <Button size="compact-sm" onClick={answer}>
          Répondre
        </Button>
      )}
    </Alert>
  );
}
