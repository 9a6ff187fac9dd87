// SPDX-License-Identifier: EUPL-1.2
import { Select } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { chooseLevels, levelLabels, levels, type DirectoryEntry, type Level } from '../../contract.ts';
import classes from './directory.module.css';

const groups = [
  { name: 'identity', label: 'Nom, fonction, service, mandat et délégations' },
  { name: 'contact', label: 'Courriel, téléphones et bureau' },
  { name: 'photo', label: 'Photo' },
] as const;

/** Who reads one's own entry, each group of fields apart. */
export function LevelsForm({ entry }: { entry: DirectoryEntry }) {
  const { chosen } = entry;
  const form = useActForm(chooseLevels, {
    initial: { identity: chosen?.identity ?? '', contact: chosen?.contact ?? '', photo: chosen?.photo ?? '' },
    toInput: ({ identity, contact, photo }) => ({ id: entry.id, identity: asLevel(identity), contact: asLevel(contact), photo: asLevel(photo) }),
    done: () => tellDone('Votre choix est enregistré : il vaut aussitôt.'),
  });
  return (
    <section className={classes.section} aria-labelledby="qui-lit">
      <h2 id="qui-lit">Qui peut lire ma fiche</h2>
      <p>
        Vos collègues la lisent toujours. Pour les autres collectivités, c’est vous qui choisissez ; sans choix de votre part, votre collectivité.
      </p>
      <Form form={form} submit="Enregistrer mon choix">
        {groups.map(({ name, label }) => (
          <Select
            key={name}
            label={label}
            allowDeselect={false}
            data={[
              { value: '', label: `Comme ma collectivité (${levelLabels[entry.policy[name]].toLowerCase()})` },
              ...levels.map((value) => ({ value, label: levelLabels[value] })),
            ]}
            {...form.field(name)}
          />
        ))}
      </Form>
    </section>
  );
}

function asLevel(value: string): Level | null {
  return levels.find((level) => level === value) ?? null;
}
