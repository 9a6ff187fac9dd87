// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type SubmitEvent, useEffect, useRef } from 'react';
import { type Entered, giveCode, givePasskey, type SecondFactor } from './enter.ts';
import { useAttempt } from './use-attempt.ts';

type Props = { factors: readonly SecondFactor[]; done: (entered: Entered) => void | Promise<void>; back?: () => void };

/** The second proof: a passkey, a code of the application, or a recovery code in its place. */
export function SecondStep({ factors, done, back }: Props) {
  const { refusal, isBusy, attempt } = useAttempt();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const takesCode = factors.includes('totp') || factors.includes('recovery');
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code'));
    attempt(async () => done(await giveCode(code)));
  };
  return (
    <Stack gap="md">
      <h2 ref={heading} tabIndex={-1} style={{ margin: 0, fontSize: '1.25rem' }}>
        Confirmez que c’est bien vous
      </h2>
      {refusal && <Alert color="red" role="alert" title={refusal} />}
      {factors.includes('passkey') && (
        <Button
          size="md"
          fullWidth
          leftSection={<IconFingerprint aria-hidden size={20} />}
          onClick={() => attempt(async () => done(await givePasskey()))}
        >
          Utiliser ma clé d’accès
        </Button>
      )}
      {takesCode && (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput
              label={factors.includes('totp') ? 'Code de votre application' : 'Code de secours'}
              description={
                factors.includes('totp') ? 'Six chiffres. À défaut, saisissez l’un de vos codes de secours.' : 'L’un de ceux que vous avez gardés.'
              }
              name="code"
              autoComplete="one-time-code"
              autoCapitalize="none"
              required
              withAsterisk={false}
              size="md"
            />
            <Button type="submit" size="md" variant={factors.includes('passkey') ? 'default' : 'filled'} loading={isBusy} fullWidth>
              Continuer
            </Button>
          </Stack>
        </form>
      )}
      {back && (
        <Button variant="subtle" onClick={back}>
          Revenir à la connexion
        </Button>
      )}
    </Stack>
  );
}
