// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { declareBody, registeredKinds, type BodyKind } from '../contract.ts';
import { changedFacts, FactFields, noFacts, type FactValues } from './fact-fields.tsx';
import { kindOptions } from './words.ts';

type Values = { name: string; kind: BodyKind; siren: string; facts: FactValues };

const declarable = kindOptions.filter(({ value }) => !registeredKinds.some((registered) => registered === value));

/** A body that the register lacks, entered by hand. */
export function Page() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const list = `/o/${organisation.slug}/collectivites`;
  const form = useActForm<typeof declareBody, Values>(declareBody, {
    initial: { name: '', kind: 'ccas', siren: '', facts: noFacts },
    toInput: ({ name, kind, siren, facts }) => ({ name, kind, siren: siren.trim() === '' ? null : siren, facts: changedFacts(noFacts, facts) }),
    done: ({ slug }, { name }) => {
      tellDone(`${name} est déclarée.`);
      go(`${list}/${slug}`);
    },
  });
  return (
    <>
      <PageHeader
        title="Déclarer une collectivité"
        trail={[{ label: 'Collectivités', href: list }]}
        lead="Un CCAS, un syndicat, un budget annexe, un office… : ce que le registre national ignore. Vous seul la verrez."
      />
      <Form
        form={form}
        submit="Déclarer la collectivité"
        others={
          <Button component={HouseLink} href={list} variant="default">
            Annuler
          </Button>
        }
      >
        <Alert color="blue" icon={<IconInfoCircle aria-hidden />} title="Une commune ou un EPCI ?">
          Ils sont tous au registre : ajoutez-les plutôt à votre <HouseLink href={`/o/${organisation.slug}/territoire`}>territoire</HouseLink>.
        </Alert>
        <TextInput label="Nom" required {...form.field('name')} />
        <NativeSelect label="Type" data={declarable} {...form.field('kind')} />
        <TextInput label="SIREN" description="Laissez vide si elle n’en a pas." inputMode="numeric" autoComplete="off" {...form.field('siren')} />
        <FactFields form={form} kind={form.values.kind} isDeclared />
      </Form>
    </>
  );
}
