// SPDX-License-Identifier: EUPL-1.2
import { Radio, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { answerReceived } from '../contract.ts';

/** The answer of the body that pays: yes, or no with a reason. */
export function AnswerReceived({ id, number }: { id: string; number: string }) {
  const { organisation, person } = usePlace();
  const form = useActForm(answerReceived, {
    initial: { decision: 'accepted' as 'accepted' | 'refused', byTitle: '', act: '', reason: '' },
    toInput: ({ decision, ...values }) => ({ id, decision, ...values }),
    guardsChanges: false,
    done: (_, { decision }) => tellDone(decision === 'accepted' ? `Devis ${number} accepté.` : `Devis ${number} refusé.`),
  });
  const isRefusal = form.values.decision === 'refused';
  return (
    <section aria-labelledby="repondre">
      <Title order={2} size="h4" mt="lg" mb="xs" id="repondre">
        Répondre
      </Title>
      <Form form={form} submit={isRefusal ? 'Refuser le devis' : 'Accepter le devis'}>
        <Radio.Group label="Votre réponse" {...form.field('decision')}>
          <Stack gap="xs" mt="xs">
            <Radio value="accepted" label="La collectivité accepte ce devis" />
            <Radio value="refused" label="La collectivité le refuse" />
          </Stack>
        </Radio.Group>
        <TextInput
          label="Vous répondez en qualité de"
          description={`${person.name}, pour ${organisation.name}. Par exemple : Maire.`}
          required
          {...form.field('byTitle')}
        />
        {isRefusal ? (
          <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
        ) : (
          <TextInput
            label="Acte qui l’autorise"
            description="Facultatif : délibération ou décision déjà prise, avec son numéro et sa date."
            {...form.field('act')}
          />
        )}
      </Form>
    </section>
  );
}
