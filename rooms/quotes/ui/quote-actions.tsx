// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { allows, replaceQuote, submitQuote, type QuoteDetails } from '../contract.ts';
import { AnswerForm, ApprovalForm, SendForm, WithdrawForm } from './act-forms.tsx';

type Open = 'send' | 'approve' | 'answer' | 'withdraw' | null;

const titles = { send: 'Envoyer le devis', approve: 'Valider le devis', answer: 'Enregistrer la réponse', withdraw: 'Abandonner le devis' } as const;

/** What can be done with a quote now, by whoever looks at it. */
export function QuoteActions({ quote }: { quote: QuoteDetails }) {
  const { may, organisation } = usePlace();
  const { go } = useAddress();
  const [open, setOpen] = useState<Open>(null);
  const submit = useAct(submitQuote, { done: () => tellDone('Le devis attend une seconde personne.') });
  const replace = useAct(replaceQuote, { done: (fresh) => go(`/o/${organisation.slug}/devis/${fresh.id}/modifier`) });
  const { id, revision, status } = quote;
  const writes = may('quotes.write');
  const needsApproval = quote.needsApproval && status !== 'approved';
  const close = (): void => setOpen(null);
  const button = (which: Exclude<Open, null>, label: string, isMain: boolean) => (
    <Button variant={isMain ? 'filled' : 'default'} onClick={() => setOpen(which)}>
      {label}
    </Button>
  );
  return (
    <Stack gap="sm">
      {quote.hasOnQuote && status === 'draft' && <Alert color="yellow">Une ligne est sur devis : fixez son montant avant l’envoi.</Alert>}
      {writes && allows(status, 'send') && !needsApproval && button('send', 'Envoyer', true)}
      {writes && allows(status, 'submit') && needsApproval && (
        <>
          <Text size="sm">Ce montant demande la validation d’une seconde personne.</Text>
          <Button loading={submit.isPending} onClick={() => submit.mutate({ id, revision }, { onError: tellRefusal })}>
            Demander la validation
          </Button>
        </>
      )}
      {may('quotes.approve') && allows(status, 'approve') && button('approve', 'Valider ou rendre', true)}
      {writes && allows(status, 'answer') && button('answer', 'Enregistrer la réponse', false)}
      {writes && allows(status, 'replace') && (
        <Button variant="default" loading={replace.isPending} onClick={() => replace.mutate({ id, revision }, { onError: tellRefusal })}>
          Refaire au prix du jour
        </Button>
      )}
      {writes && allows(status, 'withdraw') && button('withdraw', 'Abandonner', false)}
      <Modal opened={open !== null} onClose={close} title={open ? titles[open] : ''} size="lg">
        {open === 'send' && <SendForm quote={quote} done={close} />}
        {open === 'approve' && <ApprovalForm quote={quote} done={close} />}
        {open === 'answer' && <AnswerForm quote={quote} done={close} />}
        {open === 'withdraw' && <WithdrawForm quote={quote} done={close} />}
      </Modal>
    </Stack>
  );
}
