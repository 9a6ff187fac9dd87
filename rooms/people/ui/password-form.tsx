// SPDX-License-Identifier: EUPL-1.2
import { PasswordInput } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { changePassword, listSessions, readAccount } from '../contract.ts';
import classes from './people.module.css';
import { closedInWords } from './session-words.ts';

const shown = { 'aria-label': 'Afficher le mot de passe', tabIndex: 0 };

/** Changes the password. It can be shown rather than typed twice. */
export function PasswordForm() {
  const form = useActForm(changePassword, {
    initial: { current: '', next: '' },
    changes: [readAccount, listSessions],
    guardsChanges: false,
    done: ({ closed }) => {
      form.set('current', '');
      form.set('next', '');
      tellDone(`Votre mot de passe est changé. ${closedInWords(closed)}`);
    },
  });
  // Mantine marks a password as invalid by colour alone.
  const password = (name: 'current' | 'next') => {
    const field = form.field(name);
    return { ...field, 'aria-invalid': field.error ? true : undefined };
  };
  return (
    <section className={classes.section} aria-labelledby="mot-de-passe">
      <h2 id="mot-de-passe">Changer mon mot de passe</h2>
      <Form form={form} submit="Changer le mot de passe">
        <PasswordInput
          label="Mot de passe actuel"
          required
          autoComplete="current-password"
          visibilityToggleButtonProps={shown}
          {...password('current')}
        />
        <PasswordInput
          label="Nouveau mot de passe"
          description="Au moins 12 caractères, sans votre nom ni votre adresse. Quelques mots sans rapport entre eux se retiennent bien. Vos autres sessions seront fermées."
          required
          autoComplete="new-password"
          visibilityToggleButtonProps={shown}
          {...password('next')}
        />
      </Form>
    </section>
  );
}
