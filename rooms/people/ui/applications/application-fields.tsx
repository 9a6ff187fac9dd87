// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Fieldset, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { ActForm } from '#ui/forms/use-act-form.ts';
import { applicationIcons, authMethods, type readApplicationChoices } from '../../contract.ts';
import { scopesInWords } from '../../contract.ts';
import { rolesInWords } from '../role-words.ts';
import type { Values } from './application-values.ts';
import { iconWords, methodWords } from './application-words.ts';

type Choices = OutputOf<typeof readApplicationChoices>;
type Form = ActForm<Values>;

const methods = authMethods.map((value) => ({ value, label: methodWords[value] }));
const icons = applicationIcons.map((value) => ({ value, label: iconWords[value] }));
// What only relays of identity ask for stands last, and `openid` goes without saying.
const shownScopes = ['profile', 'email', 'organisation', 'roles', 'groups', 'given_name', 'usual_name', 'siret', 'siren', 'uid', 'offline_access'];

/** Every field of an application. */
export function ApplicationFields({ form, choices }: { form: Form; choices: Choices }) {
  return (
    <>
      <TextInput label="Nom" required {...form.field('name')} />
      <TextInput label="Description" description="Une phrase, lue sous le nom dans le bureau virtuel." {...form.field('description')} />
      <TextInput label="Adresse d’accueil" description="Où mène sa tuile. Vide : pas de tuile." placeholder="https://" {...form.field('url')} />
      <NativeSelect label="Icône" data={icons} {...form.field('icon')} />
      <Connection form={form} />
      <Received form={form} />
      <Entrants form={form} choices={choices} />
      <Caution form={form} isOperator={choices.isOperator} />
    </>
  );
}

function Connection({ form }: { form: Form }) {
  return (
    <Fieldset legend="Connexion">
      <Stack gap="md">
        <NativeSelect label="Comment l’application prouve qui elle est" data={methods} {...form.field('authMethod')} />
        {form.values.authMethod === 'private_key_jwt' && (
          <TextInput label="Adresse de ses clés" description="Son jwks_uri." required {...form.field('jwksUri')} />
        )}
        <Checkbox
          label="Elle est installée sur le poste ou le téléphone"
          description="Elle peut alors revenir vers http://localhost."
          {...form.field('isNative', { type: 'checkbox' })}
        />
        <Textarea
          label="Adresses de retour"
          description="Une par ligne, en entier : on n’y revient que si l’adresse est exactement celle-ci."
          autosize
          minRows={2}
          {...form.field('redirectUris')}
        />
        <Textarea label="Adresses après déconnexion" description="Une par ligne." autosize minRows={1} {...form.field('postLogoutUris')} />
        <TextInput
          label="Adresse à prévenir d’une déconnexion"
          description="Déconnexion par le serveur (back-channel logout). Vide : elle n’est pas prévenue."
          {...form.field('backchannelUri')}
        />
        <Checkbox
          label="Elle renouvelle ses jetons"
          description="Refresh token, remplacé à chaque usage."
          {...form.field('usesRefresh', { type: 'checkbox' })}
        />
        <Checkbox
          label="Elle connecte des appareils sans navigateur"
          description="L’appareil affiche un code, que la personne saisit à l’adresse /appareil."
          {...form.field('usesDevice', { type: 'checkbox' })}
        />
      </Stack>
    </Fieldset>
  );
}

function Received({ form }: { form: Form }) {
  return (
    <Fieldset legend="Ce qu’elle reçoit">
      <Stack gap="md">
        <Checkbox.Group label="Informations" description="Elle n’en reçoit jamais d’autres, même si elle les demande." {...form.field('scopes')}>
          <Stack gap="xs" mt="xs">
            {shownScopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scopesInWords([scope])} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Radio.Group label="Identifiant de la personne" {...form.field('subject')}>
          <Stack gap="xs" mt="xs">
            <Radio value="public" label="Le même dans toutes les applications" />
            <Radio value="pairwise" label="Propre à celle-ci : deux applications ne peuvent comparer leurs utilisateurs" />
          </Stack>
        </Radio.Group>
        <Checkbox
          label="Réponses signées"
          description="L’adresse userinfo répond par un jeton signé."
          {...form.field('signsUserinfo', { type: 'checkbox' })}
        />
      </Stack>
    </Fieldset>
  );
}

function Entrants({ form, choices }: { form: Form; choices: Choices }) {
  return (
    <Fieldset legend="Qui peut entrer">
      <Stack gap="md">
        {choices.isOperator && (
          <Checkbox
            label="Toutes les collectivités du territoire"
            description="Sans cela, seuls ceux qui servent l’opérateur entrent."
            {...form.field('isForTerritory', { type: 'checkbox' })}
          />
        )}
        <Checkbox.Group label="Rôles" description="Aucun rôle ni groupe coché : tout le monde." {...form.field('roles')}>
          <Stack gap="xs" mt="xs">
            {choices.roles.map(({ key, name }) => (
              <Checkbox key={key} value={key} label={name ?? rolesInWords([key])} />
            ))}
          </Stack>
        </Checkbox.Group>
        {choices.groups.length > 0 && (
          <Checkbox.Group label="Groupes" description="Un rôle ou un groupe suffit." {...form.field('groupIds')}>
            <Stack gap="xs" mt="xs">
              {choices.groups.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </Stack>
    </Fieldset>
  );
}

function Caution({ form, isOperator }: { form: Form; isOperator: boolean }) {
  return (
    <Fieldset legend="Précautions">
      <Stack gap="md">
        <Checkbox label="Demander une seconde preuve d’identité" {...form.field('asksSecondFactor', { type: 'checkbox' })} />
        <Checkbox
          label="Demander l’accord de la personne"
          description="Pour une application qui n’est pas la vôtre : la personne lit ce qu’elle reçoit, et accepte ou refuse."
          {...form.field('asksConsent', { type: 'checkbox' })}
        />
        {isOperator && (
          <>
            <Checkbox
              label="Ses adresses sont dans notre réseau"
              description="Sans cela, aucune demande n’est envoyée vers une adresse privée."
              {...form.field('isInternal', { type: 'checkbox' })}
            />
            <Checkbox
              label="Exiger une preuve par demande (PKCE)"
              description="Ne décochez que pour un relais d’identité qui ne sait pas le faire."
              {...form.field('asksPkce', { type: 'checkbox' })}
            />
          </>
        )}
      </Stack>
    </Fieldset>
  );
}
