// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { type ActForm, useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { addKind, changeKind } from '../../contract.ts';
import { KindMark } from '../kind-mark.tsx';
import { Dialog, Dismiss } from '../manage/dialog.tsx';
import { counterWords, tintOf } from '../words.ts';
import { colourWords, type Editable, editable, type Kind, proofWords } from './kind-words.ts';
import classes from '../manage/manage.module.css';

type Values = Omit<Editable, 'payrollCode'> & { payrollCode: string; isArchived: boolean };

const blank: Values = {
  label: '',
  short: '',
  colour: 'orange',
  mostAtOnce: null,
  mostPerYear: null,
  takesHours: false,
  askedBy: 'agent',
  needsAnswer: true,
  proof: 'asked',
  isPrivate: true,
  isAtWork: false,
  payrollCode: '',
  text: '',
  isArchived: false,
};

/** A kind of absence to add, such as an autorisation that the assembly voted, or to correct. */
export function KindDialog({ kind, close }: { kind: Kind | 'new' | null; close: () => void }) {
  const title = kind === 'new' ? 'Ajouter un type d’absence' : `Modifier « ${kind?.label ?? ''} »`;
  return (
    <Dialog title={title} isOpen={kind !== null} close={close} isWide>
      {kind === 'new' && <AddKind close={close} />}
      {kind && kind !== 'new' && <ChangeKind kind={kind} close={close} />}
    </Dialog>
  );
}

function AddKind({ close }: { close: () => void }) {
  const form = useActForm<typeof addKind, Values>(addKind, {
    initial: blank,
    toInput: (values) => editable({ ...values, payrollCode: values.payrollCode || null }),
    guardsChanges: false,
    done: (_, { label }) => {
      close();
      tellDone(`« ${label} » est ajouté.`);
    },
  });
  return (
    <Form form={form} submit="Ajouter ce type d’absence" others={<Dismiss close={close} />}>
      <KindFields form={form} counter={null} />
    </Form>
  );
}

function ChangeKind({ kind, close }: { kind: Kind; close: () => void }) {
  const form = useActForm<typeof changeKind, Values>(changeKind, {
    initial: { ...editable(kind), payrollCode: kind.payrollCode ?? '', isArchived: kind.isArchived },
    toInput: (values) => ({ ...values, payrollCode: values.payrollCode || null, id: kind.id }),
    guardsChanges: false,
    done: (_, { label }) => {
      close();
      tellDone(`« ${label} » est enregistré.`);
    },
  });
  return (
    <Form form={form} submit="Enregistrer ce type d’absence" others={<Dismiss close={close} />}>
      <KindFields form={form} counter={kind.counter} />
      <Checkbox
        label="Archivé : il ne se demande plus"
        checked={form.values.isArchived}
        onChange={(event) => form.set('isArchived', event.currentTarget.checked)}
      />
    </Form>
  );
}

function KindFields({ form, counter }: { form: ActForm<Values>; counter: string | null }) {
  const { values } = form;
  const tick = (name: 'takesHours' | 'needsAnswer' | 'isPrivate' | 'isAtWork', label: string, description?: string) => (
    <Checkbox
      label={label}
      description={description}
      checked={values[name]}
      onChange={(event) => form.set(name, event.currentTarget.checked)}
      error={form.field(name).error}
    />
  );
  return (
    <Stack gap="md">
      <TextInput label="Nom" required {...form.field('label')} />
      <div className={classes.inline}>
        <TextInput label="Sigle" description="Sur le planning, quatre lettres au plus." required maxLength={4} {...form.field('short')} />
        <NativeSelect label="Couleur" {...form.field('colour')} data={Object.entries(colourWords).map(([value, label]) => ({ value, label }))} />
        <Group style={tintOf(values.colour)} pb={6}>
          <KindMark kind={{ short: values.short || 'ABS', colour: values.colour }} />
        </Group>
      </div>
      {counter && <p className={classes.quiet}>Ce type prend sur le compteur « {counterWords[counter] ?? counter} » : cela ne se change pas.</p>}
      <div className={classes.inline}>
        <FrenchNumberInput label="Jours au plus par événement" decimals={1} {...form.field('mostAtOnce')} />
        <FrenchNumberInput label="Jours au plus par an" decimals={1} {...form.field('mostPerYear')} />
      </div>
      <div className={classes.inline}>
        <NativeSelect
          label="Saisi par"
          {...form.field('askedBy')}
          data={[
            { value: 'agent', label: 'L’agent, qui le demande' },
            { value: 'manager', label: 'La gestion des congés' },
          ]}
        />
        <NativeSelect label="Justificatif" {...form.field('proof')} data={Object.entries(proofWords).map(([value, label]) => ({ value, label }))} />
        <TextInput label="Code de paie" description="Pour l’export." {...form.field('payrollCode')} />
      </div>
      {tick('needsAnswer', 'Le responsable doit répondre', 'Sinon, la demande est accordée aussitôt.')}
      {tick('takesHours', 'Peut se prendre en heures')}
      {tick('isPrivate', 'Le motif est caché aux collègues', 'Ils lisent seulement « Absence ».')}
      {tick('isAtWork', 'L’agent travaille, ailleurs ou autrement', 'Télétravail, formation : il compte parmi les présents.')}
      <Textarea
        label="Texte qui le fonde"
        description="Article de loi, délibération : l’agent le lit."
        autosize
        minRows={2}
        {...form.field('text')}
      />
    </Stack>
  );
}
