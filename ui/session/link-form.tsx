// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { askLink, type Entered, giveMailCode } from './enter.ts';
import { useAttempt } from './use-attempt.ts';

type Props = { purpose: 'sign-in' | 'password'; done: (entered: Entered) => Promise<void>; back: () => void };

const words = {
  'sign-in': {
    title: 'Recevoir un lien de connexion',
    says: 'Pour les élus, et pour ceux à qui leur collectivité le permet.',
    act: 'Recevoir le lien',
  },
  password: { title: 'Choisir un nouveau mot de passe', says: 'Un lien pour le choisir vous sera envoyé.', act: 'Recevoir le lien' },
} as const;

/** Asks for a link by mail, and takes the code that comes with it. The same is said whether the address has an account or not. */
export function LinkForm({ purpose, done, back }: Props) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { refusal, isBusy, attempt } = useAttempt();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [sentTo]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const email = String(fields.get('email'));
    if (sentTo === null)
      attempt(async () => {
        await askLink(purpose, email);
        setSentTo(email);
      });
    else attempt(async () => done(await giveMailCode(String(fields.get('code')))));
  };
  return (
    <Stack gap="md">
      <h2 ref={heading} tabIndex={-1} style={{ margin: 0, fontSize: '1.25rem' }}>
        {sentTo === null ? words[purpose].title : 'Consultez vos courriels'}
      </h2>
      {refusal && <Alert color="red" role="alert" title={refusal} />}
      {sentTo !== null && (
        <p style={{ margin: 0 }}>
          Si un compte correspond à <strong>{sentTo}</strong>, un courriel vient d’y être envoyé. Il vaut quinze minutes. Pensez aux indésirables.
        </p>
      )}
      {(sentTo === null || purpose === 'sign-in') && (
        <form onSubmit={submit}>
          <Stack gap="md">
            {sentTo === null ? (
              <TextInput
                key="email"
                label="Adresse électronique"
                description={words[purpose].says}
                name="email"
                type="email"
                autoComplete="username"
                required
                withAsterisk={false}
                size="md"
              />
            ) : (
              <TextInput
                key="code"
                label="Code du courriel"
                description="Si vous le lisez sur un autre appareil : huit chiffres."
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                required
                withAsterisk={false}
                size="md"
              />
            )}
            <Button type="submit" size="md" loading={isBusy} fullWidth>
              {sentTo === null ? words[purpose].act : 'Me connecter par ce code'}
            </Button>
          </Stack>
        </form>
      )}
      <Button variant="subtle" onClick={back}>
        Revenir à la connexion
      </Button>
    </Stack>
  );
}
