// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { signIn } from './me.ts';

/** E-mail and password. Refusals are read out and take the focus. */
export function SignInForm({ done }: { done: () => void | Promise<void> }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal) alert.current?.focus();
  }, [refusal]);
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(null);
    try {
      await signIn(String(fields.get('email')), String(fields.get('password')));
      await done();
    } catch (error) {
      setRefusal(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        {refusal && <Alert ref={alert} tabIndex={-1} color="red" role="alert" title={refusal} />}
        <TextInput label="Adresse électronique" name="email" type="email" autoComplete="username" required withAsterisk={false} size="md" />
        <PasswordInput
          label="Mot de passe"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': 'Afficher le mot de passe', tabIndex: 0 }}
        />
        <Button type="submit" size="md" loading={isBusy} fullWidth>
          Se connecter
        </Button>
      </Stack>
    </form>
  );
}
