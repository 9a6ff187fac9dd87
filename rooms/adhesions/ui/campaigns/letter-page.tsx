// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { hrefOf } from '#ui/api/call.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, amountDifference } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { answerLetter, downloadLetter, readLetter } from '../../contract.ts';
import classes from './campaigns.module.css';
import { Explanation } from './explanation.tsx';

/** A letter of the operator: what it proposes, what would change, and the answer of the body. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const id = params['letter'] ?? '';
  const { data: letter, error, refetch } = useEndpoint(readLetter, { id });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!letter) return <PageSkeleton />;
  const awaits = letter.answer === null && letter.outcome === null && !letter.isLate;
  return (
    <>
      <PageHeader
        title={letter.subject}
        lead={`${letter.operator}, lettre ${letter.number} : ${amount(letter.beforeCents)} par an, puis ${amount(letter.afterCents)} (${amountDifference(letter.afterCents - letter.beforeCents)}).`}
        trail={[{ label: 'Échéances', href: `/o/${organisation.slug}/echeances` }]}
        actions={
          <Button
            component="a"
            href={hrefOf(downloadLetter, { id }, organisation.slug)}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            Lettre en PDF
          </Button>
        }
      />
      {letter.statement && (
        <Alert color={letter.answer === 'agreed' ? 'green' : 'gray'} mb="md">
          {letter.statement}
        </Alert>
      )}
      {awaits && may('adhesions.answer') && (
        <section>
          <h2>Votre réponse, avant le {day(letter.answerBy)}</h2>
          <AnswerForm id={id} />
        </section>
      )}
      {letter.answer === null && letter.isLate && <Alert color="yellow">Le délai de réponse est passé depuis le {day(letter.answerBy)}.</Alert>}
      <section>
        <h2>Lettre</h2>
        <p className={classes.letter}>{letter.text}</p>
      </section>
      <Explanation explanation={letter.explanation} />
    </>
  );
}

function AnswerForm({ id }: { id: string }) {
  const form = useActForm(answerLetter, {
    initial: { answer: '', byName: '', byTitle: '', act: '', reason: '' },
    toInput: ({ answer, ...values }) => ({ ...values, answer: answer as 'agreed' | 'refused', id }), // the server refuses none
    done: () => tellDone('Votre réponse est enregistrée.'),
  });
  return (
    <Form form={form} submit="Répondre">
      <Radio.Group label="Réponse" required {...form.field('answer')}>
        <Stack gap="xs" mt="xs">
          <Radio value="agreed" label="La collectivité accepte" />
          <Radio value="refused" label="La collectivité refuse, et reste à ses conditions jusqu’au terme" />
        </Stack>
      </Radio.Group>
      <TextInput label="Nom de la personne qui engage la collectivité" required {...form.field('byName')} />
      <TextInput label="En qualité de" required {...form.field('byTitle')} />
      <TextInput label="Acte" description="Numéro de la délibération ou de la décision, s’il y en a une" {...form.field('act')} />
      <Textarea label="Observations" autosize {...form.field('reason')} />
    </Form>
  );
}
