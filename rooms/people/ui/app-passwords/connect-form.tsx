// SPDX-License-Identifier: EUPL-1.2
import { Alert, Checkbox, NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { createAppPassword, listAppPasswords, readDeviceChoices } from '../../contract.ts';
import classes from '../people.module.css';
import { ShownOnce } from './shown-once.tsx';

type Choices = OutputOf<typeof readDeviceChoices>;

const lasts = [
  { value: '90', label: 'Trois mois' },
  { value: '365', label: 'Un an' },
  { value: '', label: 'Jusqu’à ce que je le retire' },
];

/** Chooses what a device opens, then shows its secret once, with what to type into the device. */
export function ConnectForm({ choices }: { choices: Choices }) {
  const [made, setMade] = useState<{ secret: string; kinds: string[] } | null>(null);
  const form = useActForm(createAppPassword, {
    initial: {
      label: '',
      kinds: choices.kinds.length === 1 ? choices.kinds.map(({ key }) => key) : ([] as string[]),
      organisationId: '',
      days: '365',
      password: '',
    },
    changes: [listAppPasswords, readDeviceChoices],
    guardsChanges: false,
    toInput: ({ label, kinds, organisationId, days, password }) => ({
      label,
      kinds,
      organisationId: organisationId || null,
      days: days === '' ? null : Number(days),
      ...(password !== '' && { password }),
    }),
    done: ({ secret }, { kinds }) => {
      setMade({ secret, kinds });
      form.set('label', '');
      form.set('password', '');
    },
  });
  return (
    <section className={classes.section} aria-labelledby="connecter">
      <h2 id="connecter">Connecter un appareil</h2>
      {made && <Made choices={choices} {...made} />}
      {choices.kinds.length === 0 && (
        <EmptyState title="Rien à connecter">Aucun service de cette installation ne s’ouvre depuis un appareil pour le moment.</EmptyState>
      )}
      {choices.proof === 'sign-in' && choices.kinds.length > 0 && (
        <Alert color="yellow" mb="md" title="Reconnectez-vous d’abord">
          Votre connexion date de plus d’un quart d’heure. Déconnectez-vous, reconnectez-vous, puis revenez ici.
        </Alert>
      )}
      {choices.kinds.length > 0 && choices.proof !== 'sign-in' && (
        <Form form={form} submit="Créer le mot de passe d’application">
          <Checkbox.Group label="Ce que cet appareil ouvre" required {...form.field('kinds')}>
            <Stack gap="xs" mt="xs">
              {choices.kinds.map(({ key, label, description }) => (
                <Checkbox key={key} value={key} label={label} description={description} />
              ))}
            </Stack>
          </Checkbox.Group>
          <TextInput
            label="Nom de l’appareil"
            description="Pour le reconnaître dans la liste : « Téléphone », « Serveur de la mairie »."
            required
            maxLength={80}
            {...form.field('label')}
          />
          {choices.bodies.length > 1 && (
            <NativeSelect
              label="Pour quelle collectivité"
              data={[{ value: '', label: 'Toutes celles que je sers' }, ...choices.bodies.map(({ id, name }) => ({ value: id, label: name }))]}
              {...form.field('organisationId')}
            />
          )}
          <NativeSelect label="Durée" data={lasts} {...form.field('days')} />
          {choices.proof === 'password' && (
            <PasswordInput
              label="Votre mot de passe"
              description="Votre connexion date de plus d’un quart d’heure : confirmez que c’est bien vous."
              required
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Afficher le mot de passe', tabIndex: 0 }}
              {...form.field('password')}
            />
          )}
        </Form>
      )}
    </section>
  );
}

function Made({ choices, secret, kinds }: { choices: Choices; secret: string; kinds: string[] }) {
  return (
    <>
      <ShownOnce
        title="Mot de passe d’application"
        secret={secret}
        says="Recopiez-le dans l’appareil maintenant : il ne sera plus jamais affiché. Les tirets sont facultatifs."
        withCode
      />
      {choices.kinds
        .filter(({ key }) => kinds.includes(key))
        .map((kind) => (
          <div key={kind.key}>
            <h3>{kind.label}</h3>
            <ol>
              {kind.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <dl className={classes.facts}>
              {kind.fields.map(({ label, value }) => (
                <div key={label} style={{ display: 'contents' }}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
    </>
  );
}
