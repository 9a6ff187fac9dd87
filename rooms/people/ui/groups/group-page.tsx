// SPDX-License-Identifier: EUPL-1.2
import { Button, Textarea, TextInput } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { addGroup, changeGroup, deleteGroup, readGroup } from '../../contract.ts';
import classes from '../people.module.css';
import { PeoplePicker, type PickedPerson } from './person-picker.tsx';

type Group = OutputOf<typeof readGroup>;
type Values = { name: string; description: string; people: readonly PickedPerson[] };

/** One group, or a new one. */
export function Page() {
  const { params } = useAddress();
  const id = params['id'];
  const { data, error, refetch } = useEndpoint(readGroup, { id: id ?? '' }, { enabled: id !== undefined });
  const { may } = usePlace();
  if (id === undefined) return <NewGroup />;
  if (error && !data) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return may('people.manage-groups') ? <GroupForm group={data} /> : <Members group={data} />;
}

function NewGroup() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const home = `/o/${organisation.slug}/groupes`;
  const form = useActForm<typeof addGroup, Values>(addGroup, {
    initial: { name: '', description: '', people: [] },
    fieldNames: { members: 'people' },
    toInput: ({ people, ...values }) => ({ ...values, members: people.map(({ id }) => id) }),
    done: (_, { name }) => {
      tellDone(`Le groupe « ${name} » est créé.`);
      go(home);
    },
  });
  return (
    <>
      <PageHeader title="Créer un groupe" trail={[{ label: 'Groupes', href: home }]} />
      <Form form={form} submit="Créer le groupe">
        <Fields form={form} />
      </Form>
    </>
  );
}

function GroupForm({ group }: { group: Group }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const confirm = useConfirm();
  const home = `/o/${organisation.slug}/groupes`;
  const form = useActForm<typeof changeGroup, Values>(changeGroup, {
    initial: { name: group.name, description: group.description, people: group.members.map(asPicked) },
    fieldNames: { members: 'people' },
    toInput: ({ people, ...values }) => ({ ...values, id: group.id, members: people.map(({ id }) => id) }),
    done: () => tellDone('Le groupe est enregistré.'),
  });
  const remove = useAct(deleteGroup, {
    done: () => {
      tellDone(`Le groupe « ${group.name} » est supprimé.`);
      go(home);
    },
  });
  const ask = async (): Promise<void> => {
    const says = 'Les personnes gardent leurs fonctions et leurs rôles. Les services qui choisissaient ce groupe ne le trouveront plus.';
    const isSure = await confirm({ title: `Supprimer le groupe « ${group.name} » ?`, says, act: 'Supprimer le groupe', isDangerous: true });
    if (isSure) await remove.mutateAsync({ id: group.id }).catch(tellRefusal);
  };
  return (
    <>
      <PageHeader title={group.name} trail={[{ label: 'Groupes', href: home }]} />
      <Form
        form={form}
        submit="Enregistrer"
        others={
          <Button variant="default" onClick={() => void ask()}>
            Supprimer
          </Button>
        }
      >
        <Fields form={form} />
      </Form>
    </>
  );
}

function Fields({ form }: { form: ReturnType<typeof useActForm<typeof addGroup, Values>> }) {
  return (
    <>
      <TextInput label="Nom" required {...form.field('name')} />
      <Textarea label="Description" autosize minRows={2} {...form.field('description')} />
      <PeoplePicker
        label="Ajouter une personne"
        {...form.field('people')}
        value={form.values.people}
        onChange={(people) => form.set('people', people)}
      />
    </>
  );
}

function Members({ group }: { group: Group }) {
  const { organisation } = usePlace();
  return (
    <>
      <PageHeader title={group.name} lead={group.description} trail={[{ label: 'Groupes', href: `/o/${organisation.slug}/groupes` }]} />
      <ul className={classes.plain}>
        {group.members.map((member) => (
          <li key={member.id}>
            <strong>{member.name}</strong>, {asPicked(member).title}
          </li>
        ))}
      </ul>
    </>
  );
}

function asPicked({ id, name, title, isCurrent }: Group['members'][number]): PickedPerson {
  return { id, name, title: isCurrent ? title : `${title} (n’est pas en fonction)` };
}
