// SPDX-License-Identifier: EUPL-1.2
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './documents.module.css';
import type { TemplateSeen } from './template-page.tsx';

/** All that the template may name; a press writes it where the cursor is. */
export function TemplateNames({ template, insert }: { template: TemplateSeen; insert: (text: string) => void }) {
  const [sought, setSought] = useState('');
  const words = plain(sought);
  const variables = template.variables.filter(({ name, says }) => plain(`${name} ${says}`).includes(words));
  return (
    <>
      <h2 className={classes.first}>Blocs protégés</h2>
      <p className={classes.quiet}>
        Le logiciel écrit ces blocs. Les montants viennent du devis accepté. Un modèle choisit la place des blocs ; il ne peut ni les changer, ni
        écrire d’autres montants.
      </p>
      <ul className={classes.names}>
        {template.blocks.map(({ name, says, isRequired }) => (
          <Name key={name} text={`{% bloc ${name} %}`} says={isRequired ? `${says}. Obligatoire.` : says} insert={insert} />
        ))}
      </ul>
      <h2 className={classes.sub}>Variables</h2>
      <p className={classes.quiet}>
        Ajoutez « | ou_blanc » pour laisser un blanc à remplir : <code>{'{{ seance.date | ou_blanc }}'}</code>. Une condition s’écrit{' '}
        <code>{'{% if volume %}…{% endif %}'}</code>.
      </p>
      <TextInput label="Chercher une variable" my="xs" value={sought} onChange={(event) => setSought(event.currentTarget.value)} />
      {variables.length === 0 && <p className={classes.quiet}>Aucune variable ne répond à cette recherche.</p>}
      <ul className={`${classes.names} ${classes.variables}`}>
        {variables.map(({ name, says, isList }) => (
          <Name key={name} text={`{{ ${name} }}`} says={isList ? `${says} (liste)` : says} insert={insert} />
        ))}
      </ul>
    </>
  );
}

function Name({ text, says, insert }: { text: string; says: string; insert: (text: string) => void }) {
  return (
    <li>
      <button type="button" className={classes.leap} aria-label={`Écrire ${text} dans le modèle`} onClick={() => insert(text)}>
        <code>{text}</code>
      </button>
      <span className={classes.quiet}> {says}</span>
    </li>
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
