// SPDX-License-Identifier: EUPL-1.2
import { TextInput } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { renameDraft } from '../contract.ts';

/** Gives a project another name; its address stays. */
export function RenameForm({ draft }: { draft: { key: string; label: string; revision: number } }) {
  const form = useActForm(renameDraft, {
    initial: { label: draft.label },
    toInput: ({ label }) => ({ edition: draft.key, revision: draft.revision, label }),
    done: ({ label }) => tellDone(`Le projet s’appelle « ${label} ».`),
  });
  return (
    <Form form={form} submit="Renommer le projet">
      <TextInput label="Nom du projet" required {...form.field('label')} />
    </Form>
  );
}
