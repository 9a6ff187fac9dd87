// SPDX-License-Identifier: EUPL-1.2
import { Button, Checkbox, Group, MultiSelect, PasswordInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { addIdentityProvider, changeIdentityProvider, listIdentityProviders, searchColleagues, type RegisteredProvider } from '../../contract.ts';

const defaults = {
  name: '',
  issuer: '',
  clientId: '',
  tokenMethod: 'client_secret_basic' as const,
  scopes: 'openid profile email',
  claimNames: { email: 'email', givenName: 'given_name', familyName: 'family_name', siret: '' },
  signsUserinfo: false,
  askedAcr: '',
  idpHint: '',
  isForced: false,
};

/** Enters a provider, or changes one. */
export function ProviderForm({ edited, done }: { edited: RegisteredProvider | 'oidc' | 'proconnect'; done: () => void }) {
  const former = typeof edited === 'string' ? null : edited;
  const kind = typeof edited === 'string' ? edited : edited.kind;
  const { data: colleagues } = useEndpoint(searchColleagues, { q: '', limit: 50 });
  const form = useActForm(former ? changeIdentityProvider : addIdentityProvider, {
    initial: {
      ...pick(former ?? { ...defaults, name: kind === 'proconnect' ? 'ProConnect' : '' }),
      clientSecret: '',
      domains: former?.domains.map(({ name }) => name) ?? [],
      breakGlass: former?.breakGlass.map(({ mandateId }) => mandateId) ?? [],
    },
    toInput: (values) => ({ ...values, kind, ...(former && { id: former.id }) }) as never, // both endpoints take the same body; one has its id too
    changes: [listIdentityProviders],
    done: () => {
      tellDone('Fournisseur enregistré.');
      done();
    },
  });
  const known = new Map([
    ...(former?.breakGlass ?? []).map(({ mandateId, name }) => [mandateId, name] as const),
    ...(colleagues?.rows ?? []).map(({ id, name }) => [id, name] as const),
  ]);
  return (
    <Form
      form={form}
      submit="Enregistrer"
      others={
        <Button variant="default" onClick={done}>
          Annuler
        </Button>
      }
    >
      {kind === 'oidc' && (
        <>
          <TextInput label="Nom" description="Tel que vos agents le liront à la connexion." required withAsterisk={false} {...form.field('name')} />
          <TextInput
            label="Adresse du fournisseur"
            description="Son « issuer », ou l’adresse de sa description (/.well-known/openid-configuration)."
            type="url"
            required
            withAsterisk={false}
            {...form.field('issuer')}
          />
          <TextInput label="Identifiant de client" required withAsterisk={false} autoComplete="off" {...form.field('clientId')} />
          <PasswordInput
            label="Secret de client"
            description={former ? 'Laissez vide pour garder celui qui est enregistré.' : 'Gardé chiffré, jamais affiché.'}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': 'Afficher le secret', tabIndex: 0 }}
            {...form.field('clientSecret')}
          />
          <Select
            label="Envoi du secret"
            allowDeselect={false}
            data={[
              { value: 'client_secret_basic', label: 'Dans l’en-tête (client_secret_basic)' },
              { value: 'client_secret_post', label: 'Dans le formulaire (client_secret_post)' },
            ]}
            {...form.field('tokenMethod')}
          />
          <TextInput label="Portées demandées" {...form.field('scopes')} />
          <Group grow align="start">
            <TextInput label="Donnée de l’adresse" {...form.field('claimNames.email')} />
            <TextInput label="Donnée du prénom" {...form.field('claimNames.givenName')} />
          </Group>
          <Group grow align="start">
            <TextInput label="Donnée du nom" {...form.field('claimNames.familyName')} />
            <TextInput label="Donnée du SIRET" description="Facultative." {...form.field('claimNames.siret')} />
          </Group>
          <TextInput label="Niveau de garantie demandé" description="Facultatif (acr_values)." {...form.field('askedAcr')} />
          <Checkbox label="Il signe ses réponses « userinfo »" {...form.field('signsUserinfo', { type: 'checkbox' })} />
        </>
      )}
      {kind === 'proconnect' && (
        <TextInput
          label="Votre fournisseur chez ProConnect"
          description="Facultatif : son identifiant (idp_id) évite à vos agents de le choisir."
          {...form.field('idpHint')}
        />
      )}
      <TagsInput
        label="Domaines de messagerie de la collectivité"
        description="À prouver ensuite par le DNS. L’adresse professionnelle d’un agent suffira alors pour le reconnaître la première fois."
        placeholder="mairie-exemple.fr, puis Entrée"
        {...form.field('domains')}
      />
      <Checkbox
        label="Imposer ce fournisseur à tous ceux qui agissent pour la collectivité"
        description="Sauf aux personnes de secours, par mot de passe et seconde preuve d’identité."
        {...form.field('isForced', { type: 'checkbox' })}
      />
      {form.values.isForced && (
        <MultiSelect
          label="Personnes de secours"
          description="Elles pourront se connecter si le fournisseur ne répond pas. Chacune de leurs connexions vous sera signalée."
          data={[...known].map(([value, label]) => ({ value, label }))}
          searchable
          {...form.field('breakGlass')}
        />
      )}
    </Form>
  );
}

// The endpoint refuses what it does not know.
function pick({
  name,
  issuer,
  clientId,
  tokenMethod,
  scopes,
  claimNames,
  signsUserinfo,
  askedAcr,
  idpHint,
  isForced,
}: typeof defaults | RegisteredProvider) {
  return { name, issuer, clientId, tokenMethod, scopes, claimNames, signsUserinfo, askedAcr, idpHint, isForced };
}
