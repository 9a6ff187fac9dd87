// SPDX-License-Identifier: EUPL-1.2
import { Select, Textarea, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { changeEntry, listUnits, type DirectoryEntry } from '../../contract.ts';
import classes from './directory.module.css';

/** What the directory says of a person. Their service and their delegations are for those who keep it. */
export function EntryForm({ entry, keeps }: { entry: DirectoryEntry; keeps: boolean }) {
  const { data } = useEndpoint(listUnits, {}, { enabled: keeps });
  const form = useActForm(changeEntry, {
    initial: {
      phone: entry.phone ?? '',
      mobile: entry.mobile ?? '',
      office: entry.office ?? '',
      skills: entry.skills ?? '',
      delegation: entry.delegation ?? '',
      unitId: entry.unitId,
    },
    toInput: ({ delegation, unitId, ...own }) => ({ id: entry.id, ...own, ...(keeps && { delegation, unitId }) }),
    done: () => tellDone('La fiche est enregistrée.'),
  });
  return (
    <section className={classes.section} aria-labelledby="fiche">
      <h2 id="fiche">{entry.isMine ? 'Modifier ma fiche' : 'Modifier la fiche'}</h2>
      <Form form={form} submit="Enregistrer la fiche">
        <TextInput label="Téléphone" type="tel" {...form.field('phone')} />
        <TextInput label="Mobile professionnel" type="tel" {...form.field('mobile')} />
        <TextInput label="Bureau" {...form.field('office')} />
        {keeps && (
          <Select
            label="Service"
            clearable
            clearButtonProps={{ 'aria-label': 'Effacer le service' }}
            searchable
            data={(data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            nothingFoundMessage="Aucun service de ce nom."
            {...form.field('unitId')}
          />
        )}
        <Textarea label="Compétences" description="Ce pour quoi on peut vous solliciter." autosize minRows={2} {...form.field('skills')} />
        {keeps && entry.kind === 'elected' && <Textarea label="Délégations" autosize minRows={2} {...form.field('delegation')} />}
      </Form>
    </section>
  );
}
