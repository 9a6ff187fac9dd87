// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconFingerprint, IconMail } from '@tabler/icons-react';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type Entered, givePasskey, offersPasskeys, type SecondFactor, signIn } from './enter.ts';
import { LinkForm } from './link-form.tsx';
import { Providers } from './providers.tsx';
import { SecondStep } from './second-step.tsx';
import classes from './sign-in-page.module.css';
import { useAttempt } from './use-attempt.ts';

type Step = { at: 'door' } | { at: 'second'; factors: readonly SecondFactor[] } | { at: 'link' | 'password' };

/** Every way in: e-mail and password, a passkey, a link by mail, a provider; then the second factor, where one is asked. */
export function SignInForm({ done }: { done: () => void | Promise<void> }) {
  const [step, setStep] = useState<Step>({ at: 'door' });
  const entered = async ({ person, secondFactor }: Entered): Promise<void> => {
    if (person) await done();
    else setStep({ at: 'second', factors: secondFactor });
  };
  const back = (): void => setStep({ at: 'door' });
  if (step.at === 'second') return <SecondStep factors={step.factors} done={entered} back={back} />;
  if (step.at !== 'door') return <LinkForm purpose={step.at === 'link' ? 'sign-in' : 'password'} done={entered} back={back} />;
  return <Door entered={entered} go={(at) => setStep({ at })} />;
}

function Door({ entered, go }: { entered: (entered: Entered) => Promise<void>; go: (to: 'link' | 'password') => void }) {
  const { refusal, isBusy, attempt } = useAttempt();
  const alert = useRef<HTMLDivElement>(null);
  const latest = useRef(entered);
  useEffect(() => {
    latest.current = entered;
  });
  useEffect(() => {
    if (refusal) alert.current?.focus();
  }, [refusal]);
  // A passkey of this site shows among the addresses that the browser proposes.
  useEffect(() => {
    let isHere = true;
    const offer = async (): Promise<void> => {
      if (!(await offersPasskeys())) return;
      const came = await givePasskey({ isOffered: true });
      if (isHere) await latest.current(came);
    };
    // Refused or given up, the rest of the door stands.
    void offer().catch(() => undefined);
    return () => {
      isHere = false;
    };
  }, []);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    attempt(async () => entered(await signIn(String(fields.get('email')), String(fields.get('password')))));
  };
  return (
    <Stack gap="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          {refusal && <Alert ref={alert} tabIndex={-1} color="red" role="alert" title={refusal} />}
          <TextInput
            label="Adresse électronique"
            name="email"
            type="email"
            // An application may say whom it awaits.
            defaultValue={new URLSearchParams(window.location.search).get('compte') ?? ''}
            autoComplete="username webauthn"
            required
            withAsterisk={false}
            size="md"
          />
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
          <button type="button" className={classes.forgotten} onClick={() => go('password')}>
            Mot de passe oublié
          </button>
        </Stack>
      </form>
      <div className={classes.or}>
        <span>ou</span>
      </div>
      <Stack gap="sm">
        <Button
          variant="default"
          size="md"
          fullWidth
          leftSection={<IconFingerprint aria-hidden size={20} />}
          onClick={() => attempt(async () => entered(await givePasskey()))}
        >
          Avec une clé d’accès
        </Button>
        <Button variant="default" size="md" fullWidth leftSection={<IconMail aria-hidden size={20} />} onClick={() => go('link')}>
          Élus : recevoir un lien
        </Button>
        <Providers />
      </Stack>
    </Stack>
  );
}
