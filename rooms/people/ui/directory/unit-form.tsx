// SPDX-License-Identifier: EUPL-1.2
import { Button, Select, TextInput } from '@mantine/core';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { addUnit, changeUnit, listDirectory, removeUnit, type Unit } from '../../contract.ts';
import classes from './directory.module.css';

type Props = { unit: Unit | null; units: readonly Unit[]; close: () => void };

/** A service: its name, what it stands under, who answers for it. */
export function UnitForm({ unit, units, close }: Props) {
  const { data } = useEndpoint(listDirectory, { sort: 'name', order: 'asc', page: 1, size: 100 });
  const confirm = useConfirm();
  const options = {
    initial: { name: unit?.name ?? '', parentId: unit?.parentId ?? null, headId: unit?.headId ?? null },
    done: () => (tellDone('Le service est enregistré.'), close()),
  };
  const adding = useActForm(addUnit, options);
  const changing = useActForm(changeUnit, { ...options, toInput: (values) => ({ id: unit?.id ?? '', ...values }) });
  const form = unit ? changing : adding;
  const remove = useAct(removeUnit, { done: () => (tellDone('Le service est supprimé.'), close()) });
  const askToRemove = async ({ id, name }: Unit): Promise<void> => {
    const isSure = await confirm({
      title: `Supprimer « ${name} » ?`,
      says: 'Ses membres n’auront plus de service.',
      act: 'Supprimer le service',
      isDangerous: true,
    });
    if (isSure) remove.mutate({ id }, { onError: tellRefusal });
  };
  const people = (data?.rows ?? []).map(({ id, givenName, familyName, title }) => ({ value: id, label: `${familyName} ${givenName}, ${title}` }));
  const known =
    unit?.headId && !people.some(({ value }) => value === unit.headId) ? [{ value: unit.headId, label: unit.head ?? '' }, ...people] : people;
  return (
    <section className={classes.section} aria-labelledby="service">
      <h2 id="service">{unit ? `Modifier « ${unit.name} »` : 'Ajouter un service'}</h2>
      <Form
        form={form}
        submit="Enregistrer le service"
        others={
          <>
            <Button variant="default" onClick={close}>
              Fermer
            </Button>
            {unit && (
              <Button variant="light" color="red" onClick={() => void askToRemove(unit)}>
                Supprimer
              </Button>
            )}
          </>
        }
      >
        <TextInput label="Nom du service" required {...form.field('name')} />
        <Select
          label="Dépend de"
          placeholder="Rien : il est en haut"
          clearable
          clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
          searchable
          data={units.filter(({ id }) => id !== unit?.id).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('parentId')}
        />
        <Select
          label="Responsable"
          clearable
          clearButtonProps={{ 'aria-label': 'Effacer le responsable' }}
          searchable
          data={known}
          nothingFoundMessage="Personne de ce nom."
          {...form.field('headId')}
        />
      </Form>
    </section>
  );
}
