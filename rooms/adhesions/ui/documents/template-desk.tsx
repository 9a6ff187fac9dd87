// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, Tabs, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Refusals } from '#ui/forms/refusals.tsx';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { changeTemplate } from '../../contract.ts';
import classes from './documents.module.css';
import { NewerVersion } from './newer-version.tsx';
import { TemplateFaults } from './template-faults.tsx';
import { TemplateNames } from './template-names.tsx';
import type { TemplateSeen } from './template-page.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { TemplateSource, type SourceHand } from './template-source.tsx';
import { TemplateVersions } from './template-versions.tsx';
import { type About, usePreview } from './use-preview.ts';

type Props = { template: TemplateSeen; openAgain: () => Promise<void>; lookAgain: () => void };

/** Where a template is written. What was read stays the base of what is saved, whatever others save meanwhile. */
export function TemplateDesk({ template, openAgain, lookAgain }: Props) {
  const { document } = template;
  const confirm = useConfirm();
  const hand = useRef<SourceHand>(null);
  const [base, setBase] = useState(template.latest);
  const [note, setNote] = useState('');
  const [overtaken, setOvertaken] = useState<number | null>(null);
  const [about, setAbout] = useState<About>(null);
  const form = useActForm(changeTemplate, {
    initial: { source: template.source },
    toInput: ({ source }) => ({ document, source, note, expects: base }),
    refused: ({ code }) => {
      const isOvertaken = code === 'adhesions.template-changed';
      setOvertaken(isOvertaken ? base : null);
      if (isOvertaken) lookAgain();
    },
    done: ({ number }) => {
      setBase(number);
      setNote('');
      tellDone(`Version ${number} enregistrée.`);
    },
  });
  const { source } = form.values;
  const preview = usePreview(document, source, about);
  const takeNewer = async (): Promise<void> => {
    const says = 'Ce que vous avez changé et n’avez pas enregistré sera perdu.';
    const title = `Reprendre la version ${template.latest} ?`;
    if (!form.isDirty || (await confirm({ title, says, act: 'Reprendre ce texte', isDangerous: true }))) await openAgain();
  };
  return (
    <>
      {template.latest > base && <NewerVersion template={template} base={base} take={() => void takeNewer()} keep={() => setBase(template.latest)} />}
      <div className={classes.desk}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!form.isBusy) void form.submit();
          }}
        >
          {/* Once the newer version is here, its notice says it all. */}
          {form.refused && (overtaken === null || template.latest === overtaken) && (
            <Refusals refused={form.refused} focus={() => hand.current?.goTo(null)} />
          )}
          <TemplateSource hand={hand} source={source} change={(text) => form.set('source', text)} faults={preview.faults} />
          <TemplateFaults preview={preview} goTo={(line) => hand.current?.goTo(line)} />
          <TextInput
            label="Ce que cette version change"
            description="Facultatif ; se lit dans la liste des versions."
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group mt="md">
            <Button type="submit" loading={form.isBusy}>
              Enregistrer une nouvelle version
            </Button>
          </Group>
        </form>
        <Tabs defaultValue="names" className={classes.beside} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="names">Variables et blocs</Tabs.Tab>
            <Tabs.Tab value="preview">Aperçu</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="names" pt="md">
            <TemplateNames template={template} insert={(text) => hand.current?.insert(text)} />
          </Tabs.Panel>
          <Tabs.Panel value="preview" pt="md">
            <TemplatePreview template={template} source={source} preview={preview} about={about} setAbout={setAbout} />
          </Tabs.Panel>
        </Tabs>
      </div>
      <TemplateVersions template={template} base={base} isDirty={form.isDirty} openAgain={openAgain} lookAgain={lookAgain} />
    </>
  );
}
