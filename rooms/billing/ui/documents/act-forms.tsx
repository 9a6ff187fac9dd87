// SPDX-License-Identifier: EUPL-1.2
import { Button, Textarea, TextInput } from '@mantine/core';
import { today } from '#ui/format/day.ts';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { recordPayment, recordTitre, rejectTitre, sendAgain } from '../../contract.ts';

type Props = { id: string; close: () => void };

/** The titre that the finance software drew. */
export function TitreForm({ id, close }: Props) {
  const form = useActForm(recordTitre, {
    initial: { titre: '', bordereau: '', exercice: Number(today().slice(0, 4)) as number | null, on: today() as string | null },
    toInput: ({ exercice, on, ...values }) => ({ id, ...values, exercice: exercice ?? 0, on: on ?? '' }),
    done: () => {
      tellDone('Titre enregistré.');
      close();
    },
  });
  return (
    <Form form={form} submit="Enregistrer le titre" others={<Back close={close} />}>
      <TextInput label="Numéro du titre" required {...form.field('titre')} />
      <TextInput label="Numéro du bordereau" {...form.field('bordereau')} />
      <FrenchNumberInput label="Exercice" thousandSeparator="" required {...form.field('exercice')} />
      <DayInput label="Date du titre" required {...form.field('on')} />
    </Form>
  );
}

/** What the public accountant received. */
export function PaymentForm({ id, restCents, close }: Props & { restCents: number }) {
  const form = useActForm(recordPayment, {
    initial: { amountCents: restCents as number | null, on: today() as string | null, reference: '' },
    toInput: ({ amountCents, on, reference }) => ({ id, amountCents: amountCents ?? 0, on: on ?? '', reference }),
    done: () => {
      tellDone('Versement enregistré.');
      close();
    },
  });
  return (
    <Form form={form} submit="Enregistrer le versement" others={<Back close={close} />}>
      <AmountInput label="Montant" required {...form.field('amountCents')} />
      <DayInput label="Reçu le" required {...form.field('on')} />
      <TextInput label="Référence" description="Celle du relevé : le même versement ne compte qu’une fois." required {...form.field('reference')} />
    </Form>
  );
}

/** What the accountant answered to a titre. */
export function RejectionForm({ id, close }: Props) {
  const form = useActForm(rejectTitre, {
    initial: { on: today() as string | null, reason: '' },
    toInput: ({ on, reason }) => ({ id, on: on ?? '', reason }),
    done: () => {
      tellDone('Rejet noté : rien n’est plus réclamé de ce document.');
      close();
    },
  });
  return (
    <Form form={form} submit="Noter le rejet" others={<Back close={close} />}>
      <DayInput label="Rejeté le" required {...form.field('on')} />
      <Textarea label="Motif donné par le comptable" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}

/** What was mended, before the document goes again under another number. */
export function AgainForm({ id, close }: Props) {
  const form = useActForm(sendAgain, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id, reason }),
    done: () => {
      tellDone('Le document attend le prochain fichier : il y aura un nouveau numéro de titre.');
      close();
    },
  });
  return (
    <Form form={form} submit="Remettre en attente" others={<Back close={close} />}>
      <Textarea
        label="Ce qui a été corrigé"
        description="Imputation, code, réglage du PES…"
        required
        autosize
        minRows={2}
        {...form.field('reason')}
      />
    </Form>
  );
}

/** Leaves a form without acting. */
export function Back({ close }: { close: () => void }) {
  return (
    <Button variant="subtle" onClick={close}>
      Annuler
    </Button>
  );
}
