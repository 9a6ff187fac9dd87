// SPDX-License-Identifier: EUPL-1.2
import { Button, Radio, Stack, Textarea } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { answerRequest } from '../contract.ts';

type Request = { id: string; body: { name: string }; message: string; askedByName: string };

/** The operator's answer: yes, or no with a reason. */
export function AnswerForm({ request, close }: { request: Request; close: () => void }) {
  const form = useActForm(answerRequest, {
    initial: { outcome: 'accepted' as 'accepted' | 'refused', reason: '' },
    toInput: (values) => ({ id: request.id, ...values }),
    guardsChanges: false,
    done: () => {
      close();
      tellDone(`Réponse envoyée à ${request.body.name}.`);
    },
  });
  return (
    <Form
      form={form}
      submit="Envoyer la réponse"
      others={
        <Button variant="default" onClick={close}>
          Annuler
        </Button>
      }
    >
      {request.message && (
        <p>
          {request.askedByName} : « {request.message} »
        </p>
      )}
      <Radio.Group label="Votre réponse" {...form.field('outcome')}>
        <Stack gap="xs" mt="xs">
          <Radio value="accepted" label="J’accepte : nous allons ouvrir ce service" data-autofocus />
          <Radio value="refused" label="Je refuse" />
        </Stack>
      </Radio.Group>
      <Textarea
        label="Votre message"
        description={
          form.values.outcome === 'refused' ? 'Obligatoire : la collectivité lira ce motif.' : 'Facultatif : la suite, une date, un contact.'
        }
        required={form.values.outcome === 'refused'}
        autosize
        minRows={3}
        maxLength={2000}
        {...form.field('reason')}
      />
    </Form>
  );
}
