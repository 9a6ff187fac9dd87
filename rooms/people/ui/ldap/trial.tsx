// SPDX-License-Identifier: EUPL-1.2
import { Alert, PasswordInput, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tryLdap } from '../../contract.ts';
import classes from '../people.module.css';

/** Tries a connection as a server would. */
export function Trial() {
  const [found, setFound] = useState<{ dn: string; entries: number } | null>(null);
  const form = useActForm(tryLdap, { initial: { name: '', secret: '' }, guardsChanges: false, done: setFound });
  return (
    <section className={classes.section} aria-labelledby="essai">
      <h2 id="essai">Essayer une connexion</h2>
      <Form form={form} submit="Essayer">
        <TextInput label="Identifiant" description="Une adresse, un uid ou un nom complet." required autoComplete="off" {...form.field('name')} />
        <PasswordInput
          label="Mot de passe d’application ou de lecteur"
          required
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Montrer le mot de passe' }}
          {...form.field('secret')}
        />
      </Form>
      {found && (
        <Alert icon={<IconCheck aria-hidden />} color="green" title="L’annuaire accepte cette connexion" role="status" mt="md">
          {found.dn} — {found.entries === 1 ? 'une fiche visible' : `${found.entries} fiches visibles`} dans cette collectivité.
        </Alert>
      )}
    </section>
  );
}
