// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import type { ActForm } from '#ui/forms/use-act-form.ts';
import { suiteKindNames, suiteKinds } from '../../contract.ts';
import type { ServiceValues } from './service-values.ts';

const kinds = suiteKinds.map((value) => ({ value, label: suiteKindNames[value] }));
const maturities = [
  { value: 'alpha', label: 'Essai (alpha)' },
  { value: 'beta', label: 'Avant-première (bêta)' },
  { value: 'stable', label: 'Stable' },
];

/** Every field of an application of La Suite. */
export function ServiceFields({ form }: { form: ActForm<ServiceValues> }) {
  return (
    <>
      <NativeSelect label="Genre" data={kinds} description="Il décide de ce qui est répondu à l’application." {...form.field('kind')} />
      <TextInput label="Nom" description="Lu par les agents dans le lanceur." required {...form.field('name')} />
      <TextInput label="Adresse de l’application" placeholder="https://" required {...form.field('url')} />
      <TextInput label="Adresse de son logo" placeholder="https://" {...form.field('logoUrl')} />
      <NativeSelect label="Maturité" data={maturities} {...form.field('maturity')} />
      <FrenchNumberInput label="Rang dans le lanceur" description="Le plus grand vient en premier." allowNegative {...form.field('rank')} />
      <FrenchNumberInput
        label="Place de chaque compte (Go)"
        description="Vide : sans limite."
        decimals={3}
        min={0}
        {...form.field('accountGigabytes')}
      />
      <FrenchNumberInput
        label="Place de chaque collectivité (Go)"
        description="Vide : sans limite."
        decimals={3}
        min={0}
        {...form.field('bodyGigabytes')}
      />
      {(form.values.kind === 'adc' || form.values.kind === 'esd') && (
        <FrenchNumberInput
          label="Petite commune au-dessous de (habitants)"
          description="Tout le monde y administre l’application, sauf choix contraire pour une collectivité."
          min={0}
          {...form.field('smallBelow')}
        />
      )}
      {form.values.kind === 'proconnect' && (
        <TextInput label="Identifiant du fournisseur d’identité" description="Celui que ProConnect a donné." {...form.field('idpId')} />
      )}
      <Checkbox
        label="L’application est de confiance"
        description="Elle peut inscrire l’identifiant de connexion d’un compte qui n’en a pas encore. Ne cochez que pour une application que vous hébergez."
        {...form.field('isTrusted', { type: 'checkbox' })}
      />
    </>
  );
}
