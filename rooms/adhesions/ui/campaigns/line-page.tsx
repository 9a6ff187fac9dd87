// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, amountDifference } from '#ui/format/amount.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { previewLetter, readCampaignLine, recordLetterAnswer } from '../../contract.ts';
import { Explanation } from './explanation.tsx';

/** What a campaign would change for one convention, its letter and its answer. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const [isAnswering, setAnswering] = useState(false);
  const asked = { id: params['campaign'] ?? '', line: params['line'] ?? '' };
  const { data: line, error, refetch } = useEndpoint(readCampaignLine, asked);
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!line) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/campagnes`;
  const awaits = line.letterId !== null && line.answer === null && line.outcome === null;
  return (
    <>
      <PageHeader
        title={line.name}
        lead={`Convention ${line.convention} : ${amount(line.beforeCents)} par an${
          line.afterCents === null
            ? ', sans prix imprimé dans la nouvelle édition.'
            : `, puis ${amount(line.afterCents)} (${amountDifference(line.afterCents - line.beforeCents)}).`
        }`}
        trail={[
          { label: 'Campagnes', href: at },
          { label: 'Campagne', href: `${at}/${asked.id}` },
        ]}
        actions={
          <>
            {line.afterCents !== null && (
              <Button component="a" href={hrefOf(previewLetter, asked, organisation.slug)} target="_blank" rel="noreferrer" variant="default">
                {line.letterNumber ? `Lettre ${line.letterNumber}` : 'Voir la lettre'}
              </Button>
            )}
            {awaits && may('adhesions.conclude') && <Button onClick={() => setAnswering(true)}>Enregistrer la réponse</Button>}
          </>
        }
      />
      {line.exclusion && <p>Écartée : {line.exclusion}</p>}
      {line.statement && <p>{line.statement}</p>}
      {line.outcomeSays && <p>{line.outcomeSays}</p>}
      <Explanation explanation={line.explanation} />
      <Modal opened={isAnswering} onClose={() => setAnswering(false)} title="Réponse reçue" size="lg">
        {line.letterId && <AnswerForm campaign={asked.id} letter={line.letterId} done={() => setAnswering(false)} />}
      </Modal>
    </>
  );
}

function AnswerForm({ campaign, letter, done }: { campaign: string; letter: string; done: () => void }) {
  const form = useActForm(recordLetterAnswer, {
    initial: { answer: '', byName: '', byTitle: '', act: '', reason: '' },
    toInput: ({ answer, ...values }) => ({ ...values, answer: answer as 'agreed' | 'refused', id: campaign, letter }), // the server refuses none
    done,
  });
  return (
    <Form form={form} submit="Enregistrer la réponse">
      <Radio.Group label="Réponse" required {...form.field('answer')}>
        <Stack gap="xs" mt="xs">
          <Radio value="agreed" label="Accepte" />
          <Radio value="refused" label="Refuse" />
        </Stack>
      </Radio.Group>
      <TextInput label="De la part de" required {...form.field('byName')} />
      <TextInput label="En qualité de" required {...form.field('byTitle')} />
      <TextInput label="Acte" description="Numéro de la délibération ou de la décision" {...form.field('act')} />
      <Textarea label="Observations" autosize {...form.field('reason')} />
    </Form>
  );
}
