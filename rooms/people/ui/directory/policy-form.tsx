// SPDX-License-Identifier: EUPL-1.2
import { Select } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { chooseDirectoryPolicy, levelLabels, levels, readDirectoryPolicy } from '../../contract.ts';
import classes from './directory.module.css';

const options = levels.map((value) => ({ value, label: levelLabels[value] }));

/** Who reads the directory where its people chose nothing. */
export function PolicyForm() {
  const { data } = useEndpoint(readDirectoryPolicy, {});
  return (
    <section className={classes.section} aria-labelledby="ouverture">
      <h2 id="ouverture">Qui peut lire l’annuaire</h2>
      <p>Ce choix vaut pour les personnes qui n’en ont pas fait d’autre dans leur fiche.</p>
      {data && <Fields policy={data} />}
    </section>
  );
}

function Fields({ policy }: { policy: OutputOf<typeof readDirectoryPolicy> }) {
  const form = useActForm(chooseDirectoryPolicy, { initial: policy, done: () => tellDone('Le choix de la collectivité est enregistré.') });
  return (
    <Form form={form} submit="Enregistrer">
      <Select label="Noms, fonctions, services, mandats" allowDeselect={false} data={options} {...form.field('identity')} />
      <Select label="Courriels, téléphones, bureaux" allowDeselect={false} data={options} {...form.field('contact')} />
      <Select label="Photos" allowDeselect={false} data={options} {...form.field('photo')} />
    </Form>
  );
}
