// SPDX-License-Identifier: EUPL-1.2
import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { listGenericAccounts, listGroups, listRoles, listUnits, planArrival } from '../../contract.ts';
import { kindOptions } from '../directory/kind-words.ts';
import { stepsIn } from './words.ts';

const USUAL_STEPS = ['Préparer le poste de travail', 'Remettre le badge et les clés', 'Présenter l’équipe'].join('\n');

/** Who comes, when, and what is to be open on the first morning. */
export function Page() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const list = `/o/${organisation.slug}/mouvements`;
  const roles = useEndpoint(listRoles, {}).data?.roles.filter(({ mayGive }) => mayGive) ?? [];
  const groups = useEndpoint(listGroups, { size: 100 }).data?.rows ?? [];
  const accounts = useEndpoint(listGenericAccounts, {}).data?.rows ?? [];
  const units = useEndpoint(listUnits, {}).data?.units ?? [];
  const form = useActForm(planArrival, {
    initial: {
      givenName: '',
      familyName: '',
      email: '',
      kind: 'agent' as 'agent' | 'elected' | 'external',
      title: '',
      roles: ['agent'],
      beginsOn: null as string | null,
      endsOn: null as string | null,
      unitId: null as string | null,
      groups: [] as string[],
      genericAccounts: [] as string[],
      welcomeBy: '',
      steps: USUAL_STEPS,
    },
    toInput: ({ beginsOn, steps, ...rest }) => ({ ...rest, beginsOn: beginsOn ?? '', steps: stepsIn(steps) }),
    done: ({ id }) => (tellDone('L’arrivée est préparée.'), go(`${list}/${id}`)),
  });
  return (
    <>
      <PageHeader
        title="Préparer une arrivée"
        trail={[{ label: 'Arrivées et départs', href: list }]}
        lead="Tout s’ouvre à la première heure du premier jour, et rien avant."
      />
      <Form form={form} submit="Préparer l’arrivée">
        <TextInput label="Prénom" required {...form.field('givenName')} />
        <TextInput label="Nom" required {...form.field('familyName')} />
        <TextInput label="Adresse électronique professionnelle" type="email" required {...form.field('email')} />
        <Select label="Nature" allowDeselect={false} data={kindOptions} {...form.field('kind')} />
        <TextInput label="Fonction" required description="Telle qu’elle s’affichera." {...form.field('title')} />
        <MultiSelect label="Rôles" required data={roles.map(({ key, name }) => ({ value: key, label: name }))} {...form.field('roles')} />
        <DayInput label="Premier jour" required {...form.field('beginsOn')} />
        <DayInput
          label="Dernier jour"
          description={form.values.kind === 'elected' ? 'La fin du mandat.' : 'Laissez vide s’il n’est pas connu.'}
          required={form.values.kind === 'elected'}
          {...form.field('endsOn')}
        />
        <Select
          label="Service"
          clearable
          clearButtonProps={{ 'aria-label': 'Effacer le service' }}
          data={units.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('unitId')}
        />
        {groups.length > 0 && (
          <MultiSelect label="Groupes" data={groups.map(({ id, name }) => ({ value: id, label: name }))} {...form.field('groups')} />
        )}
        {accounts.length > 0 && (
          <MultiSelect
            label="Comptes de service"
            data={accounts.map(({ id, address }) => ({ value: id, label: address }))}
            {...form.field('genericAccounts')}
          />
        )}
        <TextInput label="Qui accueille, le premier jour" {...form.field('welcomeBy')} />
        <Textarea
          label="À faire avant l’arrivée"
          description="Une tâche par ligne : elles se cocheront au fur et à mesure."
          autosize
          minRows={3}
          {...form.field('steps')}
        />
      </Form>
    </>
  );
}
