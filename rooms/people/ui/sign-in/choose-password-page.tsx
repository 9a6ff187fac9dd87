// SPDX-License-Identifier: EUPL-1.2
import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import type { SecondFactor } from '#ui/session/enter.ts';
import { SecondStep } from '#ui/session/second-step.tsx';
import { choosePassword } from '../../contract.ts';
import { DoorFrame } from './door-frame.tsx';
import { goSignedIn, useLinkSecret } from './link-secret.ts';

/** What the link of a forgotten password opens. */
export function Page() {
  const secret = useLinkSecret();
  const [factors, setFactors] = useState<readonly SecondFactor[] | null>(null);
  const form = useActForm(choosePassword, {
    initial: { password: '' },
    toInput: ({ password }) => ({ secret, password }),
    guardsChanges: false,
    changes: [],
    done: ({ person, secondFactor }) => (person ? goSignedIn('/') : setFactors(secondFactor)),
  });
  if (factors)
    return (
      <DoorFrame title="Votre mot de passe est changé">
        <SecondStep factors={factors} done={() => goSignedIn('/')} />
      </DoorFrame>
    );
  const password = form.field('password');
  return (
    <DoorFrame title="Nouveau mot de passe" says="Toutes vos sessions ouvertes seront fermées.">
      <Form form={form} submit="Choisir ce mot de passe">
        <PasswordInput
          label="Nouveau mot de passe"
          description="Au moins 12 caractères, sans votre nom ni votre adresse : quelques mots sans rapport entre eux se retiennent bien."
          autoComplete="new-password"
          size="md"
          required
          visibilityToggleButtonProps={{ 'aria-label': 'Afficher le mot de passe', tabIndex: 0 }}
          {...password}
          aria-invalid={password.error ? true : undefined}
        />
      </Form>
    </DoorFrame>
  );
}
