// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { day } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Section } from '#ui/parts/section.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { contestReceived, type readReceived, withdrawContest } from '../../contract.ts';
import { Back } from '../documents/act-forms.tsx';

type Received = OutputOf<typeof readReceived>;

/** Where the payer says that it disagrees: as long as something is left to pay, and nothing is contested yet. */
export function Disagreement({ received }: { received: Received }) {
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!may('billing.contest') || received.kind === 'avoir' || received.restCents <= 0 || received.contestedOn || received.rejectedOn) return null;
  return (
    <Section title="Un désaccord ?" isWide={isOpen}>
      <p>
        Dites à {received.operator} ce que vous contestez : il est prévenu, doit vous répondre, et ne vous relance pas d’ici là. Une erreur se corrige
        par un avoir.
      </p>
      <p>
        <small>
          Contester ici ne saisit pas le juge : le délai est de deux mois après l’avis des sommes à payer (article L. 1617-5 du code général des
          collectivités territoriales).
        </small>
      </p>
      {isOpen ? (
        <ContestForm id={received.id} close={close} />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          Contester
        </Button>
      )}
    </Section>
  );
}

/** What became of the last contest, as long as it matters: it waits, an avoir is to come, or the answer is no. */
export function ContestStanding({ received }: { received: Received }) {
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const [contest] = received.contests;
  if (!contest) return null;
  if (contest.verdict === 'rejected' && received.restCents > 0)
    return (
      <Alert color="gray" mb="md" title={`Contestation rejetée le ${day(contest.answeredOn ?? contest.onDay)} par ${received.operator}`}>
        « {contest.answer} » La somme reste à payer.
      </Alert>
    );
  if (contest.isClosed) return null;
  if (contest.verdict === 'upheld')
    return (
      <Alert color="blue" mb="md" title="Votre contestation est reconnue fondée">
        « {contest.answer} » {received.operator} doit émettre un avoir qui corrige ce document ; il n’est pas relancé d’ici là.
      </Alert>
    );
  return (
    <Alert color="orange" mb="md" title={`Contesté le ${day(contest.onDay)} : ${received.operator} doit répondre`}>
      <p>« {contest.reason} » Vous n’êtes pas relancés de ce document d’ici là.</p>
      {may('billing.contest') &&
        (isOpen ? (
          <WithdrawForm id={received.id} close={() => setOpen(false)} />
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            Retirer la contestation
          </Button>
        ))}
    </Alert>
  );
}

type Props = { id: string; close: () => void };

function ContestForm({ id, close }: Props) {
  const form = useActForm(contestReceived, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id, reason }),
    done: () => {
      tellDone('Contestation envoyée : votre opérateur est prévenu.');
      close();
    },
  });
  return (
    <Form form={form} submit="Envoyer la contestation" others={<Back close={close} />}>
      <Textarea
        label="Ce que vous contestez"
        description="La ligne, le montant attendu et pourquoi."
        required
        autosize
        minRows={3}
        {...form.field('reason')}
      />
    </Form>
  );
}

function WithdrawForm({ id, close }: Props) {
  const form = useActForm(withdrawContest, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id, reason }),
    done: () => {
      tellDone('Contestation retirée : la somme reste à payer.');
      close();
    },
  });
  return (
    <Form form={form} submit="Retirer ma contestation" others={<Back close={close} />}>
      <Textarea label="Pourquoi vous la retirez" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
