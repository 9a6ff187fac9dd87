// SPDX-License-Identifier: EUPL-1.2
import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { recordDrill } from '../contract.ts';

/** What was restored, and how it was checked. */
export function DeclareDrill({ id }: { id: string }) {
  const form = useActForm(recordDrill, {
    initial: { outcome: 'yes', says: '', digest: '' },
    toInput: ({ outcome, says, digest }) => ({ id, succeeded: outcome === 'yes', says, digest }),
    fieldNames: { succeeded: 'outcome' },
    done: () => {
      tellDone('La restauration est inscrite.');
      form.reset();
    },
  });
  return (
    <Form form={form} submit="Inscrire la restauration">
      <Radio.Group label="Ce qui a été restauré est-il intact ?" {...form.field('outcome')}>
        <Stack gap="xs" mt="xs">
          <Radio value="yes" label="Oui, intact" />
          <Radio value="no" label="Non, ou l’essai a échoué" />
        </Stack>
      </Radio.Group>
      <Textarea
        label="Ce qui a été restauré, et comment vous l’avez vérifié"
        required
        autosize
        minRows={3}
        maxLength={1_000}
        {...form.field('says')}
      />
      <TextInput
        label="Empreinte SHA-256 du fichier restauré (facultatif)"
        description="sha256sum sous Linux, Get-FileHash sous Windows."
        {...form.field('digest')}
      />
    </Form>
  );
}
