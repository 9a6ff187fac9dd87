// SPDX-License-Identifier: EUPL-1.2
import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { recordDrill } from '../contract.ts';

const kinds = ['application/pdf', 'image/jpeg', 'image/png'] as const;
type Proof = { name: string; type: (typeof kinds)[number]; content: string };

/** What was restored, how it was checked, and what shows it. */
export function DeclareDrill({ id }: { id: string }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const form = useActForm(recordDrill, {
    initial: { outcome: 'yes', says: '', digest: '', proof: null as Proof | null },
    toInput: ({ outcome, says, digest, proof }) => ({ id, succeeded: outcome === 'yes', says, digest, proof }),
    fieldNames: { succeeded: 'outcome', 'proof.type': 'proof', 'proof.content': 'proof', 'proof.name': 'proof' },
    done: () => {
      tellDone('La restauration est inscrite.');
      setFiles([]);
      form.reset();
    },
  });
  const take = async (taken: readonly File[]): Promise<void> => {
    setFiles(taken);
    const [file] = taken;
    const type = kinds.find((kind) => kind === file?.type);
    form.set('proof', file && type ? { name: file.name, type, content: await asBase64(file) } : null);
  };
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
      <FileDrop
        label="Pièce qui le montre (facultatif)"
        hint="PDF ou image (JPEG, PNG), 10 Mo au plus."
        accept={{ 'application/pdf': ['.pdf'], 'image/jpeg': ['.jpg', '.jpeg'], 'image/png': ['.png'] }}
        mostBytes={10_000_000}
        files={files}
        onChange={(taken) => void take(taken)}
        error={proofError(form.field('proof').error)}
      />
      <TextInput
        label="Empreinte SHA-256 du fichier restauré (facultatif)"
        description="sha256sum sous Linux, Get-FileHash sous Windows."
        {...form.field('digest')}
      />
    </Form>
  );
}

function proofError(error: unknown): string | null {
  return typeof error === 'string' ? error : null;
}
