// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refusals } from './refusals.tsx';
import type { ActForm } from './use-act-form.ts';

type Props<Values extends Record<string, unknown>> = {
  form: ActForm<Values>;
  /** The verb of the button, such as « Envoyer la demande ». */
  submit: string;
  children: ReactNode;
  /** Beside the button: cancel, save as draft. */
  others?: ReactNode;
  isDangerous?: boolean;
};

/** The frame of every form: what was refused, the fields, the button. The browser's own bubbles are off: the server says it in French, beside the field. */
export function Form<Values extends Record<string, unknown>>({ form, submit, children, others, isDangerous = false }: Props<Values>) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!form.isBusy) void form.submit();
      }}
    >
      <Stack gap="md" maw={640}>
        {form.refused && <Refusals refused={form.refused} focus={form.focus} />}
        {children}
        <Group mt="xs">
          <Button type="submit" aria-busy={form.isBusy} loading={form.isBusy} {...(isDangerous && { color: 'red' })}>
            {submit}
          </Button>
          {others}
        </Group>
      </Stack>
    </form>
  );
}
