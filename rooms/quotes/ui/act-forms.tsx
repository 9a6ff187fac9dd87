// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { decideApproval, recordAnswer, sendQuote, withdrawQuote, type QuoteDetails } from '../contract.ts';

type Props = { quote: QuoteDetails; done: () => void };

/** Fixes the version and hands it to the payer. */
export function SendForm({ quote: { id, revision, contactEmail }, done }: Props) {
  const form = useActForm(sendQuote, {
    initial: { validUntil: null as string | null, byMail: contactEmail !== '' },
    toInput: ({ validUntil, byMail }) => ({ id, revision, byMail, ...(validUntil && { validUntil }) }),
    guardsChanges: false,
    done: () => {
      tellDone('Devis envoyé.');
      done();
    },
  });
  return (
    <Form form={form} submit="Envoyer">
      <DayInput label="Valable jusqu’au" description="Sans date, la durée des réglages s’applique." {...form.field('validUntil')} />
      <Checkbox
        label={contactEmail ? `Écrire à ${contactEmail}, avec un lien pour répondre` : 'Écrire au destinataire (aucune adresse renseignée)'}
        disabled={contactEmail === ''}
        {...form.field('byMail', { type: 'checkbox' })}
      />
    </Form>
  );
}

/** Approves, or returns with a reason. */
export function ApprovalForm({ quote: { id, revision }, done }: Props) {
  const form = useActForm(decideApproval, {
    initial: { decision: 'approved' as 'approved' | 'returned', reason: '' },
    toInput: ({ decision, reason }) => ({ id, revision, decision, reason }),
    guardsChanges: false,
    done: (_, { decision }) => {
      tellDone(decision === 'approved' ? 'Devis validé.' : 'Devis rendu à son auteur.');
      done();
    },
  });
  return (
    <Form form={form} submit="Enregistrer">
      <Radio.Group label="Votre décision" {...form.field('decision')}>
        <Stack gap="xs" mt="xs">
          <Radio value="approved" label="Je valide ce devis" />
          <Radio value="returned" label="Je le rends à son auteur" />
        </Stack>
      </Radio.Group>
      <Textarea label="Motif" description="Obligatoire pour rendre le devis." autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}

/** Writes down the answer that came on paper or by deliberation. */
export function AnswerForm({ quote: { id, revision }, done }: Props) {
  const form = useActForm(recordAnswer, {
    initial: { decision: 'accepted' as 'accepted' | 'refused', byName: '', byTitle: '', act: '', reason: '' },
    toInput: (values) => ({ id, revision, ...values }),
    guardsChanges: false,
    done: () => {
      tellDone('Réponse enregistrée.');
      done();
    },
  });
  return (
    <Form form={form} submit="Enregistrer la réponse">
      <Radio.Group label="La collectivité" {...form.field('decision')}>
        <Stack gap="xs" mt="xs">
          <Radio value="accepted" label="accepte le devis" />
          <Radio value="refused" label="refuse le devis" />
        </Stack>
      </Radio.Group>
      <TextInput label="Qui répond" required {...form.field('byName')} />
      <TextInput label="En quelle qualité" placeholder="Maire, président…" required {...form.field('byTitle')} />
      <TextInput label="Délibération ou décision" description="Numéro et date, si une assemblée s’est prononcée." {...form.field('act')} />
      <Textarea label="Motif" description="Obligatoire pour un refus." autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}

/** Gives the quote up. */
export function WithdrawForm({ quote: { id, revision }, done }: Props) {
  const form = useActForm(withdrawQuote, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id, revision, reason }),
    guardsChanges: false,
    done: () => {
      tellDone('Devis abandonné ; son numéro reste.');
      done();
    },
  });
  return (
    <Form form={form} submit="Abandonner le devis" isDangerous>
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
