// SPDX-License-Identifier: EUPL-1.2
import { Alert, Code, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import type { openEntrusted, openEscrow } from '../../contract.ts';

/** Why it is opened, then the password that the house kept. */
export function OpenPassword({ endpoint, id }: { endpoint: typeof openEscrow | typeof openEntrusted; id: string }) {
  const [password, show] = useState<string | null>(null);
  const form = useActForm(endpoint, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id, reason }),
    done: (opened) => show(opened.password),
  });
  if (password) return <Opened password={password} />;
  return (
    <Form form={form} submit="Ouvrir et l’inscrire">
      <Textarea label="Motif" description="Il sera dit à l’autre dépositaire." required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}

/** The password, on this screen alone. */
export function Opened({ password }: { password: string }) {
  return (
    <Alert color="green" title="Mot de passe du dépôt" role="status" mt="sm">
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {password}
      </Code>
    </Alert>
  );
}
