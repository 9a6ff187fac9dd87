// SPDX-License-Identifier: EUPL-1.2
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { today } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { recordSignedCopy } from '../../contract.ts';
import type { SignatorySeen } from './signatures.tsx';

type Props = { where: { id: string; request: string; signatory: string }; signatory: SignatorySeen; done: () => void };

/** Who signed, when, in which quality, and the PDF that shows it. */
export function SignedCopyForm({ where, signatory, done }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const form = useActForm(recordSignedCopy, {
    initial: { signedOn: today() as string | null, name: signatory.name, quality: signatory.quality, content: '', fileName: '' },
    toInput: ({ signedOn, ...values }) => ({ ...where, ...values, signedOn: signedOn ?? '' }),
    guardsChanges: false,
    done: ({ state }) => {
      tellDone(state === 'signed' ? 'Toutes les signatures sont là : le document signé est au dossier.' : 'Signature enregistrée.');
      done();
    },
  });
  const take = (files: readonly File[]): void => {
    const [chosen] = files;
    setFile(chosen ?? null);
    form.set('fileName', chosen?.name ?? '');
    if (chosen) void asBase64(chosen).then((content) => form.set('content', content));
    else form.set('content', '');
  };
  return (
    <Form form={form} submit="Enregistrer la signature">
      <TextInput label="Signataire" required {...form.field('name')} />
      <TextInput label="Qualité" required {...form.field('quality')} />
      <DayInput label="Signé le" required {...form.field('signedOn')} />
      <FileDrop
        label="Exemplaire signé"
        hint="PDF, 22 Mo au plus."
        accept={{ 'application/pdf': ['.pdf'] }}
        mostBytes={22_000_000}
        files={file ? [file] : []}
        onChange={take}
        error={(form.field('content') as { error?: string }).error ?? null}
      />
    </Form>
  );
}
